import * as z from "zod/mini";
import type { Group } from "./fields";
import { FORM_IDS, type FormId } from "./forms";

/** Languages that requests can be written in: those with a phrase table. */
export const PAPER_LANGUAGES = ["en", "fr", "es", "pt", "ar"] as const;
export type PaperLanguage = (typeof PAPER_LANGUAGES)[number];

/** Name of the format of saved copies. */
export const DRAFT_FORMAT = "octopus-request/1";
/** Most characters of one field. */
export const MOST_CHARACTERS = 20_000;
const MOST_VALUES = 2_000;

/**
 * A request that is being written. `values` are by `group.field`, in a repeated group by `group.n.field`; ticked options are
 * separated by spaces. `rows`: how many of a repeated group there are.
 */
export const Draft = z.object({
  format: z.literal(DRAFT_FORMAT),
  form: z.enum(FORM_IDS as [FormId, ...FormId[]]),
  languages: z
    .tuple([z.enum(PAPER_LANGUAGES)], z.enum(PAPER_LANGUAGES))
    .check(z.refine((list) => list.length <= 2)),
  values: z
    .record(z.string().check(z.maxLength(80)), z.string().check(z.maxLength(MOST_CHARACTERS)))
    .check(z.refine((values) => Object.keys(values).length <= MOST_VALUES)),
  rows: z.record(z.string().check(z.maxLength(40)), z.int().check(z.minimum(1), z.maximum(30))),
});
export type Draft = z.infer<typeof Draft>;

export const emptyDraft = (form: FormId, languages: Draft["languages"] = ["en"]): Draft => ({
  format: DRAFT_FORMAT,
  form,
  languages,
  values: {},
  rows: {},
});

export const keyOf = (group: string, field: string, row: number | null = null): string =>
  row === null ? `${group}.${field}` : `${group}.${row}.${field}`;

/** How many of a group there are. */
export const rowsOf = (draft: Draft, group: Group): number => (group.most ? (draft.rows[group.id] ?? 1) : 1);

/** Returns a function that reads the fields of a group, of one of its rows. */
export function readerOf(draft: Draft, group: Group, row: number): (field: string) => string {
  return (field) => draft.values[keyOf(group.id, field, group.most ? row : null)]?.trim() ?? "";
}

/** The ticked options of a field. */
export const ticked = (value: string): string[] => value.split(" ").filter((one) => one !== "");
