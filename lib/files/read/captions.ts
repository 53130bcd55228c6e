import { readFile, stat } from "node:fs/promises";
import { type Cue, LARGEST_CAPTIONS, parseCaptions, transcriptOf } from "../captions";
import { TEXT_LIMITS, TextPages } from "./limits";
import { decode } from "./plain";

/** The captions of a file; null for what no player could read, and for what is too large to be captions. */
export async function readCaptions(path: string, extension: string): Promise<Cue[] | null> {
  const { size } = await stat(path);
  if (size > LARGEST_CAPTIONS) return null;
  return parseCaptions(decode(await readFile(path), false), extension);
}

/** Some paragraphs to a page, as a page of a printed text would have them. */
const PAGE = TEXT_LIMITS.pageCharacters / 2;

/** What captions say, as a text to be read and found. */
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
