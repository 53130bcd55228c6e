import { z } from "zod";
import { day } from "@/lib/core/moments";
import { PROTECTIONS } from "@/lib/core/policy";
import { isContentLanguage } from "@/lib/i18n/content-languages";
import { SECTION_KEYS, type SectionKey } from "@/lib/profiles/model";
import { conflictOfChoice, readSentChoices } from "@/lib/revisions/compare/merge-choices";
import {
  FormBase,
  NewSources,
  Reason,
  RevisionNumber,
  SettledConflicts,
  TextDiscard,
  TextDraft,
  TextPreview,
  TextSave,
  Ticked,
} from "@/lib/revisions/input";
import { ClientToken, EditSummary } from "@/lib/revisions/model";
import { isRecordsField } from "@/lib/revisions/records/records-form";
import { cleanLines } from "@/lib/text/clean";
import { visibleLine } from "@/lib/text/visible";

/** A valid slug; the query checks whether the profile exists. */
export const ProfileSlug = z
  .string()
  .max(80)
  .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/);
export const SectionName = z.enum(SECTION_KEYS as [SectionKey, ...SectionKey[]]);

/** The tag (BCP 47) of a language in which texts may be written. */
export const ContentLanguage = z.string().max(20).refine(isContentLanguage, "choose");

/** The section in an address, in one of its languages: by default that of its source text. */
export const SectionParams = z.object({
  slug: ProfileSlug,
  section: SectionName,
  lang: ContentLanguage.optional(),
});
export type SectionParams = z.infer<typeof SectionParams>;

/** Status of a text: in a dispute, the official one prevails. */
export const TextLabelChoice = z.enum(["official", "courtesy", "community", "machine"]);
export type TextLabelChoice = z.infer<typeof TextLabelChoice>;

/** The sender decides on the edit although someone else has claimed it. */
const DespiteClaim = Ticked.optional();

/** Replies of discussions with whose words one text can be made. */
export const MAX_REPLIES = 10;
const FromReplies = z.array(z.uuid()).max(MAX_REPLIES);
/** The same from a form, which sends a single one without a list. */
const FromRepliesForm = z.union([z.uuid().transform((id) => [id]), FromReplies]).optional();

/** Marks of a text. */
const Marks = {
  /** For a translation: number of the source revision that it now matches. */
  follows: RevisionNumber.optional(),
  /** Unchanged by default; but `official` and `courtesy` are removed by a merge, or if the author cannot vouch. */
  label: TextLabelChoice.optional(),
};

/** A save of a section. */
export const SaveSection = SectionParams.extend(TextSave.shape).extend({
  /** Records for the profile's `sources`, saved in the same transaction. */
  newSources: NewSources.optional(),
  ...Marks,
  /** Number of someone else's pending edit that is accepted in this form. */
  accepts: z.int().min(1).max(2_000_000_000).optional(),
  /** Accept although someone else has claimed it. */
  despiteClaim: z.boolean().optional(),
  /** Ids of the replies that the editor says the text is from: of those that the member brings, the save credits these. */
  fromReplies: FromReplies.optional(),
});
export type SaveSection = z.infer<typeof SaveSection>;

/** Prose from a plain form: its text, with the number of the revision it is based on, if any. */
export const SectionText = SectionParams.extend({
  base: FormBase,
  text: z.string().max(500_000),
  /** Number of someone else's pending edit that is accepted in this form. */
  accepts: z.union([z.literal("").transform(() => undefined), RevisionNumber]).optional(),
  despiteClaim: DespiteClaim,
});
export type SectionText = z.infer<typeof SectionText>;

/** A save. A ticked box replaces a missing summary with "small correction", in the author's language. */
export const SaveSectionText = SectionText.extend({
  clientToken: ClientToken,
  summary: visibleLine(2_000).default(""),
  small: visibleLine(200).optional(),
  fromReplies: FromRepliesForm,
  ...Marks,
}).transform(({ small, ...rest }, ctx) => {
  const summary = readSummary(rest.summary, small, ctx);
  return summary === null ? z.NEVER : { ...rest, summary };
});
export type SaveSectionText = z.infer<typeof SaveSectionText>;

function readSummary(
  written: string,
  small: string | undefined,
  ctx: Pick<z.RefinementCtx, "addIssue">,
): string | null {
  const summary = EditSummary.safeParse(written.trim() === "" && small ? small : written);
  if (summary.success) return summary.data;
  const message = summary.error.issues[0]?.message;
  ctx.addIssue({ code: "custom", path: ["summary"], ...(message ? { message } : {}) });
  return null;
}

const FormValue = z.union([z.string().max(600_000), z.array(z.string().max(20_000)).max(400)]);

/** The fields of a form that belong to the records in it. */
function recordsFields(given: object): Record<string, string | string[]> {
  const own = Object.entries(given).filter(([name]) => isRecordsField(name));
  return Object.fromEntries(
    own.flatMap(([name, value]) => {
      const read = FormValue.safeParse(value);
      return read.success ? [[name, read.data] as const] : [];
    }),
  );
}

