import type { OutlineSheet } from "@/lib/files/outline/model";
import { blankRecord } from "@/lib/revisions/records/records-values";
import { originalText } from "@/lib/revisions/records/wordings";
import { readUrl } from "@/lib/text/href";
import { FOOTNOTE_MAX } from "@/lib/text/nodes";
import { type LawRecord, lawsKind, PROVISION_FIELDS, type ProvisionRecord } from "../kinds/laws";
import { readArticles, readDate, readKind, readState } from "./cells";
import { headOf } from "./columns";
import type { ColumnChoice, ImportedLaws, LawColumn } from "./model";
import { type NotedSources, sourceRecord } from "./notes";
import { bareWords } from "./words";

type Row = Readonly<Partial<Record<LawColumn, string>>>;

/** Articles of a provision, and characters of a note, for which a record has room. */
const MOST_ARTICLES = 20;
const NOTE_ROOM = 1_000;

interface Given {
  sheet: OutlineSheet;
  columns: readonly ColumnChoice[];
  /** The file, cited by laws without a source. */
  file: { name: string; maker: string };
}

/**
 * Adds the laws of a spreadsheet to those of a profile. Rows with the same title and number are one law with
 * several provisions. A recorded law (same number or a same title) gets the provisions that it lacks and is
 * otherwise unchanged. Values of a new law or provision that do not fit their field go into its note, as far as
 * there is room; what has none, and rows without a title, are counted.
 */
export function addLaws(
  standing: readonly LawRecord[],
  { sheet, columns, file }: Given,
  sources: NotedSources,
): { records: LawRecord[]; laws: ImportedLaws } {
  const records = new Map(standing.map((law) => [law.id, law]));
  const laws: ImportedLaws = { added: 0, extended: 0, known: 0, left: 0, untitled: 0, cut: 0 };
  let own: string | null = null;
  const fileSource = () => (own ??= sources.add(sourceOfFile(file)));
  const names = new Map<string, string>();
  for (const law of standing) nameLaw(names, law);
  for (const rows of lawsIn(sheet, columns, laws)) {
    const [first] = rows;
    if (!first) continue;
    const found = records.get(namesOfRow(first).flatMap((name) => names.get(name) ?? [])[0] ?? "");
    const missing = missingOf(rows, found?.provisions ?? []);
    if (found && missing.length === 0) {
      laws.known += 1;
      continue;
    }
    if (!found && records.size >= lawsKind.maxRecords) {
      laws.left += 1;
      continue;
    }
    const cited = [...new Set(rows.flatMap((row) => citedIn(row, sources, laws)))].slice(0, 20);
    const from = cited.length > 0 ? cited : [fileSource()];
    const fresh = provisionsOf(missing, from, laws);
    laws[found ? "extended" : "added"] += 1;
    const law = found ?? lawOf(first, from, laws);
    if (!found) nameLaw(names, law);
    records.set(law.id, { ...law, provisions: [...law.provisions, ...fresh] });
  }
  return { records: [...records.values()], laws };
}

function sourceOfFile({ name, maker }: Given["file"]) {
  return sourceRecord({
    title: name,
    url: null,
    publisher: maker === "" ? null : maker,
    kind: "member_knowledge",
  });
}

/** Groups the rows by law, in the order of the sheet; counts those that name none. */
function lawsIn(sheet: OutlineSheet, columns: readonly ColumnChoice[], counts: ImportedLaws): Row[][] {
  const laws = new Map<string, Row[]>();
  for (const cells of sheet.rows.slice(headOf(sheet) + 1)) {
    const row = rowOf(cells, columns);
    const name = row.title ?? row.titleOriginal;
    if (name === undefined) {
      if (Object.keys(row).length > 0) counts.untitled += 1;
      continue;
    }
    const key = `${bareWords(name)}\n${bareWords(row.number ?? "")}`;
    laws.set(key, [...(laws.get(key) ?? []), row]);
  }
  return [...laws.values()];
}

/** Returns the cells of a row by meaning; columns with the same meaning are joined. */
function rowOf(cells: readonly string[], columns: readonly ColumnChoice[]): Row {
  const row: Partial<Record<LawColumn, string>> = {};
  for (const [at, column] of columns.entries()) {
    const cell = (cells[at] ?? "").trim();
    if (column === "none" || cell === "") continue;
    row[column] = row[column] === undefined ? cell : `${row[column]}; ${cell}`;
  }
  return row;
}

