/* Sorts cells of a column as numbers, dates, or words of a language. */

interface CellText {
  text: string;
  /** Machine-readable date of the cell's first time element, if any. */
  datetime: string | null;
}

type Key = number | string | null;

/** Returns the order of a table's rows by one column; empty cells are always last. */
export function orderBy(
  cells: readonly CellText[],
  language: string,
  direction: "ascending" | "descending",
): number[] {
  const { keys, compare } = keysOf(cells, language);
  const sign = direction === "ascending" ? 1 : -1;
  return keys
    .map((key, n) => ({ key, n }))
    .sort((a, b) => {
      if (a.key === null || b.key === null)
        return Number(a.key === null) - Number(b.key === null) || a.n - b.n;
      return sign * compare(a.key, b.key) || a.n - b.n;
    })
    .map(({ n }) => n);
}

const LONGEST_VALUE = 100;
/** Characters of words that are compared: long runs of accents take quadratic time. */
const COMPARED = 200;

function keysOf(cells: readonly CellText[], language: string) {
  const byValue = (a: Key, b: Key) => Number(a) - Number(b);
  const filled = cells.filter(({ text }) => !isBlank(text));
  for (const reader of [dateReader(language), numberReader(language)]) {
    // Numbers and dates are short, so patterns are tried on short cells only.
    const read = (cell: CellText) => (cell.text.length > LONGEST_VALUE ? null : reader(cell));
    const keys = filled.map(read);
    // One cell of another type makes it a column of words, so that the order can be understood.
    if (keys.length > 0 && keys.every((key) => key !== null))
      return { keys: cells.map((cell) => (isBlank(cell.text) ? null : read(cell))), compare: byValue };
  }
  const collator = new Intl.Collator(language, { numeric: true });
  return {
    keys: cells.map(({ text }): Key => (isBlank(text) ? null : text.trim().slice(0, COMPARED))),
    compare: (a: Key, b: Key) => collator.compare(String(a), String(b)),
  };
}

/** Cells that mean "nothing" in tables. */
const isBlank = (text: string) => /^[\s–—\-‐‑/]*$/u.test(text);

/** Converts digits of any script to ASCII. */
const latinDigits = (text: string) =>
  text.replaceAll(/\p{Nd}/gu, (digit) => {
    const code = digit.codePointAt(0) ?? 0;
    // The ten digits of a script are consecutive, beginning with zero.
    let zero = code;
    while (/\p{Nd}/u.test(String.fromCodePoint(zero - 1)) && code - (zero - 1) < 10) zero -= 1;
    return String(code - zero);
  });

/** Parses numbers in the language's notation: "1,234.5", "1 234,5", "٣٫٥", with sign, percent or currency. */
function numberReader(language: string) {
  const parts = new Intl.NumberFormat(language).formatToParts(12_345.6);
  const decimal = parts.find(({ type }) => type === "decimal")?.value ?? ".";
  const group = parts.find(({ type }) => type === "group")?.value ?? ",";
  return ({ text }: CellText): number | null => {
    const plain = latinDigits(text.trim())
      .replace(/[−–]/g, "-")
      .replace(/^(?:[A-Z]{3}\s+|[$€£¥])|(?:\s+[A-Z]{3}|\s*[$€£¥%٪‰])$/gu, "")
      .replace(/(?<=\d)[\s\u00a0\u202f'’٬](?=\d{3}(?!\d))/g, "")
      .replaceAll(group.trim() === "" ? "\u0000" : group, (mark: string, at: number, all: string) =>
        /^\d{3}(?!\d)/.test(all.slice(at + mark.length)) ? "" : mark,
      )
      .replace(decimal, ".")
      .replace("٫", ".")
      .trim();
    return /^[+-]?\d+(?:\.\d+)?$/.test(plain) ? Number(plain) : null;
  };
}

/** Parses dates of a time element, in ISO notation, or in the language's: "16 December 2016". */
function dateReader(language: string) {
  const months = monthsOf(language);
  return ({ text, datetime }: CellText): number | null => {
    if (datetime) return dateOf(datetime);
    const plain = latinDigits(text.trim());
    if (/^\d{4}-\d{2}(?:-\d{2})?$/.test(plain)) return dateOf(plain);
    const [, day = "1", name = "", year = ""] =
      /^(?:(\d{1,2})(?:er|\.)?\s+)?(\p{L}+\.?)\s+(\d{4})$/u.exec(plain) ?? [];
    const [, other = "", second = "", third = ""] = /^(\p{L}+\.?)\s+(\d{1,2}),\s+(\d{4})$/u.exec(plain) ?? [];
    const month = months.get((name || other).toLocaleLowerCase(language).replace(/\.$/, ""));
    return month === undefined ? null : Date.UTC(Number(year || third), month, Number(second || day));
  };
}

function dateOf(text: string): number | null {
  const time = Date.parse(text);
  return Number.isNaN(time) ? null : time;
}

function monthsOf(language: string): Map<string, number> {
  const months = new Map<string, number>();
  for (const month of ["long", "short"] as const) {
    const format = new Intl.DateTimeFormat(language, { month, day: "numeric", timeZone: "UTC" });
    for (let n = 0; n < 12; n += 1) {
      const name =
        format.formatToParts(Date.UTC(2001, n, 15)).find(({ type }) => type === "month")?.value ?? "";
      months.set(name.toLocaleLowerCase(language).replace(/\.$/, ""), n);
    }
  }
  return months;
}
