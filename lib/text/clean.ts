import { normalize } from "./unicode";

/** C0 and C1 control characters except tab and line feed; byte order mark, non-characters and annotation anchors. */
const CONTROLS = /(?![\t\n])\p{Cc}|[\ufeff\ufffe\uffff\ufff9-\ufffb]/gu;
/**
 * Embeddings, overrides and isolates, which can make a text look different from what is stored (Unicode TR
 * 36, 3.4).
 */
const BIDI_CONTROLS = /[\u202a-\u202e\u2066-\u2069]/g;
const LONE_SURROGATES = /\p{Cs}/gu;
const BREAKS = /[\r\u0085\u2028\u2029]+/g;
/** Matches runs: half a million single matches would take longer than everything else in reading a content. */
const BREAKS_AND_TABS = /[\t\n\r\u0085\u2028\u2029]+/g;

/**
 * Cleans a text for storage: NFC, without control characters, bidi controls and unpaired surrogates (which
 * Postgres rejects). Direction marks and joiners, which Arabic and Persian need, are kept.
 */
function cleanText(text: string): string {
  const seen = text.replace(CONTROLS, "").replace(BIDI_CONTROLS, "");
  // For browsers without `toWellFormed`.
  return normalize(seen.toWellFormed?.() ?? seen.replace(LONE_SURROGATES, "\ufffd"), "NFC");
}

/** Letters, digits and symbols: anything visible. Not spaces, joiners and fillers. */
const SEEN = /(?![\u2800\p{White_Space}\p{Default_Ignorable_Code_Point}\p{Cc}\p{Cf}\p{Cs}])./su;

/** Checks that a text has nothing visible, such as a title of zero-width spaces. */
export function isUnseen(text: string): boolean {
  return !SEEN.test(text);
}

/** Cleans a text to one line: tabs and line breaks become spaces. */
export function cleanInline(text: string): string {
  return cleanText(text.replaceAll("\r\n", " ").replace(BREAKS_AND_TABS, (run) => " ".repeat(run.length)));
}

/** Cleans lines of code: tabs are kept, line breaks become "\n". */
export function cleanCode(text: string): string {
  return cleanText(text.replaceAll("\r\n", "\n").replace(BREAKS, (run) => "\n".repeat(run.length)));
}

/** Cleans a short field: one line, single spaces, trimmed; empty if nothing is visible. */
export function cleanLine(text: string): string {
  const line = cleanInline(text)
    .replace(/\s{2,}|[^\S ]/g, " ")
    .trim();
  return isUnseen(line) ? "" : line;
}

/** Cleans a long field: no trailing spaces, at most one empty line in a row, trimmed; empty if nothing is visible. */
export function cleanLines(text: string): string {
  // Line by line, because the expression ` +$` takes quadratic time on a line of spaces.
  const lines = cleanCode(text).replace(/\t/g, " ").split("\n");
  const clean = lines
    .map((line) => line.trimEnd())
    .join("\n")
    .replace(/\n{3,}/g, "\n\n")
    .trim();
  // Only invisible text may be left.
  return isUnseen(clean) ? "" : clean;
}
