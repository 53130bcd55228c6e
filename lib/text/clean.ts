import { normalize } from "./unicode";

/** C0 and C1 controls but tab and line feed; the byte order mark, non-characters and anchors of annotations. */
const CONTROLS = /(?![\t\n])\p{Cc}|[\ufeff\ufffe\uffff\ufff9-\ufffb]/gu;
/** Embeddings, overrides and isolates: they can make a text read otherwise than it is stored (Unicode TR 36, 3.4). */
const BIDI_CONTROLS = /[\u202a-\u202e\u2066-\u2069]/g;
const LONE_SURROGATES = /\p{Cs}/gu;
const BREAKS = /[\r\u0085\u2028\u2029]+/g;
/** In runs: half a million single matches take longer than all the rest of reading a content. */
const BREAKS_AND_TABS = /[\t\n\r\u0085\u2028\u2029]+/g;

/**
 * Cleans a text as it is stored: NFC, without control characters, bidi controls and halves of surrogate pairs (which
 * the database refuses). Marks of direction and joiners, which Arabic and Persian need, stay.
 */
function cleanText(text: string): string {
  const seen = text.replace(CONTROLS, "").replace(BIDI_CONTROLS, "");
  // Older browsers cannot make a text well-formed by themselves.
  return normalize(seen.toWellFormed?.() ?? seen.replace(LONE_SURROGATES, "\ufffd"), "NFC");
}

/** Letters, figures and signs: anything that leaves a mark on paper. Spaces, joiners and fillers do not. */
const SEEN = /(?![\u2800\p{White_Space}\p{Default_Ignorable_Code_Point}\p{Cc}\p{Cf}\p{Cs}])./su;

/** Whether a text holds nothing to see: a title of zero-width spaces is none. */
export function isUnseen(text: string): boolean {
  return !SEEN.test(text);
}

/** Cleans a text to one line: tabs and line breaks become spaces. */
export function cleanInline(text: string): string {
  return cleanText(text.replaceAll("\r\n", " ").replace(BREAKS_AND_TABS, (run) => " ".repeat(run.length)));
}

/** Cleans lines of code: tabs stay, line breaks become "\n". */
export function cleanCode(text: string): string {
  return cleanText(text.replaceAll("\r\n", "\n").replace(BREAKS, (run) => "\n".repeat(run.length)));
}

/** A short field: one line, runs of white space as one space, none at the ends; empty when nothing in it is to be seen. */
export function cleanLine(text: string): string {
  const line = cleanInline(text)
    .replace(/\s{2,}|[^\S ]/g, " ")
    .trim();
  return isUnseen(line) ? "" : line;
}

/** A long field: lines without trailing space, at most one empty line between two, none at the ends; empty as above. */
export function cleanLines(text: string): string {
  // By lines and not by one expression: ` +$` takes quadratic time on a line of spaces.
  const lines = cleanCode(text).replace(/\t/g, " ").split("\n");
  const clean = lines
    .map((line) => line.trimEnd())
    .join("\n")
    .replace(/\n{3,}/g, "\n\n")
    .trim();
  // What is removed can be all that was to be seen.
  return isUnseen(clean) ? "" : clean;
}
