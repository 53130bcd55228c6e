import type { OutlineSheet } from "@/lib/files/outline/model";
import type { ColumnChoice, LawColumn } from "./model";
import { bareWords } from "./words";

/** Names of columns in spreadsheets of laws: English, French, Arabic. */
const NAMES: Readonly<Record<LawColumn, readonly string[]>> = {
  title: [
    "title",
    "title of the law",
    "name of the law",
    "law",
    "act",
    "english title",
    "title in english",
    "title en",
    "intitulé",
    "titre",
    "loi",
    "texte",
    "القانون",
    "اسم القانون",
    "العنوان",
  ],
  titleOriginal: [
    "original title",
    "title in the original language",
    "title original",
    "titre original",
    "intitulé original",
    "العنوان الأصلي",
  ],
  number: ["number", "no", "law number", "numéro", "n°", "الرقم", "رقم القانون"],
  kind: ["kind", "type", "type of text", "nature", "type de texte", "النوع"],
  status: ["status", "state", "état", "statut", "الحالة"],
  adoptedOn: [
    "adopted",
    "adopted on",
    "date of adoption",
    "date",
    "year",
    "date d'adoption",
    "année",
    "تاريخ الاعتماد",
    "التاريخ",
  ],
  inForceFrom: [
    "in force from",
    "in force since",
    "entry into force",
    "date of entry into force",
    "entrée en vigueur",
    "date d'entrée en vigueur",
    "تاريخ النفاذ",
  ],
  officialUrl: [
    "link",
    "url",
    "official text",
    "official link",
    "address",
    "lien",
    "texte officiel",
    "adresse",
    "الرابط",
    "النص الرسمي",
  ],
  summary: ["summary of the law", "description of the law", "résumé de la loi", "ملخص القانون"],
  locator: ["provision", "section", "article", "article of the law", "disposition", "المادة", "الحكم"],
  heading: [
    "heading",
    "what it covers",
    "subject",
    "summary",
    "description",
    "objet",
    "résumé",
    "الموضوع",
    "الوصف",
  ],
  articles: [
    "convention article",
    "article of the convention",
    "article of the budapest convention",
    "budapest convention",
    "budapest article",
    "convention",
    "article de la convention",
    "convention de budapest",
    "مادة الاتفاقية",
    "اتفاقية بودابست",
  ],
  text: [
    "text",
    "text of the provision",
    "wording",
    "texte de la disposition",
    "libellé",
    "النص",
    "نص المادة",
  ],
  note: [
    "note",
    "notes",
    "comment",
    "comments",
    "remarks",
    "remarque",
    "remarques",
    "commentaires",
    "ملاحظات",
  ],
  source: ["source", "sources", "reference", "référence", "المصدر", "المصادر"],
};

const BY_NAME = new Map(
  Object.entries(NAMES).flatMap(([column, names]) =>
    names.map((name) => [bareWords(name), column as LawColumn] as const),
  ),
);

/** Finds the row of column names in the first 20: the one with most known names, else the first with two cells. */
export function headOf({ rows }: OutlineSheet): number {
  const first = rows.slice(0, 20).map((row, at) => ({ at, known: knownIn(row), filled: filledIn(row) }));
  const best = first.reduce((most, one) => (one.known > most.known ? one : most), {
    at: 0,
    known: 0,
    filled: 0,
  });
  if (best.known > 0) return best.at;
  return first.find(({ filled }) => filled > 1)?.at ?? 0;
}

const filledIn = (row: readonly string[]) => row.filter((cell) => cell !== "").length;
const knownIn = (row: readonly string[]) => row.filter((cell) => BY_NAME.has(bareWords(cell))).length;

/** Suggests the meaning of each column by its name; each meaning is used once. */
export function guessColumns(sheet: OutlineSheet): ColumnChoice[] {
  const names = sheet.rows[headOf(sheet)] ?? [];
  const taken = new Set<LawColumn>();
  const choices = Array.from({ length: widthOf(sheet) }, (_, at): ColumnChoice => {
    const column = BY_NAME.get(bareWords(names[at] ?? ""));
    if (column === undefined || taken.has(column)) return "none";
    taken.add(column);
    return column;
  });
  // If there is only a column for the original title, it is used as the title.
  if (taken.has("title") || !taken.has("titleOriginal")) return choices;
  return choices.map((choice) => (choice === "titleOriginal" ? "title" : choice));
}

/** The number of columns of a sheet. */
export function widthOf({ rows }: OutlineSheet): number {
  return rows.reduce((most, row) => Math.max(most, row.length), 0);
}
