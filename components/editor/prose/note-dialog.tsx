import type { Editor } from "@tiptap/core";
import { type FormEvent, useState } from "react";
import { TextArea } from "@/components/ui/field";
import { cleanLine } from "@/lib/text/clean";
import { FOOTNOTE_MAX } from "@/lib/text/nodes";
import { useEditorContext } from "../context";
import { Dialog, DialogEnd } from "../dialog";
import { insertNote, selectedNote } from "./footnote";

/** A dialog for the text of a footnote; starts with the selected one, if any. */
export function NoteDialog({ editor, onClose }: { editor: Editor; onClose: () => void }) {
  const { t } = useEditorContext();
  const [text, setText] = useState(selectedNote(editor) ?? "");
  const [isMissing, setMissing] = useState(false);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const note = cleanLine(text);
    if (note === "") {
      setMissing(true);
      return;
    }
    insertNote(editor, note);
    onClose();
  };
  return (
    <Dialog title={t("editor.note.title")} onClose={onClose}>
      <form onSubmit={submit} className="stack" noValidate>
        <TextArea
          name="note-text"
          label={t("editor.note.text")}
          hint={t("editor.note.hint")}
          errors={isMissing ? [t("editor.note.needed")] : undefined}
          maxLength={FOOTNOTE_MAX}
          rows={4}
          dir="auto"
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
        <DialogEnd label={t("editor.note.insert")} onClose={onClose} />
      </form>
    </Dialog>
  );
}
