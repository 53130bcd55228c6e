import type { Editor } from "@tiptap/core";
import { loadWhenIdle } from "../part";

type Soon = typeof import("./soon");
let soon: Soon | null = null;
const waiting = new Set<Editor>();

/** Adds the later features to an editor, at once or when they have loaded. Returns a function that stops waiting. */
export function equipSoon(editor: Editor): () => void {
  if (soon) soon.equip(editor);
  else waiting.add(editor);
  return () => void waiting.delete(editor);
}

/** Loads the later features now. Throws if that fails; the next call tries again. */
export async function bringSoon(): Promise<void> {
  soon ??= await import("./soon");
  for (const editor of waiting) soon.equip(editor);
  waiting.clear();
}

/** Returns the later features if they have loaded. */
export const soonNow = (): Soon | null => soon;

loadWhenIdle(bringSoon);
