import type { Editor } from "@tiptap/core";
import { type FormEvent, useEffect, useState } from "react";
import { Checkbox, SelectField, TextField } from "@/components/ui/field";
import { OfflineError, sendFile } from "../api";
import { failureText } from "../cause-text";
import { useEditorContext } from "../context";
import { Dialog, DialogEnd } from "../dialog";
import { insertBlock } from "./media";

/** A picture that can be inserted: the member's upload, or one that the text's page already has. */
export interface PictureChoice {
  id: string;
  name: string;
}

interface Wrong {
  file?: string[];
  alt?: string[];
}

interface Props {
  editor: Editor;
  pictures: PictureChoice[];
  onAdd: (picture: PictureChoice) => void;
  /** A picture that was dropped or pasted. */
  given?: File | undefined;
  onClose: () => void;
}

/**
 * A dialog to insert a picture or change the selected one: from this device or from those available, with a
 * description for people who cannot see it. Its caption is edited below it in the text.
 */
export function PictureDialog(props: Props) {
  const { editor, pictures, onAdd, given, onClose } = props;
  const { t } = useEditorContext();
  const isThere = editor.isActive("figure") && given === undefined;
  const before = isThere ? editor.getAttributes("figure") : {};
  const [file, setFile] = useState(String(before.file ?? ""));
  const [alt, setAlt] = useState(String(before.alt ?? ""));
  const [isDecorative, setDecorative] = useState(isThere && before.alt === "");
  const [errors, setErrors] = useState<Wrong>({});
  const { isSending, send } = useUpload(given, setErrors, (picture) => {
    onAdd(picture);
    setFile(picture.id);
  });

  const submit = (event: FormEvent) => {
    event.preventDefault();
    const found = {
      ...(file === "" ? { file: [t("editor.picture.fileNeeded")] } : {}),
      ...(alt.trim() === "" && !isDecorative ? { alt: [t("editor.picture.altNeeded")] } : {}),
    };
    setErrors(found);
    if (Object.keys(found).length > 0 || isSending) return;
    const attrs = { file, alt: isDecorative ? "" : alt.trim() };
    if (isThere) editor.chain().focus().updateAttributes("figure", attrs).run();
    else insertBlock(editor, { type: "figure", attrs });
    onClose();
  };

  return (
    <Dialog title={t("editor.picture.title")} onClose={onClose}>
      <form onSubmit={submit} className="stack" noValidate>
        <TextField
          name="picture-file"
          type="file"
          label={t("editor.picture.upload")}
          hint={t("editor.picture.uploadHint")}
          accept=".png,.jpg,.jpeg,.webp,.gif"
          onChange={(event) => void send(event.target.files?.[0])}
        />
        {isSending ? <p role="status">{t("editor.picture.sending")}</p> : null}
        <SelectField
          name="picture-choice"
          label={t("editor.picture.choose")}
          empty={t("editor.picture.none")}
          options={pictures.map(({ id, name }) => ({ value: id, label: name }))}
          errors={errors.file}
          value={file}
          onChange={(event) => setFile(event.target.value)}
        />
        <AltFields {...{ alt, isDecorative, setAlt, setDecorative }} errors={errors.alt} />
        <DialogEnd label={t("editor.picture.insert")} isBusy={isSending} onClose={onClose} />
      </form>
    </Dialog>
  );
}

/** The fields for a picture's description, or for marking it as decorative. */
function AltFields(props: {
  alt: string;
  isDecorative: boolean;
  setAlt: (alt: string) => void;
  setDecorative: (isDecorative: boolean) => void;
  errors: string[] | undefined;
}) {
  const { t } = useEditorContext();
  return (
    <>
      <TextField
        name="picture-alt"
        label={t("editor.picture.alt")}
        hint={t("editor.picture.altHint")}
        errors={props.errors}
        maxLength={500}
        dir="auto"
        disabled={props.isDecorative}
        value={props.alt}
        onChange={(event) => props.setAlt(event.target.value)}
      />
      <Checkbox
        name="picture-decorative"
        label={t("editor.picture.decorative")}
        checked={props.isDecorative}
        onChange={(event) => props.setDecorative(event.target.checked)}
      />
    </>
  );
}

/** Uploads a picture, first the one that opened the dialog, and reports what was wrong with it. */
function useUpload(
  given: File | undefined,
  setErrors: (errors: Wrong) => void,
  onSent: (picture: PictureChoice) => void,
) {
  const { t } = useEditorContext();
  const [isSending, setSending] = useState(false);
  const send = async (chosen: File | undefined) => {
    if (!chosen) return;
    setSending(true);
    setErrors({});
    try {
      onSent({ id: await sendFile(chosen), name: chosen.name });
    } catch (error) {
      setErrors({
        file: [error instanceof OfflineError ? failureText(t, error) : t("editor.picture.refused")],
      });
    }
    setSending(false);
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, of the picture that opened the dialog
  useEffect(() => void send(given), []);
  return { isSending, send };
}
