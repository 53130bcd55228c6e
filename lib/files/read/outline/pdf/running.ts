import { fragmentsOf, type Row } from "./columns";
import { plainText } from "./inlines";

/** Rows at the top and at the bottom of a page that can be its head and foot. */
const EDGE = 2;
/** Points by which the place of a head can differ from page to page. */
const PLACE = 4;
/** A number of a page alone, such as "- 3 -", "Page 3 of 12", "iv" and "3/12". */
const PAGE_NUMBER =
  /^[-–—[(\s]*(?:page|p\.|seite|página|صفحة)?\s*(?:\d{1,4}|[ivxlc]{1,7})(?:\s*(?:\/|of|sur|de|من)\s*\d{1,4})?[-–—\])\s]*$/iu;

/** Leaves out running heads and feet: rows at the edge of a page that other pages have too, and page numbers. */
export function withoutRunning(pages: readonly (readonly Row[])[]): Row[][] {
  const keys = pages.map((rows, page) => new Map(edgesOf(rows).map((row) => [row, keysOf(row, page)])));
  const counts = new Map<string, number>();
  for (const ofPage of keys)
    for (const key of new Set([...ofPage.values()].flat())) counts.set(key, (counts.get(key) ?? 0) + 1);
  // Books have another head on every second page.
  const most = Math.max(2, Math.min(3, Math.floor(pages.length / 2)));
  return pages.map((rows, page) => {
    const [first, last] = [rows[0], rows.at(-1)];
    return rows.filter((row) => {
      const own = keys[page]?.get(row);
      if (!own) return true;
      if (own.some((key) => (counts.get(key) ?? 0) >= most)) return false;
      return !((row === first || row === last) && PAGE_NUMBER.test(textOfRow(row)));
    });
  });
}

const edgesOf = (rows: readonly Row[]) => [...rows.slice(0, EDGE), ...rows.slice(EDGE).slice(-EDGE)];

const textOfRow = (row: Row) => plainText([fragmentsOf(row)]);

/**
 * Names a row by its place and its text: as it is, and with its first or last number less that of the page. So pages
 * that begin with "Article 5" and "Article 9" do not lose these headings.
 */
function keysOf(row: Row, page: number): string[] {
  const place = Math.round((row[0]?.y ?? 0) / PLACE);
  const text = textOfRow(row).slice(0, 200);
  const less = (number: string) => `#${Number(number) - page}`;
  const texts = [text, text.replace(/\d{1,5}/, less), text.replace(/\d{1,5}(?=\D*$)/, less)];
  return [...new Set(texts.map((one) => `${place} ${one}`))];
}
