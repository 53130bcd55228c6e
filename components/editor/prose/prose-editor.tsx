import { EditorContent, useEditor } from "@tiptap/react";
import { type RefObject, useEffect, useRef, useState } from "react";
import type { SectionApi } from "../api";
import { useEditorContext } from "../context";
import type { SourceChoice } from "../model";
import { CitationDialog, type NewSource } from "./citation-dialog";
import { proseExtensions } from "./extensions";
import { LinkDialog } from "./link-dialog";
import { cleanPasted } from "./paste";
import { toStored } from "./stored";
import { TableTools } from "./table-tools";
import { Toolbar } from "./toolbar";

/** What the frame around an editor asks of it. */
export interface EditorHandle {
  /** The content as it stands, in the form that is stored. */
  read: () => unknown;
  focus: () => void;
}

interface Props {
  api: SectionApi;
  content: unknown;
  sources: SourceChoice[];
  handle: RefObject<EditorHandle | null>;
  onChange: () => void;
  onCreateSource: (source: NewSource) => void;
}

interface StoredProse {
  doc: { type: "doc"; content?: object[] };
}

/**
 * Prose, edited. The text lives in the editor and is read when it is saved: a keystroke draws the changed line and
 * nothing else, however long the section is.
 */
export function ProseEditor({ api, content, sources, handle, onChange, onCreateSource }: Props) {
  const { t, data } = useEditorContext();
  const [open, setOpen] = useState<"link" | "cite" | null>(null);
  const bar = useRef<HTMLDivElement>(null);
  const titles = useRef(new Map<string, string>());
  for (const source of sources) titles.current.set(source.id, source.title);

  const editor = useEditor({
    extensions: proseExtensions({
      placeholder: t("editor.placeholder"),
      labelOf: (source) => titles.current.get(source) ?? source,
    }),
    content: (content as StoredProse).doc,
    // Our own style sheet has the few rules that the editor needs; the policy refuses styles made by scripts.
    injectCSS: false,
    shouldRerenderOnTransaction: false,
    editorProps: {
      attributes: {
        id: "prose",
        role: "textbox",
        "aria-multiline": "true",
        "aria-label": t("editor.textOf", { section: data.sectionTitle }),
        class: "prose",
        dir: "auto",
      },
      transformPastedHTML: cleanPasted,
    },
    onUpdate: ({ transaction }) => {
      // Ids given to blocks on opening are no work of the member's.
      if (transaction.getMeta("addToHistory") !== false) onChange();
    },
  });

  useEffect(() => {
    handle.current = {
      read: () => toStored(editor.getJSON()),
      focus: () => editor.commands.focus(),
    };
    return () => {
      handle.current = null;
    };
  }, [editor, handle]);

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") {
        event.preventDefault();
        setOpen("link");
      } else if (event.altKey && !event.ctrlKey && event.code === "KeyC") {
        event.preventDefault();
        setOpen("cite");
      } else if (event.altKey && event.key === "F10") {
        event.preventDefault();
        bar.current?.querySelector<HTMLButtonElement>('button[tabindex="0"]')?.focus();
      }
    };
    const root = editor.view.dom;
    root.addEventListener("keydown", onKey);
    return () => root.removeEventListener("keydown", onKey);
  }, [editor]);

  return (
    <>
      <div className="ed">
        <Toolbar editor={editor} barRef={bar} onLink={() => setOpen("link")} onCite={() => setOpen("cite")} />
        <TableTools editor={editor} />
        <EditorContent editor={editor} />
      </div>
      {open === "link" ? <LinkDialog editor={editor} api={api} onClose={() => setOpen(null)} /> : null}
      {open === "cite" ? (
        <CitationDialog
          api={api}
          known={sources}
          onClose={() => setOpen(null)}
          onCreate={(source) => {
            titles.current.set(source.id, source.title);
            onCreateSource(source);
          }}
          onCite={(source, locator) => {
            editor.chain().focus().setCitation({ source, locator }).run();
          }}
        />
      ) : null}
    </>
  );
}
