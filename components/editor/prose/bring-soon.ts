import type { Editor } from "@tiptap/core";
import { loadWhenIdle } from "../part";

type Soon = typeof import("./soon");
let soon: Soon | null = null;
const waiting = new Set<Editor>();

/** Equips each editor that is there, at once or when what it can begin without has arrived. */
export function equipSoon(editor: Editor): () => void {
  if (soon) soon.equip(editor);
  else waiting.add(editor);
  return () => void waiting.delete(editor);
}

/** Loads it now; throws where it cannot be loaded, and is tried again when it is next asked for. */
export async function bringSoon(): Promise<void> {
  soon ??= await import("./soon");
  for (const editor of waiting) soon.equip(editor);
  waiting.clear();
}

loadWhenIdle(bringSoon);
