/*
 * The text of a PDF has a line for each line of the page. These functions put sentences and words together again.
 * They read nothing but the text.
 */

/** Shorter lines end a paragraph where they end a sentence, as part of the longest line. */
const SHORT = 0.75;
/** Pasted lists and addresses have shorter lines than pages. */
const SHORTEST_PAGE = 38;

/** What begins a paragraph of its own: a bullet, a number, a letter in brackets, an article. */
const BEGINS =
  /^(?:[•●▪◦·–—-]\s|\(?\d{1,3}[.)]\s|\([a-z]{1,4}\)\s|[a-z]\)\s|§|(?:art(?:icle|\.)|section|chapter|chapitre|titre|title|part|المادة|الفصل|مادة)\s+\S*\d)/iu;

/**
 * Joins the lines of a text whose lines are as long as a page is wide, and words that were hyphenated at their
 * ends. Returns its paragraphs, or null if the lines were not cut by a page.
 */
export function joinLines(text: string): string[] | null {
  const lines = text.split(/\r\n?|\n/).map((line) => line.replace(/[\s\u00a0]+/g, " ").trim());
  const longest = lines.reduce((most, { length }) => Math.max(most, length), 0);
  if (longest < SHORTEST_PAGE) return null;
  // The parts of each paragraph: a text that grew line by line would be copied for each.
  const paragraphs: string[][] = [];
  let joins = 0;
  let previous = "";
  for (const line of lines) {
    const paragraph = paragraphs.at(-1);
    if (line !== "") {
      const joined = previous === "" ? null : join(previous, line, longest);
      if (joined === null || !paragraph) paragraphs.push([line]);
      else {
        paragraph.splice(-1, 1, joined.before, line);
        if (joined.isCut) joins += 1;
      }
    }
    previous = line;
  }
  return joins > 0 ? paragraphs.map((parts) => parts.join("")) : null;
}

/**
 * Joins a line to the one before it: returns that one as it is written before the line; null if the line begins another
 * paragraph. `isCut`: certainly within a sentence.
 */
function join(previous: string, line: string, longest: number): { before: string; isCut: boolean } | null {
  const seam = joinCut(previous, line);
  const isWide = previous.length >= longest * SHORT;
  if (seam !== null && (isWide || endsInHyphen(previous)))
    return { before: seam.slice(0, seam.length - line.length), isCut: true };
  if (!isWide || BEGINS.test(line)) return null;
  // Scripts without capital letters do not show where a sentence begins.
  const isCut = /^\p{Lo}/u.test(line) && !/[.!?؟:]$/u.test(previous);
  return { before: `${previous} `, isCut };
}

const endsInHyphen = (text: string) => /\p{L}[-\u2010\u00ad]$/u.test(text);

/** Joins two parts of a sentence that a line break cuts; null if they are not certainly of one. */
export function joinCut(before: string, after: string): string | null {
  if (/\p{L}\u00ad$/u.test(before)) return before.slice(0, -1) + after;
  if (endsInHyphen(before)) {
    // "Franco-" before a capital, and figures, keep their hyphen.
    if (/^\p{Ll}/u.test(after)) return before.slice(0, -1) + after;
    return /^\p{Lu}/u.test(after) ? before + after : null;
  }
  if (/\d[-\u2010]$/u.test(before) && /^\d/.test(after)) return before + after;
  return /[\p{Ll},;]$/u.test(before) && /^\p{Ll}/u.test(after) ? `${before} ${after}` : null;
}

/** Scripts that write words without spaces between them. */
const NO_SPACES = String.raw`\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}`;
const ENDS_WITHOUT_SPACE = new RegExp(`[${NO_SPACES}]$`, "u");
const BEGINS_WITHOUT_SPACE = new RegExp(`^[${NO_SPACES}]`, "u");

/**
 * Returns a line as it is written before the next line of the same paragraph: with a space after it, or without the
 * hyphen that cut a word.
 */
export function beforeNextLine(line: string, next: string): string {
  const seam = joinCut(line, next);
  if (seam !== null) return seam.slice(0, seam.length - next.length);
  return ENDS_WITHOUT_SPACE.test(line) && BEGINS_WITHOUT_SPACE.test(next) ? line : `${line} `;
}
