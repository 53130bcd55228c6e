/** Beginnings that spreadsheets treat as a formula. */
const FORMULA = /^[=+\-@\t\r]/;

/** Formats a CSV cell (RFC 4180). Formulas are marked as text. */
function cell(value: string | number | null): string {
  const text = value === null ? "" : String(value);
  const safe = FORMULA.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Formats rows as CSV in UTF-8 with a byte order mark for spreadsheets. The first row has the column names. */
export function csvText(rows: readonly (readonly (string | number | null)[])[]): string {
  return `\ufeff${rows.map((row) => row.map(cell).join(",")).join("\r\n")}\r\n`;
}
