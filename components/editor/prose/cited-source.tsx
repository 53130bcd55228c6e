import type { Editor } from "@tiptap/core";
import { useEffect, useId, useState } from "react";
import { Button } from "@/components/ui/button";
import { listText } from "@/lib/i18n/lists";
import { useEditorContext } from "../context";
import type { SourceChoice } from "../model";
import { selectedOf } from "./footnote";
import { useEditorState } from "./use-editor";

interface Props {
  editor: Editor;
  sources: SourceChoice[];
}

interface Pointed {
  source: string;
  locator: string | null;
  /** The position of the mark, relative to the frame around the text. */
  top: number;
  left: number;
}

/** Shows the source of the citation under the pointer or in the selection, e.g. reached by arrow keys. */
export function CitedSource({ editor, sources }: Props) {
  const { t } = useEditorContext();
  const id = useId();
  const pointed = usePointed(editor);
  const source = pointed && sources.find((one) => one.id === pointed.source);
  return (
    <div
      className="pop cited"
      id={id}
      role="status"
      hidden={pointed === null}
      style={pointed ? { insetBlockStart: pointed.top, left: pointed.left } : undefined}
    >
      {pointed ? (
        <>
          <b>
            <bdi>{source?.title ?? t("revisions.prose.sourceMissing")}</bdi>
          </b>
          {source?.publisher ? <bdi>{source.publisher}</bdi> : null}
          {pointed.locator ? <bdi>{pointed.locator}</bdi> : null}
          {source?.url ? (
            <span className="dim" dir="ltr">
              {source.url}
            </span>
          ) : null}
        </>
      ) : null}
    </div>
  );
}

/** Returns the citation under the pointer or in the selection; null if there is none. */
function usePointed(editor: Editor): Pointed | null {
  const [pointed, setPointed] = useState<Pointed | null>(null);
  const selected = useEditorState(editor, (now) => {
    const node = selectedOf(now.state, "citation");
    return node && now.isFocused ? now.state.selection.from : null;
  });
  useEffect(() => {
    const root = editor.view.dom;
    const markOf = (target: EventTarget | null) =>
      target instanceof Element ? target.closest("sup[data-source]") : null;
    const onOver = (event: Event) => setPointed(placeOf(markOf(event.target), root));
    const onLeave = () => setPointed(null);
    const onKey = (event: KeyboardEvent) => {
      if (event.key === "Escape") setPointed(null);
    };
    root.addEventListener("mouseover", onOver);
    root.addEventListener("mouseleave", onLeave);
    root.addEventListener("keydown", onKey);
    setPointed(selected === null ? null : placeOf(markOf(editor.view.nodeDOM(selected)), root));
    return () => {
      root.removeEventListener("mouseover", onOver);
      root.removeEventListener("mouseleave", onLeave);
      root.removeEventListener("keydown", onKey);
    };
  }, [editor, selected]);
  return pointed;
}

/** Returns the source of a mark and its position in the frame around the text. */
function placeOf(mark: Element | null, root: Element): Pointed | null {
  const frame = root.closest(".ed")?.getBoundingClientRect();
  const source = mark?.getAttribute("data-source");
  if (!mark || !frame || !source) return null;
  const { bottom, left } = mark.getBoundingClientRect();
  return {
    source,
    locator: mark.getAttribute("data-locator"),
    top: bottom - frame.top,
    left: Math.max(0, Math.min(left - frame.left, frame.width - 280)),
  };
}

/** Returns the sources that a text cites. */
function citedIn(editor: Editor): Set<string> {
  const cited = new Set<string>();
  editor.state.doc.descendants((node) => {
    if (node.type.name === "citation") cited.add(String(node.attrs.source));
  });
  return cited;
}

/** Says, when a citation is removed, that it was the last one of its source, and offers to undo. */
export function LastCitation({ editor, sources }: Props) {
  const { t, data } = useEditorContext();
  const [removed, setRemoved] = useState<readonly string[]>([]);
  useEffect(() => {
    let before = citedIn(editor);
    const onUpdate = () => {
      const now = citedIn(editor);
      const gone = [...before].filter((source) => !now.has(source));
      before = now;
      setRemoved((already) => {
        const next = [...already.filter((source) => !now.has(source)), ...gone];
        return next.length === already.length && gone.length === 0 ? already : next;
      });
    };
    editor.on("update", onUpdate);
    return () => {
      editor.off("update", onUpdate);
    };
  }, [editor]);
  if (removed.length === 0) return null;
  const titles = removed.map((id) => sources.find((source) => source.id === id)?.title ?? id);
  return (
    <div className="note warn" role="status">
      <p>{t("editor.cite.last", { count: removed.length, sources: listText(titles, data.locale) })}</p>
      <p className="row">
        <Button type="button" size="sm" onClick={() => editor.chain().focus().undo().run()}>
          {t("editor.tools.undo")}
        </Button>
        <Button type="button" size="sm" kind="quiet" onClick={() => setRemoved([])}>
          {t("editor.close")}
        </Button>
      </p>
    </div>
  );
}