const RecordsFormFields = SectionText.omit({ text: true });

/** Records from a form without scripts; the section's kind interprets the fields. */
export const SectionRecords = z
  .looseObject(RecordsFormFields.shape)
  .transform(({ slug, section, lang, base, accepts, despiteClaim, ...sent }) => {
    return { slug, section, lang, base, accepts, despiteClaim, fields: recordsFields(sent) };
  });
export type SectionRecords = z.infer<typeof SectionRecords>;

/** A save of records, with the choices for the conflicts of an earlier response. */
export const SaveSectionRecords = z
  .looseObject({
    ...RecordsFormFields.shape,
    clientToken: ClientToken,
    summary: visibleLine(2_000).default(""),
    small: visibleLine(200).optional(),
    fromReplies: FromRepliesForm,
    /** The current number in the answer whose conflicts are resolved. */
    seen: z.union([z.literal("").transform(() => undefined), RevisionNumber]).optional(),
  })
  .transform(({ slug, section, lang, base, accepts, despiteClaim, clientToken, seen, ...sent }, ctx) => {
    const summary = readSummary(sent.summary, sent.small, ctx);
    if (summary === null) return z.NEVER;
    const { fromReplies } = sent;
    const at = { slug, section, lang, base, accepts, despiteClaim, clientToken, seen, summary, fromReplies };
    return { ...at, fields: recordsFields(sent), choices: readSentChoices(sent) };
  });
export type SaveSectionRecords = z.infer<typeof SaveSectionRecords>;

export const SaveDraft = SectionParams.extend(TextDraft.shape).extend({
  /** Sources created while writing, saved together with the text. */
  newSources: NewSources.optional(),
});
export type SaveDraft = z.infer<typeof SaveDraft>;

export const DiscardDraft = SectionParams.extend(TextDiscard.shape);
export type DiscardDraft = z.infer<typeof DiscardDraft>;

export const PreviewSection = SectionParams.extend(TextPreview.shape);
export type PreviewSection = z.infer<typeof PreviewSection>;

/** A revision of a profile by its number. */
export const RevisionParams = z.object({ slug: ProfileSlug, number: RevisionNumber });
export type RevisionParams = z.infer<typeof RevisionParams>;

/**
 * Undoing one revision, or restoring one. Without a token, the same request by the same member is carried out
 * once until the section changes.
 */
export const TakeBack = RevisionParams.extend({
  clientToken: ClientToken.optional(),
  summary: EditSummary,
});
export type TakeBack = z.infer<typeof TakeBack>;

/**
 * Rolls back an author's last run: `last` is its newest revision, which must still be the section's current
 * one.
 */
export const RollBack = SectionParams.extend({
  last: RevisionNumber,
  clientToken: ClientToken,
  summary: EditSummary.optional(),
});
export type RollBack = z.infer<typeof RollBack>;

/**
 * Acceptance of an edit, with choices for conflicts with the current text, and the current revision number when
 * the choices were shown.
 */
export const AcceptRevision = RevisionParams.extend({
  choices: SettledConflicts.optional(),
  seen: z.union([z.literal("").transform(() => null), RevisionNumber]).optional(),
  despiteClaim: DespiteClaim,
});
export type AcceptRevision = z.infer<typeof AcceptRevision>;

/** The same from a form, with a field for each conflict. */
export const AcceptRevisionForm = z
  .looseObject({
    slug: z.unknown(),
    number: z.unknown(),
    seen: z.unknown().optional(),
    despiteClaim: z.unknown().optional(),
  })
  .transform(({ slug, number, seen, despiteClaim, ...rest }) => {
    const taken = Object.entries(rest).flatMap(([name, take]) => {
      const id = conflictOfChoice(name);
      return id === null ? [] : [[id, { take }] as const];
    });
    const choices = taken.length > 0 ? Object.fromEntries(taken) : undefined;
    const kept = { slug, number, seen, despiteClaim };
    return { ...kept, ...(choices ? { choices } : {}) } as z.input<typeof AcceptRevision>;
  })
  .pipe(AcceptRevision);

/** Who can edit a section, why, and until which day; empty: without end. */
export const ProtectSection = SectionParams.extend({
  level: z.enum(PROTECTIONS),
  reason: Reason,
  until: z.union([z.literal("").transform(() => null), day()]).default(null),
});
export type ProtectSection = z.infer<typeof ProtectSection>;

/** A rejection, with a reason that the author of the edit can read. */
export const RejectRevision = RevisionParams.extend({
  reason: z.string().overwrite(cleanLines).min(3).max(1_000),
  despiteClaim: DespiteClaim,
});
export type RejectRevision = z.infer<typeof RejectRevision>;

/** Handle of the new reviewer. */
export const HandRevision = RevisionParams.extend({ to: z.string().min(1, "choose").max(80) });
export type HandRevision = z.infer<typeof HandRevision>;
