import { z } from "zod";
import { cleanInline, cleanLines } from "@/lib/text/clean";
import { ClientToken, EditSummary, PURGE_FIELDS } from "./model";
import { MAX_NEW_SOURCES } from "./records-fields";

/* Input schemas of every save, whatever the kind of page. */

/** Number of a revision within its page. */
export const RevisionNumber = z.coerce.number().int().min(1).max(2_000_000_000);

/** What a text is based on: id or number of a revision of the section; null for none. */
export const Base = z.union([z.uuid(), z.int().min(1).max(2_000_000_000), z.null()]);

const Choice = z.union([
  z.strictObject({ take: z.enum(["theirs", "mine", "both"]) }),
  z.strictObject({ take: z.literal("hand"), value: z.unknown() }),
]);

/** Choices for reported conflicts, by conflict id. */
export const SettledConflicts = z
  .record(z.string().max(400), Choice)
  .refine((choices) => Object.keys(choices).length <= 1_000, "too_long");

/** Any value but null; the section's kind validates it. */
const SomeContent = z.unknown().refine((value) => value !== undefined && value !== null, "required");

/** Sequence of a draft; 0 if none was saved. */
const DraftSequence = z.int().min(0).max(2_000_000_000);

/** The draft to discard; without a sequence, any. */
export const TextDiscard = z.object({ sequence: DraftSequence.optional() });
export type TextDiscard = z.infer<typeof TextDiscard>;

/** A save through the API, for any kind of page, which the address identifies. */
export const TextSave = z.object({
  base: Base,
  clientToken: ClientToken,
  summary: EditSummary,
  content: SomeContent,
  /** Choices for reported conflicts, by conflict id. */
  choices: SettledConflicts.optional(),
  /** `currentNumber` of that response; choices against an older text are ignored. */
  seen: z.int().min(1).nullish(),
  /** Sequence of the author's draft that the text continues. */
  draft: DraftSequence.optional(),
});

/** New records for the page's `sources`, saved with the text that cites them. A pasted report can bring many. */
export const NewSources = z.array(z.unknown()).max(MAX_NEW_SOURCES);

/** A draft, saved by an editor while writing. */
export const TextDraft = z.object({
  base: Base,
  content: SomeContent,
  summary: z.string().overwrite(cleanInline).max(400).default(""),
  sequence: z.int().min(1).max(2_000_000_000),
  force: z.boolean().default(false),
});
export type TextDraft = z.infer<typeof TextDraft>;

/** A text to compare with the current one, without saving. */
export const TextPreview = z.object({ base: Base.optional(), content: SomeContent });

/** The revision that a plain form started from; empty for none. */
export const FormBase = z.union([z.literal("").transform(() => null), RevisionNumber]);

/** Sequence of the draft that a form was filled from, which its save deletes; empty for none. */
export const FormDraftNumber = z
  .union([z.literal("").transform(() => null), z.coerce.number().pipe(DraftSequence)])
  .nullish();

/** The editor's document in a form field, as JSON. */
const EditorContent = z
  .string()
  .max(600_000, "too_long")
  .transform((text, context): unknown => {
    try {
      return JSON.parse(text) as unknown;
    } catch {
      context.addIssue({ code: "custom", message: "format" });
      return z.NEVER;
    }
  });

/** A text from a form: a plain field's, the editor's document, or neither if unchanged. */
export const FormText = z.object({
  text: z.string().max(500_000, "too_long").optional(),
  content: EditorContent.optional(),
});
export type FormText = z.infer<typeof FormText>;

/** A checkbox: whether it was ticked. */
export const Ticked = z
  .string()
  .optional()
  .transform((value) => value !== undefined);

/** Reason for a decision. */
export const Reason = z.string().overwrite(cleanLines).min(3).max(1_000);

/** What to hide of a revision, and why; the address identifies the revision. */
export const HideFields = z.object({
  text: Ticked,
  summary: Ticked,
  author: Ticked,
  /** Last of the section's revisions to hide with it; empty: none. */
  through: z.union([z.literal("").transform(() => undefined), RevisionNumber]).optional(),
  reason: Reason,
});
export type HideFields = z.infer<typeof HideFields>;

/** What to purge with a revision, and why; the address identifies the revision. */
export const PurgeFields = z.object({
  ...PURGE_FIELDS,
  /** Last of the section's revisions to purge with it; empty: none. */
  upTo: z.union([z.literal("").transform(() => undefined), RevisionNumber]).optional(),
});
export type PurgeFields = z.infer<typeof PurgeFields>;

/** Rule for `refine`: at least one box is ticked. Reported at the one box that every form has. */
export const HIDES_SOMETHING = [
  ({ text, summary, author }: Pick<HideFields, "text" | "summary" | "author">) => text || summary || author,
  { error: "choose", path: ["summary"] },
] satisfies [unknown, unknown];
