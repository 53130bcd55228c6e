import { z } from "zod";
import { cleanInline, cleanLines } from "@/lib/text/clean";
import { ClientToken, EditSummary } from "./model";

/* What every save through the engine is sent with, whatever its page. */

/** The number of a revision within its page. */
export const RevisionNumber = z.coerce.number().int().min(1).max(2_000_000_000);

/** What a text was made from: the id or the number of a revision of the section, null where there was none. */
export const Base = z.union([z.uuid(), z.int().min(1).max(2_000_000_000), z.null()]);

const Choice = z.union([
  z.strictObject({ take: z.enum(["theirs", "mine", "both"]) }),
  z.strictObject({ take: z.literal("hand"), value: z.unknown() }),
]);

/** How the conflicts of an earlier answer are settled, by their ids. */
export const SettledConflicts = z
  .record(z.string().max(400), Choice)
  .refine((choices) => Object.keys(choices).length <= 1_000, "too_long");

/** Anything, but something; the section's kind reads it. */
const SomeContent = z.unknown().refine((value) => value !== undefined && value !== null, "required");

/** The number of a draft; 0 where none was kept yet. */
const DraftSequence = z.int().min(0).max(2_000_000_000);

/** Which draft is discarded: without a number whatever there is. */
export const TextDiscard = z.object({ sequence: DraftSequence.optional() });
export type TextDiscard = z.infer<typeof TextDiscard>;

/** A save by the API, of whatever page; the address says of which. */
export const TextSave = z.object({
  base: Base,
  clientToken: ClientToken,
  summary: EditSummary,
  content: SomeContent,
  /** How the conflicts of an earlier answer are settled, by their ids. */
  choices: SettledConflicts.optional(),
  /** `currentNumber` of that answer: decisions about a text that has changed since are asked again. */
  seen: z.int().min(1).nullish(),
  /** The number of the own draft that the text goes on from. */
  draft: DraftSequence.optional(),
});

/** Records for the page's `sources`, which are saved together with the text that cites them. */
export const NewSources = z.array(z.unknown()).max(50);

/** A draft, as an editor keeps it while it is written. */
export const TextDraft = z.object({
  base: Base,
  content: SomeContent,
  summary: z.string().overwrite(cleanInline).max(400).default(""),
  sequence: z.int().min(1).max(2_000_000_000),
  force: z.boolean().default(false),
});
export type TextDraft = z.infer<typeof TextDraft>;

/** What is compared with what stands, without being saved. */
export const TextPreview = z.object({ base: Base.optional(), content: SomeContent });

/** The revision that a plain form was drawn from; empty where there was none. */
export const FormBase = z.union([z.literal("").transform(() => null), RevisionNumber]);

/** The number of the draft that a form was filled from, which its save deletes; none where there is no draft. */
export const FormDraftNumber = z
  .union([z.literal("").transform(() => null), z.coerce.number().pipe(DraftSequence)])
  .nullish();

/** The document that the editor sends within a form, as JSON. */
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

/** What a form brings of a text: a plain field's, the editor's document, or neither where it stays as it is. */
export const FormText = z.object({
  text: z.string().max(500_000, "too_long").optional(),
  content: EditorContent.optional(),
});
export type FormText = z.infer<typeof FormText>;

/** A box of a form: whether it was ticked. */
export const Ticked = z
  .string()
  .optional()
  .transform((value) => value !== undefined);

/** Why something is decided, as whoever decides says it. */
export const Reason = z.string().overwrite(cleanLines).min(3).max(1_000);

/** What of a revision is to be hidden, and why; the address says of which. */
export const HideFields = z.object({
  text: Ticked,
  summary: Ticked,
  author: Ticked,
  /** The last of the section's revisions that is hidden with it; empty: none but itself. */
  through: z.union([z.literal("").transform(() => undefined), RevisionNumber]).optional(),
  reason: Reason,
});
export type HideFields = z.infer<typeof HideFields>;

/** The rule of every such form, for `refine`: something is hidden. Told at the one box that there always is. */
export const HIDES_SOMETHING = [
  ({ text, summary, author }: Pick<HideFields, "text" | "summary" | "author">) => text || summary || author,
  { error: "choose", path: ["summary"] },
] satisfies [unknown, unknown];
