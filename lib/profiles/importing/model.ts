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
 * Where the text below a heading goes: into a section, `above` (the same section as the heading before it, as a
 * subheading there), or `none` (left out).
 */
export type Target = SectionKey | "above" | "none";
const TargetChoice = z.enum(["above", "none", ...PROSE_SECTIONS] as [Target, ...Target[]]);

/** What a column of a spreadsheet says of a law or of one of its provisions. */
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
/** Names of the fields of a form: the choice for the part, or column, with this number. */
export const IMPORT_FIELDS = { part: partField, column: columnField } as const;

/** Reads choices that are numbered from 0; a missing one is `none`. */
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

/** The choices for each heading of a document, and the language that it is written in. */
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

/** The choices for each column of a sheet, and who made the file. */
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

/** What a file became: sections drafted, and sections that already had a draft or are closed to the member. */
export interface Drafted {
  drafted: SectionKey[];
  kept: SectionKey[];
  closed: SectionKey[];
  /** Of laws: how many were added, extended by provisions, recorded already, and left out because a profile is full. */
  laws: { added: number; extended: number; known: number; left: number } | null;
}
