import { EditorContent, useEditor } from "@tiptap/react";
import { useEffect, useRef, useState } from "react";
import type { SectionApi, TextApi } from "../api";
import type { EditorHandle, EditorSlot } from "../editor-slot";
import type { SourceChoice } from "../model";
import { CitationDialog, type NewSource } from "./citation-dialog";
import { EmbedDialog } from "./embed-dialog";
import { proseExtensions } from "./extensions";
import { LinkDialog } from "./link-dialog";
import { NoteDialog } from "./note-dialog";
import { cleanPasted } from "./paste";
import { type PictureChoice, PictureDialog } from "./picture-dialog";
import { toStored } from "./stored";
import { TableTools } from "./table-tools";
import { type Asked, Toolbar } from "./toolbar";

interface Props {
  /** What the text is called: its accessible name. */
  label: string;
  placeholder: string;
  api: TextApi;
  slot: EditorSlot;
  onChange: () => void;
  /** What it is written in, where that is known. */
  language?: string | undefined;
  /** A profile's text cites sources of its profile. */
  cites?: { api: SectionApi; sources: SourceChoice[]; onCreate: (source: NewSource) => void };
  /** A post's has pictures, code, links to media and notes of its own. */
  media?: {
    pictures: PictureChoice[];
    onAdd: (picture: PictureChoice) => void;
    srcOf: (file: string) => string;
  };
}

interface StoredProse {
  doc: { type: "doc"; content?: object[] };
}

/**
 * Prose, edited. The text lives in the editor and is read when it is saved: a keystroke draws the changed line and
 * nothing else, however long the section is.
 */
export function ProseEditor(props: Props) {
  const { label, placeholder, api, slot, onChange, cites, media } = props;
  const mayCite = cites !== undefined;
  const [open, setOpen] = useState<Asked | null>(null);
  const bar = useRef<HTMLDivElement>(null);
  const titles = useRef(new Map<string, string>());
  for (const source of cites?.sources ?? []) titles.current.set(source.id, source.title);

  const editor = useEditor({
    extensions: proseExtensions({
      placeholder,
      srcOf: media?.srcOf,
      labelOf: (source) => titles.current.get(source) ?? source,
    }),
    content: (slot.content as StoredProse).doc,
    // Our own style sheet has the few rules that the editor needs; the policy refuses styles made by scripts.
    injectCSS: false,
    shouldRerenderOnTransaction: false,
    editorProps: {
      attributes: {
        id: "prose",
        role: "textbox",
        "aria-multiline": "true",
        "aria-label": label,
        class: "prose",
        dir: "auto",
        ...(props.language ? { lang: props.language } : {}),
      },
      transformPastedHTML: cleanPasted,
    },
    onUpdate: ({ transaction }) => {
      // Ids given to blocks on opening are no work of the member's.
      if (transaction.getMeta("addToHistory") !== false) onChange();
    },
  });

  useEffect(() => {
    const handle: EditorHandle = {
      read: () => toStored(editor.getJSON(), window.location.origin),
      replace: (content) => {
        editor.commands.setContent((content as StoredProse).doc, { emitUpdate: true });
      },
      focus: () => editor.commands.focus(),
    };
    return slot.fill(handle);
  }, [editor, slot]);

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") {
        event.preventDefault();
        setOpen("link");
      } else if (event.altKey && !event.ctrlKey && event.code === "KeyC") {
        event.preventDefault();
        setOpen(mayCite ? "cite" : "note");
      } else if (event.altKey && event.key === "F10") {
        event.preventDefault();
        bar.current?.querySelector<HTMLButtonElement>('button[tabindex="0"]')?.focus();
      }
    };
    const root = editor.view.dom;
    root.addEventListener("keydown", onKey);
    return () => root.removeEventListener("keydown", onKey);
  }, [editor, mayCite]);

  return (
    <>
      <div className="ed">
        <Toolbar editor={editor} barRef={bar} onAsk={setOpen} hasMedia={media !== undefined} />
        <TableTools editor={editor} />
        <EditorContent editor={editor} />
      </div>
      {open === "link" ? <LinkDialog editor={editor} api={api} onClose={() => setOpen(null)} /> : null}
      {open === "embed" ? <EmbedDialog editor={editor} onClose={() => setOpen(null)} /> : null}
      {open === "note" && media ? <NoteDialog editor={editor} onClose={() => setOpen(null)} /> : null}
      {open === "picture" && media ? (
        <PictureDialog editor={editor} {...media} onClose={() => setOpen(null)} />
      ) : null}
      {open === "cite" && cites ? (
        <CitationDialog
          api={cites.api}
          known={cites.sources}
          onClose={() => setOpen(null)}
          onCreate={(source) => {
            titles.current.set(source.id, source.title);
            cites.onCreate(source);
          }}
          onCite={(source, locator) => {
            editor.chain().focus().setCitation({ source, locator }).run();
          }}
        />
      ) : null}
    </>
  );
}
