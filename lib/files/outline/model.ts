import { z } from "zod";
import { Block } from "@/lib/text/nodes";

/*
 * The outline of a document or spreadsheet: its content in our own form, so that a member can bring it into pages.
 * The process that inspects files makes it; all other code reads it as untrusted input.
 */

/** Limits of an outline; content beyond them is left out, which `isCut` shows. */
export const OUTLINE_LIMITS = {
  /** Size of a file; larger ones have no outline. */
  bytes: 20 * 1024 * 1024,
  /** Parts of a document: the text below one heading. */
  parts: 300,
  blocks: 4_000,
  /** Characters of the text of a document, or of the cells of all sheets. */
  characters: 400_000,
  title: 300,
  sheets: 20,
  rows: 1_000,
  columns: 40,
  cell: 5_000,
} as const;

const Part = z.strictObject({
  /** Level of its heading, 1 to 6; 0 for the text before the first heading. */
  level: z.int().min(0).max(6),
  title: z.string().max(OUTLINE_LIMITS.title),
  blocks: z.array(Block).max(OUTLINE_LIMITS.blocks),
});
/** A heading and the text up to the next heading. Footnotes are inline nodes. */
export type OutlinePart = z.infer<typeof Part>;

/** Parts of a document that its outline leaves out. */
const LeftOut = z.strictObject({
  pictures: z.int().min(0),
  /** Whether text was left out because of the limits. */
  isCut: z.boolean(),
});

const TextOutline = z.strictObject({
  kind: z.literal("text"),
  parts: z.array(Part).max(OUTLINE_LIMITS.parts),
  leftOut: LeftOut,
});
export type TextOutline = z.infer<typeof TextOutline>;

const Sheet = z.strictObject({
  name: z.string().max(OUTLINE_LIMITS.title),
  /** Cells as text, days as "2026-11-30"; empty rows are left out. */
  rows: z
    .array(z.array(z.string().max(OUTLINE_LIMITS.cell)).max(OUTLINE_LIMITS.columns))
    .max(OUTLINE_LIMITS.rows),
  isCut: z.boolean(),
});
export type OutlineSheet = z.infer<typeof Sheet>;

const SheetsOutline = z.strictObject({
  kind: z.literal("sheets"),
  sheets: z.array(Sheet).max(OUTLINE_LIMITS.sheets),
});
export type SheetsOutline = z.infer<typeof SheetsOutline>;

export const Outline = z.discriminatedUnion("kind", [TextOutline, SheetsOutline]);
export type Outline = z.infer<typeof Outline>;

/** Types of files that have an outline. */
export const OUTLINED = ["docx", "docm", "pdf", "xlsx", "xlsm", "csv"] as const;
export type OutlinedType = (typeof OUTLINED)[number];

export function isOutlined(type: string): type is OutlinedType {
  return (OUTLINED as readonly string[]).includes(type);
}
