import { closeHistory } from "@tiptap/pm/history";
import { Fragment, Slice } from "@tiptap/pm/model";
import type { EditorView } from "@tiptap/pm/view";

/** Checks whether HTML was copied from a page of a PDF as browsers show it. */
export const isFromPdf = (html: string): boolean =>
  /<br\b[^>]*\srole=["']?presentation|class=["'][^"']*\btextLayer\b/i.test(html);

/**
 * Inserts a text as it was copied, then its joined paragraphs in its place: undoing once brings back the text as
 * it was copied, undoing twice removes it.
 */
export function pasteJoined(view: EditorView, text: string, paragraphs: readonly string[]): void {
  const lines = text.split(/[\r\n]+/).filter((line) => line.trim() !== "");
  const { from } = view.state.selection;
  const raw = closeHistory(view.state.tr).replaceSelection(sliceOf(view, lines));
  view.dispatch(raw.setMeta("paste", true).setMeta("uiEvent", "paste"));
  const { to } = view.state.selection;
  const joined = closeHistory(view.state.tr).replace(from, to, sliceOf(view, paragraphs));
  view.dispatch(joined.scrollIntoView());
}

function sliceOf({ state }: EditorView, lines: readonly string[]): Slice {
  const { schema } = state;
  const blocks = lines.flatMap((line) => schema.nodes.paragraph?.create(null, schema.text(line)) ?? []);
  return new Slice(Fragment.from(blocks), 1, 1);
}
