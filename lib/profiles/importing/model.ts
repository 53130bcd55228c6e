import { z } from "zod";
import { OUTLINE_LIMITS } from "@/lib/files/outline/model";
import { SECTIONS, type SectionKey } from "@/lib/profiles/model";
import { visibleLine } from "@/lib/text/visible";
import { ContentLanguage, ProfileSlug } from "../editing/model";

/** Sections that text can be imported into. */
export const PROSE_SECTIONS: readonly SectionKey[] = SECTIONS.filter(({ family }) => family === "prose").map(
  ({ key }) => key,
);

/**
 * Target of the text below a heading: a section, `above` (the section of the heading before it, as a
 * subheading), or `none` (left out).
 */
export type Target = SectionKey | "above" | "none";
const TargetChoice = z.enum(["above", "none", ...PROSE_SECTIONS] as [Target, ...Target[]]);

/** Meanings of a spreadsheet's columns, for a law or its provision. */
export const LAW_COLUMNS = [
  "title",
  "titleOriginal",
  "number",
  "kind",
  "status",
  "adoptedOn",
  "inForceFrom",
  "officialUrl",
  "summary",
  "locator",
  "heading",
  "articles",
  "text",
  "note",
  "source",
] as const;
export type LawColumn = (typeof LAW_COLUMNS)[number];
const ColumnChoice = z.enum(["none", ...LAW_COLUMNS]);
export type ColumnChoice = z.infer<typeof ColumnChoice>;

const FileId = z.uuid();
const partField = (n: number) => `part-${n}`;
const columnField = (n: number) => `column-${n}`;
/** Names of form fields: the choice for the part or column with this number. */
export const IMPORT_FIELDS = { part: partField, column: columnField } as const;

/** Reads choices numbered from 0 up to the first missing one; null if one of them is invalid. */
function readChoices<T>(
  sent: object,
  name: (n: number) => string,
  schema: z.ZodType<T>,
  most: number,
): T[] | null {
  const given = sent as Readonly<Record<string, unknown>>;
  const choices: T[] = [];
  for (let n = 0; n < most && given[name(n)] !== undefined; n += 1) {
    const choice = schema.safeParse(given[name(n)]);
    if (!choice.success) return null;
    choices.push(choice.data);
  }
  return choices;
}

const At = { slug: ProfileSlug, file: FileId };

/** Choices for each heading of a document, and its language. */
export const DraftText = z
  .looseObject({ ...At, lang: ContentLanguage })
  .transform(({ slug, file, lang, ...sent }, ctx) => {
    const targets = readChoices(sent, partField, TargetChoice, OUTLINE_LIMITS.parts);
    if (targets?.some((target) => target !== "none" && target !== "above"))
      return { slug, file, lang, targets };
    ctx.addIssue({ code: "custom", path: [partField(0)], message: "choose" });
    return z.NEVER;
  });
export type DraftText = z.infer<typeof DraftText>;

/** Choices for each column of a sheet, and the author of the file. */
export const DraftLaws = z
  .looseObject({
    ...At,
    sheet: z.coerce
      .number()
      .int()
      .min(0)
      .max(OUTLINE_LIMITS.sheets - 1),
    maker: visibleLine(300).default(""),
  })
  .transform(({ slug, file, sheet, maker, ...sent }, ctx) => {
    const columns = readChoices(sent, columnField, ColumnChoice, OUTLINE_LIMITS.columns);
    if (columns?.some((column) => column === "title" || column === "titleOriginal"))
      return { slug, file, sheet, maker, columns };
    ctx.addIssue({ code: "custom", path: [columnField(0)], message: "choose" });
    return z.NEVER;
  });
export type DraftLaws = z.infer<typeof DraftLaws>;

/** Number of laws added, extended by provisions, already recorded, and left out because the profile is full. */
export interface ImportedLaws {
  added: number;
  extended: number;
  known: number;
  left: number;
  /** Rows left out because they name no law. */
  untitled: number;
  /** Values for which a new record has no room, not even in its note: shortened or left out. */
  cut: number;
}

/** Result of an import: sections drafted, sections that already had a draft, and sections closed to the member. */
export interface Drafted {
  drafted: SectionKey[];
  kept: SectionKey[];
  closed: SectionKey[];
  /** What became of the rows of a spreadsheet; null if no laws were imported. */
  laws: ImportedLaws | null;
}
