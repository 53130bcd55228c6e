import { z } from "zod";
import { SECTION_KEYS, type SectionKey } from "@/lib/profiles/model";
import { Base, RevisionNumber, SettledConflicts } from "@/lib/revisions/input";
import { ClientToken, EditSummary } from "@/lib/revisions/model";
import { cleanInline, cleanLines } from "@/lib/text/clean";

/** The slug of a profile, in form; whether there is one is the query's to say. */
export const ProfileSlug = z
  .string()
  .max(80)
  .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/);
export const SectionName = z.enum(SECTION_KEYS as [SectionKey, ...SectionKey[]]);

/** The section that an address names. */
export const SectionParams = z.object({ slug: ProfileSlug, section: SectionName });
export type SectionParams = z.infer<typeof SectionParams>;

/** Anything, but something; the section's kind reads it. */
const SectionContent = z.unknown().refine((value) => value !== undefined && value !== null, "required");

/** A save of a section (PRODUCT.md, section 3). */
export const SaveSection = SectionParams.extend({
  base: Base,
  clientToken: ClientToken,
  summary: EditSummary,
  content: SectionContent,
  /** Records for the profile's `sources`, saved in the same transaction. */
  newSources: z.array(z.unknown()).max(50).optional(),
  /** How the conflicts of an earlier answer are settled, by their ids. */
  choices: SettledConflicts.optional(),
  /** `currentNumber` of that answer: decisions about a text that has changed since are asked again. */
  seen: z.int().min(1).nullish(),
});
export type SaveSection = z.infer<typeof SaveSection>;

/** Prose from a plain form: as a text, with the number that it was made from, or nothing. */
export const SectionText = SectionParams.extend({
  base: z.union([z.literal("").transform(() => null), RevisionNumber]),
  text: z.string().max(500_000),
});
export type SectionText = z.infer<typeof SectionText>;

/** A save of it. A ticked box says for whoever wrote no summary that it is a small correction, in their language. */
export const SaveSectionText = SectionText.extend({
  clientToken: ClientToken,
  summary: z.string().max(2_000).default(""),
  small: z.string().max(200).optional(),
}).transform(({ summary: written, small, ...rest }, ctx) => {
  const summary = EditSummary.safeParse(written.trim() === "" && small ? small : written);
  if (summary.success) return { ...rest, summary: summary.data };
  const message = summary.error.issues[0]?.message;
  ctx.addIssue({ code: "custom", path: ["summary"], ...(message ? { message } : {}) });
  return z.NEVER;
});
export type SaveSectionText = z.infer<typeof SaveSectionText>;

export const SaveDraft = SectionParams.extend({
  base: Base,
  content: SectionContent,
  summary: z.string().overwrite(cleanInline).max(400).default(""),
  sequence: z.int().min(1).max(2_000_000_000),
  force: z.boolean().default(false),
});
export type SaveDraft = z.infer<typeof SaveDraft>;

export const PreviewSection = SectionParams.extend({ base: Base.optional(), content: SectionContent });
export type PreviewSection = z.infer<typeof PreviewSection>;

/** A revision of a profile by its number. */
export const RevisionParams = z.object({ slug: ProfileSlug, number: RevisionNumber });
export type RevisionParams = z.infer<typeof RevisionParams>;

/** Taking something back: an undo of one revision, or a return to one. */
export const TakeBack = RevisionParams.extend({ clientToken: ClientToken, summary: EditSummary });
export type TakeBack = z.infer<typeof TakeBack>;

/** Taking back an author's last run: `last` is its newest revision, by which the section must still stand. */
export const RollBack = SectionParams.extend({
  last: RevisionNumber,
  clientToken: ClientToken,
  summary: EditSummary.optional(),
});
export type RollBack = z.infer<typeof RollBack>;

/** A reason that its author is told. */
export const RejectRevision = RevisionParams.extend({
  reason: z.string().overwrite(cleanLines).min(3).max(1_000),
});
export type RejectRevision = z.infer<typeof RejectRevision>;