/** Lists the names by which a law is recognised: its number, and its title in either language. */
function namesOfRow({ number = "", title = "", titleOriginal = "" }: Row): string[] {
  const titles = [title, titleOriginal].map(bareWords).filter((name) => name !== "");
  return [`no ${bareWords(number)}`, ...titles.map((name) => `title ${name}`)].filter(
    (name) => name !== "no ",
  );
}

/** Registers a law under its number and titles; among several with the same one, the first is used. */
function nameLaw(names: Map<string, string>, { id, number, title, titleOriginal }: LawRecord): void {
  const row = { number: number ?? "", title: originalText(title) ?? "", titleOriginal: titleOriginal ?? "" };
  for (const name of namesOfRow(row)) if (!names.has(name)) names.set(name, id);
}

/** Returns the id of a row's source; empty without one, or if the save already has the most new sources. */
function citedIn({ source }: Row, sources: NotedSources, counts: ImportedLaws): string[] {
  if (source === undefined) return [];
  const cited = sources.citedIn(source.slice(0, FOOTNOTE_MAX));
  if (!cited || source.length > FOOTNOTE_MAX) counts.cut += 1;
  return cited ? [cited.source] : [];
}

function lawOf(row: Row, sources: readonly string[], counts: ImportedLaws): LawRecord {
  const unread: string[] = [];
  const law = {
    ...blankRecord(lawsKind.fields),
    title: cut(row.title ?? row.titleOriginal ?? "", 300, unread),
    titleOriginal: row.title === undefined ? null : cutOrNull(row.titleOriginal, 300, unread),
    number: cutOrNull(row.number, 80, unread),
    kind: readOr(row.kind, readKind, unread),
    status: readOr(row.status, readState, unread) ?? stateOfKind(row.kind),
    adoptedOn: readOr(row.adoptedOn, readDate, unread),
    inForceFrom: readOr(row.inForceFrom, readDate, unread),
    officialUrl: readOr(row.officialUrl, readUrl, unread),
    summary: cutOrNull(row.summary, 3_000, unread),
    sources: [...sources],
    sourceState: "cited",
  };
  // In a row with a provision, the note belongs to the provision.
  const own = row.locator === undefined && row.note !== undefined ? [row.note] : [];
  return { ...law, note: noteOf([...own, ...unread], counts) } as unknown as LawRecord;
}

/** Spreadsheets often state in the kind that a law amends another. */
const stateOfKind = (kind: string | undefined) =>
  kind !== undefined && readState(kind) === "amending_act" ? "amending_act" : null;

/** Lists rows with a provision that the law lacks, each provision once. */
function missingOf(rows: readonly Row[], standing: readonly ProvisionRecord[]): Row[] {
  const taken = new Set(standing.map(({ locator }) => bareWords(locator)));
  return rows.filter(({ locator }) => {
    const name = bareWords(locator ?? "");
    if (name === "" || taken.has(name)) return false;
    taken.add(name);
    return true;
  });
}

function provisionsOf(
  rows: readonly Row[],
  sources: readonly string[],
  counts: ImportedLaws,
): ProvisionRecord[] {
  return rows.map((row) => {
    const unread: string[] = [];
    const { articles, unread: others } = readArticles(row.articles ?? "");
    if (articles.length > MOST_ARTICLES) counts.cut += 1;
    const provision = {
      ...blankRecord(PROVISION_FIELDS),
      locator: cut(row.locator ?? "", 120, unread),
      heading: cutOrNull(row.heading, 300, unread),
      articles: articles.slice(0, MOST_ARTICLES),
      text: cutOrNull(row.text, 5_000, unread),
      sources: [...sources],
    };
    const notes = [row.note ?? "", ...others, ...unread].filter((one) => one !== "");
    return { ...provision, note: noteOf(notes, counts) } as unknown as ProvisionRecord;
  });
}

function readOr<T>(cell: string | undefined, read: (cell: string) => T | null, unread: string[]): T | null {
  if (cell === undefined) return null;
  const value = read(cell);
  if (value === null) unread.push(cell);
  return value;
}

function cut(text: string, most: number, unread: string[]): string {
  if (text.length <= most) return text;
  unread.push(text);
  return text.slice(0, most);
}

const cutOrNull = (text: string | undefined, most: number, unread: string[]) =>
  text === undefined ? null : cut(text, most, unread);

function noteOf(parts: readonly string[], counts: ImportedLaws): string | null {
  const note = parts.join("\n");
  if (note.length > NOTE_ROOM) counts.cut += 1;
  return note === "" ? null : note.slice(0, NOTE_ROOM);
}
