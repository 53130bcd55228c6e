import { readFile, stat } from "node:fs/promises";
import { type Cue, LARGEST_CAPTIONS, parseCaptions, transcriptOf } from "../captions";
import { TEXT_LIMITS, TextPages } from "./limits";
import { decode } from "./plain";

/** Reads a file's captions; null if no player could read them or the file is too large. */
export async function readCaptions(path: string, extension: string): Promise<Cue[] | null> {
  const { size } = await stat(path);
  if (size > LARGEST_CAPTIONS) return null;
  return parseCaptions(decode(await readFile(path), false), extension);
}

/** Characters after which a transcript begins a new page, at the end of a paragraph. */
const PAGE = TEXT_LIMITS.pageCharacters / 2;

/** Turns captions into text to read and search. */
export function captionTexts(cues: readonly Cue[]): string[] {
  const texts = new TextPages();
  let length = 0;
  for (const paragraph of transcriptOf(cues)) {
    texts.add(`${paragraph}\n\n`);
    length += paragraph.length;
    if (length < PAGE) continue;
    texts.endPage();
    length = 0;
  }
  return texts.finish();
}
