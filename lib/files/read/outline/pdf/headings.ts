import type { PDFDocumentProxy } from "pdfjs-dist/legacy/build/pdf.mjs";
import { type Item, isGrid, type Paragraph, paragraphLength } from "./paragraphs";

/** Characters of the longest heading in large letters, and in bold ones. */
const LONGEST = { large: 200, bold: 120 };
const MOST_LINES = 3;
/** Parts of the usual size: larger text is a heading; smaller bold text is not. */
const LARGE = 1.12;
const NOT_SMALL = 0.97;
const DEEPEST = 6;
const MOST_BOOKMARKS = 1_000;

/** Levels by the words of each bookmark. */
export type Bookmarks = ReadonlyMap<string, number>;

/** Reads the bookmarks of a PDF; none if they cannot be read. */
export async function readBookmarks(document: PDFDocumentProxy): Promise<Bookmarks> {
  const found = new Map<string, number>();
  let level = 1;
  let items = (await document.getOutline().catch(() => null)) ?? [];
  while (items.length > 0 && found.size < MOST_BOOKMARKS && level <= DEEPEST) {
    for (const { title } of items.slice(0, MOST_BOOKMARKS)) {
      const words = wordsOf(title);
      if (words !== "" && !found.has(words)) found.set(words, level);
    }
    items = items.slice(0, MOST_BOOKMARKS).flatMap((item) => item.items ?? []);
    level += 1;
  }
  return found;
}

/** Compares titles by letters and digits: programs write the bookmark of a title of two lines without a space. */
const wordsOf = (title: string) =>
  title
    .slice(0, 500)
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, "");

/** Finds the headings of a document by their bookmarks, their size, and bold or capital letters. Returns their levels. */
export function headingLevels(
  items: readonly Item[],
  usual: { size: number; isBold: boolean },
  bookmarks: Bookmarks,
): Map<Paragraph, number> {
  const found = new Map<Paragraph, { style: Style; bookmark: number | null }>();
  for (const item of items) {
    if (isGrid(item)) continue;
    const text = textOf(item);
    const bookmark = item.lines.length > MOST_LINES ? undefined : bookmarks.get(wordsOf(text));
    if (bookmark !== undefined || looksLikeHeading(item, text, usual))
      found.set(item, { style: styleOf(item, text), bookmark: bookmark ?? null });
  }
  const ranks = rankedStyles([...found.values()].map(({ style }) => style));
  const levels = [...found].map(([paragraph, { style, bookmark }]): [Paragraph, number] => [
    paragraph,
    bookmark ?? Math.min(DEEPEST, (ranks.get(nameOf(style)) ?? 0) + 1),
  ]);
  return new Map(levels);
}

const textOf = ({ lines }: Paragraph) =>
  lines
    .slice(0, MOST_LINES)
    .map(({ text }) => text)
    .join(" ");

function looksLikeHeading(
  paragraph: Paragraph,
  text: string,
  usual: { size: number; isBold: boolean },
): boolean {
  const { size, isBold, lines } = paragraph;
  const length = paragraphLength(paragraph);
  if (lines.length > MOST_LINES || length > LONGEST.large || !/\p{L}{2}/u.test(text)) return false;
  if (size >= usual.size * LARGE) return !/[,;]$/u.test(text);
  if (size < usual.size * NOT_SMALL || length > LONGEST.bold || /[.,;:!?؟؛،]$/u.test(text)) return false;
  return (isBold && !usual.isBold) || isInCapitals(text);
}

const isInCapitals = (text: string) => text === text.toUpperCase() && /\p{Lu}{2}.*\p{Lu}{2}/u.test(text);

/** What headings of one level have in common: half points of size, numbers such as "2.1", bold letters. */
interface Style {
  size: number;
  numbers: number;
  isBold: boolean;
}

function styleOf({ size, isBold }: Paragraph, text: string): Style {
  const [number = ""] = /^\d{1,2}(?:\.\d{1,2})*(?=\.?\s)/u.exec(text) ?? [];
  return {
    size: Math.round(size * 2) / 2,
    numbers: number === "" ? 0 : number.split(".").length,
    isBold,
  };
}

const nameOf = ({ size, numbers, isBold }: Style) => `${size} ${numbers} ${isBold}`;

/** Ranks the styles: larger ones first, then those with fewer numbers, then bold ones. */
function rankedStyles(styles: readonly Style[]): Map<string, number> {
  const different = [...new Map(styles.map((style) => [nameOf(style), style])).values()];
  different.sort(
    (one, other) =>
      other.size - one.size || one.numbers - other.numbers || Number(other.isBold) - Number(one.isBold),
  );
  return new Map(different.map((style, rank) => [nameOf(style), rank]));
}
