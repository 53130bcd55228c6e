import { readFile } from "node:fs/promises";
import { parse } from "csv-parse/sync";
import readXlsx from "read-excel-file/node";
import { OUTLINE_LIMITS, type OutlineSheet, type SheetsOutline } from "@/lib/files/outline/model";
import { cleanLine, cleanLines } from "@/lib/text/clean";
import { decode } from "../plain";

type Value = string | number | boolean | Date | null | undefined | object;

/** Reads the sheets of a workbook as text. Formulas give their last result. Throws if the file cannot be read. */
export async function readWorkbookOutline(path: string): Promise<SheetsOutline> {
  const sheets = await readXlsx(path);
  return outlineOf(sheets.map(({ sheet, data }) => ({ name: sheet, rows: data as Value[][] })));
}

/** Reads a CSV file, whichever of comma, semicolon and tab it uses, in UTF-8, UTF-16 or Windows-1252. */
export async function readCsvOutline(path: string): Promise<SheetsOutline> {
  const text = decode(await readFile(path), false);
  const rows = parse(text, {
    bom: true,
    delimiter: delimiterOf(text),
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    to: OUTLINE_LIMITS.rows + 1,
  }) as string[][];
  return outlineOf([{ name: "", rows }]);
}

/** Finds the separator of a CSV file: comma, semicolon or tab, whichever is most frequent in the first line. */
function delimiterOf(text: string): string {
  const [first = ""] = text.split(/\r?\n/u, 1);
  const counts = [",", ";", "\t"].map((character) => ({ character, count: first.split(character).length }));
  return counts.reduce((most, one) => (one.count > most.count ? one : most)).character;
}

function outlineOf(sheets: readonly { name: string; rows: readonly Value[][] }[]): SheetsOutline {
  let room: number = OUTLINE_LIMITS.characters;
  const read = sheets.slice(0, OUTLINE_LIMITS.sheets).map(({ name, rows }): OutlineSheet => {
    const kept: string[][] = [];
    let isCut = false;
    for (const row of rows) {
      const cells = row.slice(0, OUTLINE_LIMITS.columns).map(textOfCell);
      if (cells.every((cell) => cell === "")) continue;
      room -= cells.reduce((sum, cell) => sum + cell.length, 0);
      if (kept.length >= OUTLINE_LIMITS.rows || room < 0) {
        isCut = true;
        break;
      }
      kept.push(cells);
    }
    return { name: cleanLine(name).slice(0, OUTLINE_LIMITS.title), rows: kept, isCut };
  });
  return { kind: "sheets", sheets: read.filter(({ rows }) => rows.length > 0) };
}

function textOfCell(value: Value): string {
  if (value === null || value === undefined) return "";
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? "" : value.toISOString().slice(0, 10);
  return cleanLines(String(value)).slice(0, OUTLINE_LIMITS.cell);
}
