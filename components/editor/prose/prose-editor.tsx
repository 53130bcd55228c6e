import type { Editor } from "@tiptap/core";
import { Selection } from "@tiptap/pm/state";
import { type RefObject, useLayoutEffect, useRef, useState } from "react";
import type { SectionApi, TextApi } from "../api";
import type { EditorHandle, EditorSlot } from "../editor-slot";
import type { SourceChoice } from "../model";
import { Part } from "../part";
import { useReturn } from "../use-return";
import { equipSoon } from "./bring-soon";
import type { NewSource } from "./citation-dialog";
import { CitedSource, LastCitation } from "./cited-source";
import { proseExtensions } from "./extensions";
import { focusText } from "./focus-at-once";
import { DIALOGS } from "./parts";
import { cleanPasted } from "./paste";
import type { PictureChoice } from "./picture-dialog";
import { fromStored, toStored } from "./stored";
import { TableTools } from "./table-tools";
import { type Asked, Toolbar } from "./toolbar";
import { useEditor } from "./use-editor";

export interface ProseEditorProps {
  /** Its id on the page, if there are several texts. */
  id?: string;
  /** The accessible name of the text. */
  label: string;
  placeholder: string;
  api: TextApi;
  slot: EditorSlot;
  onChange: () => void;
  /** The language of the text, if known. */
  language?: string | undefined;
  /** For a profile's text: it cites sources of its profile. */
  cites?: { api: SectionApi; sources: SourceChoice[]; onCreate: (source: NewSource) => void };
  /** For texts of pages other than profiles: pictures, code, links to media and footnotes. */
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
 * The editor of prose. The text lives in the editor and is read on saving: a keystroke draws only the changed
 * line, however long the section is.
 */
export function ProseEditor(props: ProseEditorProps) {
  const { label, placeholder, slot, onChange, cites, media } = props;
  const [open, setOpen] = useState<Asked | null>(null);
  const bar = useRef<HTMLDivElement>(null);
  const titles = useRef(new Map<string, string>());
  for (const source of cites?.sources ?? []) titles.current.set(source.id, source.title);

  const changed = useRef(onChange);
  changed.current = onChange;

  const { editor, place } = useEditor(() => ({
    extensions: proseExtensions({
      placeholder,
      srcOf: media?.srcOf,
      labelOf: (source) => titles.current.get(source) ?? source,
    }),
    content: fromStored((slot.content as StoredProse).doc),
    // The site's style sheet has the few rules that the editor needs; the page's policy refuses styles added
    // by scripts.
    injectCSS: false,
    editorProps: {
      attributes: {
        id: props.id ?? "prose",
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
      // Assigning ids to blocks on opening is not an edit by the member.
      if (transaction.getMeta("addToHistory") !== false) changed.current();
    },
  }));

  useHandle(editor, slot);
  useLayoutEffect(() => equipSoon(editor), [editor]);

  useReturn(open !== null, () => focusText(editor));

  useShortcuts({ editor, bar, mayCite: cites !== undefined, ask: setOpen });

  return (
    <>
      <div className="ed">
        <Toolbar editor={editor} barRef={bar} onAsk={setOpen} hasMedia={media !== undefined} />
        <TableTools editor={editor} />
        <div ref={place} />
        {cites ? <CitedSource editor={editor} sources={cites.sources} /> : null}
      </div>
      {cites ? <LastCitation editor={editor} sources={cites.sources} /> : null}
      <AskedDialog {...props} {...{ open, editor, titles: titles.current }} onClose={() => setOpen(null)} />
    </>
  );
}

/** Lets the editor's frame read the text, replace it and focus it. */
function useHandle(editor: Editor, slot: EditorSlot): void {
  useLayoutEffect(() => {
    const handle: EditorHandle = {
      read: () => toStored(editor.getJSON(), window.location.origin),
      replace: (content) => {
        editor
          .chain()
          .setContent(fromStored((content as StoredProse).doc), { emitUpdate: true })
          // The cursor moves to the end; the old selection does not apply to the new text.
          .command(({ tr }) => Boolean(tr.setSelection(Selection.atEnd(tr.doc))))
          .run();
      },
      focus: () => focusText(editor),
    };
    return slot.fill(handle);
  }, [editor, slot]);
}

/** Handles the keys that open a dialog or move to the toolbar. */
function useShortcuts(of: {
  editor: Editor;
  bar: RefObject<HTMLDivElement | null>;
  mayCite: boolean;
  ask: (what: Asked) => void;
}): void {
  const { editor, bar, mayCite, ask } = of;
  useLayoutEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") {
        event.preventDefault();
        ask("link");
      } else if (event.altKey && !event.ctrlKey && event.code === "KeyC") {
        event.preventDefault();
        ask(mayCite ? "cite" : "note");
      } else if (event.altKey && event.key === "F10") {
        event.preventDefault();
        bar.current?.querySelector<HTMLButtonElement>('button[tabindex="0"]')?.focus();
      }
    };
    const root = editor.view.dom;
    root.addEventListener("keydown", onKey);
    return () => root.removeEventListener("keydown", onKey);
  }, [editor, bar, mayCite, ask]);
}

/** The dialog that was requested. */
function AskedDialog(
  props: ProseEditorProps & {
    open: Asked | null;
    editor: Editor;
    /** The titles of sources by id. */
    titles: Map<string, string>;
    onClose: () => void;
  },
) {
  const { open, editor, titles, api, cites, media, onClose } = props;
  if (open === "link") return <Part key="link" of={DIALOGS.link} props={{ editor, api, onClose }} />;
  if (open === "embed") return <Part key="embed" of={DIALOGS.embed} props={{ editor, onClose }} />;
  if (open === "note" && media) return <Part key="note" of={DIALOGS.note} props={{ editor, onClose }} />;
  if (open === "picture" && media)
    return <Part key="picture" of={DIALOGS.picture} props={{ editor, ...media, onClose }} />;
  if (open !== "cite" || !cites) return null;
  return (
    <Part
      key="cite"
      of={DIALOGS.cite}
      props={{
        api: cites.api,
        known: cites.sources,
        onClose,
        onCreate: (source) => {
          titles.set(source.id, source.title);
          cites.onCreate(source);
        },
        onCite: (source, locator) => {
          editor.chain().focus().setCitation({ source, locator }).run();
        },
      }}
    />
  );
}
