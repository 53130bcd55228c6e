import { ABOVE, CODE } from "../reply-address";

/** Lines of the paragraph in which a mail program introduces what it quotes. */
const MOST_INTRODUCING = 8;

/** What a mail program writes above a quotation: "From: …", "De : …", "من: …", each on its line. */
const HEADER = /^[*_\s]*[^\s:>][^:]{0,40}\s?:\s.*$/u;
const RULE = /^[\s_=*-]{3,}$|^-+[^-]{3,60}-+$/u;

const isQuoted = (line: string) => line.startsWith(">");
const isBlank = (line: string) => line.trim() === "";

/**
 * Leaves out of a mail's text what it quotes, and the signature (RFC 3676: from a line "-- "). Only the site's own line and
 * its addresses say where a quotation begins: words in the middle that look like one are somebody's words. An answer that
 * was written below the quotation is taken if there is none above.
 */
export function ownWords(text: string): string {
  const lines = text.split("\n");
  const at = lines.findIndex(isOurs);
  const above = withoutSignature(at === -1 ? lines : withoutIntroduction(lines.slice(0, at)));
  const own = textOf(withoutQuoted(above));
  return own !== "" || at === -1 ? own : textOf(withoutSignature(below(lines.slice(at))));
}

/** A line of the site's mail: what is below it is quoted, however the mail program marks that. */
const isOurs = (line: string): boolean => line.includes(ABOVE) || CODE.test(line);

function withoutSignature(lines: readonly string[]): readonly string[] {
  const at = lines.indexOf("-- ");
  return at === -1 ? lines : lines.slice(0, at);
}

/** Leaves out quoted lines at the end, with what introduces them. Those between somebody's own words stay. */
function withoutQuoted(lines: readonly string[]): readonly string[] {
  const last = lines.findLastIndex((line) => !isBlank(line) && !isQuoted(line));
  const isCut = lines.slice(last + 1).some(isQuoted);
  return isCut ? withoutIntroduction(lines.slice(0, last + 1)) : lines;
}

/** Leaves out the last paragraph if it introduces a quotation: it ends with a colon, or is a list of headers. */
function withoutIntroduction(lines: readonly string[]): readonly string[] {
  const last = lines.findLastIndex((line) => !isBlank(line) && line.trim() !== ">");
  const first = lines.slice(0, last + 1).findLastIndex(isBlank) + 1;
  const paragraph = lines.slice(first, last + 1);
  if (paragraph.length === 0 || paragraph.length > MOST_INTRODUCING) return lines.slice(0, last + 1);
  const [begin = "", ...others] = paragraph;
  if (RULE.test(begin) && others.length === 0) return withoutIntroduction(lines.slice(0, first));
  const headers = RULE.test(begin) ? others : paragraph;
  const isHeaders = headers.length > 1 && headers.every((line) => HEADER.test(line));
  const isIntroduction = isHeaders || (paragraph.length <= 3 && paragraph.join(" ").trimEnd().endsWith(":"));
  return lines.slice(0, isIntroduction ? first : last + 1);
}

/** What was written below a quotation that is marked line by line. */
function below(lines: readonly string[]): readonly string[] {
  const [first = ""] = lines;
  if (!isQuoted(first)) return [];
  const own = lines.findIndex((line) => !isQuoted(line) && !isBlank(line));
  return own === -1 ? [] : lines.slice(own).filter((line) => !isOurs(line));
}

const textOf = (lines: readonly string[]): string =>
  lines
    .map((line) => line.trimEnd())
    .join("\n")
    .replace(/^\n+/u, "")
    .trimEnd();
