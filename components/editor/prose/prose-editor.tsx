import type { Editor } from "@tiptap/core";
import { Selection } from "@tiptap/pm/state";
import { type RefObject, useCallback, useLayoutEffect, useRef, useState } from "react";
import { useEditorContext } from "../context";
import type { EditorHandle, EditorSlot } from "../editor-slot";
import { Part } from "../part";
import { useReturn } from "../use-return";
import { equipSoon } from "./bring-soon";
import { CitedSource, LastCitation } from "./cited-source";
import { proseExtensions } from "./extensions";
import { focusText } from "./focus-at-once";
import { DIALOGS } from "./parts";
import { PasteNote } from "./paste-note";
import type { ProseEditorProps } from "./prose-props";
import { fromStored, toStored } from "./stored";
import { TableTools } from "./table-tools";
import { type Asked, Toolbar } from "./toolbar";
import { useEditor } from "./use-editor";
import { usePaste } from "./use-paste";

/** The dialog that is open. `file`: the picture that was dropped or pasted. */
interface Opened {
  what: Asked;
  file?: File;
}

interface StoredProse {
  doc: { type: "doc"; content?: object[] };
}

/**
 * The editor of prose. The text lives in the editor and is read on saving: a keystroke draws only the changed
 * line, however long the section is.
 */
export function ProseEditor(props: ProseEditorProps) {
  const { placeholder, slot, onChange, cites, media } = props;
  const { t } = useEditorContext();
  const [open, setOpen] = useState<Opened | null>(null);
  const ask = useCallback((what: Asked) => setOpen({ what }), []);
  const bar = useRef<HTMLDivElement>(null);
  const titles = useRef(new Map<string, string>());
  for (const source of cites?.sources ?? []) titles.current.set(source.id, source.title);

  const { pasting, news } = usePaste(props, titles.current, (file) => setOpen({ what: "picture", file }));

  const changed = useRef(onChange);
  changed.current = onChange;

  const { editor, place } = useEditor(() => ({
    extensions: proseExtensions({
      placeholder,
      srcOf: media?.srcOf,
      labelOf: (source) => titles.current.get(source) ?? t("revisions.prose.sourceMissing"),
    }),
    content: fromStored((slot.content as StoredProse).doc),
    // The site's style sheet has the few rules that the editor needs; the page's policy refuses styles added
    // by scripts.
    injectCSS: false,
    editorProps: {
      attributes: attributesOf(props),
      ...pasting,
    },
    onUpdate: ({ transaction }) => {
      // Assigning ids to blocks on opening is not an edit by the member.
      if (transaction.getMeta("addToHistory") !== false) changed.current();
    },
  }));

  useHandle(editor, slot);
  useLayoutEffect(() => equipSoon(editor), [editor]);

  useReturn(open !== null, () => focusText(editor));

  useShortcuts({ editor, bar, mayCite: cites !== undefined, ask });

  return (
    <>
      <div className="ed">
        <Toolbar editor={editor} barRef={bar} onAsk={ask} hasMedia={media !== undefined} />
        <TableTools editor={editor} />
        <div ref={place} />
        {cites ? <CitedSource editor={editor} sources={cites.sources} /> : null}
      </div>
      <PasteNote news={news} />
      {cites ? <LastCitation editor={editor} sources={cites.sources} /> : null}
      <AskedDialog {...props} {...{ open, editor, titles: titles.current }} onClose={() => setOpen(null)} />
    </>
  );
}

const attributesOf = ({ id, label, language }: ProseEditorProps): Record<string, string> => ({
  id: id ?? "prose",
  role: "textbox",
  "aria-multiline": "true",
  "aria-label": label,
  class: "prose",
  dir: "auto",
  ...(language ? { lang: language } : {}),
});

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
    open: Opened | null;
    editor: Editor;
    /** The titles of sources by id. */
    titles: Map<string, string>;
    onClose: () => void;
  },
) {
  const { open, editor, titles, api, cites, media, onClose } = props;
  if (open?.what === "link") return <Part key="link" of={DIALOGS.link} props={{ editor, api, onClose }} />;
  if (open?.what === "embed") return <Part key="embed" of={DIALOGS.embed} props={{ editor, onClose }} />;
  if (open?.what === "note" && media)
    return <Part key="note" of={DIALOGS.note} props={{ editor, onClose }} />;
  if (open?.what === "picture" && media)
    return (
      <Part key="picture" of={DIALOGS.picture} props={{ editor, ...media, given: open.file, onClose }} />
    );
  if (open?.what !== "cite" || !cites) return null;
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
