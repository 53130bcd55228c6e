import { z } from "zod";
import { commentInputs } from "@/lib/comments/model";
import { OnOff, uniqueList } from "@/lib/core/form-list";
import { day, milliseconds } from "@/lib/core/moments";
import { isZone } from "@/lib/core/zones";
import { COUNTRY_CODES } from "@/lib/i18n/country-names";
import { MEMBER_LANGUAGES } from "@/lib/members/model";
import { DETAILS } from "@/lib/revisions/form-draft";
import { FormBase, FormDraftNumber, FormText, RevisionNumber } from "@/lib/revisions/input";
import { ClientToken, EditSummary } from "@/lib/revisions/model";
import { textInputs } from "@/lib/revisions/text-inputs";
import { keyOfChoice } from "@/lib/text/choice";
import { foldSlug } from "@/lib/text/slug";
import { atLeast, orNull, visibleLine, visibleText } from "@/lib/text/visible";
import { ArticleRef, ArticleRefs } from "@/lib/vocabulary/articles";
import { TOPICS } from "@/lib/vocabulary/topics";

/** Page kind of posts, and key of their text; `DETAILS` is that of their details. */
export const POST_KIND = "post";
export const BODY = "body";
export { DETAILS };

/** Length of a summary in characters; optional in a draft. */
export const SUMMARY_LENGTH = { min: 10, max: 400 } as const;
/** Days for which a preview link works. */
export const PREVIEW_DAYS = 7;
/** Words per minute of a practised reader, in a language with spaces. */
const WORDS_PER_MINUTE = 220;

/** Computes the reading time of a number of words, in minutes, at least one. */
export function readingMinutes(words: number): number {
  return Math.max(1, Math.round(words / WORDS_PER_MINUTE));
}

export const PostSlug = z
  .string()
  .max(100)
  .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/);
export const PostParams = z.object({ slug: PostSlug });

/** Addresses below /blog that no post can have. */
export const RESERVED_SLUGS: ReadonlySet<string> = new Set([
  "new",
  "feed",
  "review",
  "preview",
  "mine",
  "series",
]);

/** Converts a title to a slug: ASCII, at most 80 characters; "post" for other scripts. */
export function slugOf(title: string): string {
  const slug = foldSlug(title, 80);
  return slug === "" || RESERVED_SLUGS.has(slug) ? `post${slug === "" ? "" : `-${slug}`}` : slug;
}

const blank = (value: unknown) =>
  value === undefined || (typeof value === "string" && value.trim() === "") ? null : value;

/** Reads one entry of a byline: the handle after a name, "Ana Popescu (ana-popescu)", else the text. */
const authorOf = (text: string) => keyOfChoice(text).replace(/^@/, "");

/**
 * Co-authors in the order of the byline: handles as a list, as one text, or with names from suggestions.
 * Other text counts as a name, which `saveAuthors` rejects.
 */
const CoAuthors = z
  .preprocess(
    (sent) => (Array.isArray(sent) ? sent.join(", ") : sent),
    z.string().max(1_200, "too_long").default(""),
  )
  .transform((text) => [
    ...new Set(
      text
        .split(/[,;،\n]+/)
        .map(authorOf)
        .filter(Boolean),
    ),
  ])
  .pipe(z.array(visibleLine(80)).max(8, "too_many"));

/** Details of a post: everything but its text. */
export const PostDetails = z.object({
  title: atLeast(3, visibleLine(160)),
  summary: visibleLine(SUMMARY_LENGTH.max).default(""),
  language: z.enum(MEMBER_LANGUAGES, "choose").default("en"),
  topics: uniqueList(z.enum(TOPICS), 6),
  countries: uniqueList(z.enum(COUNTRY_CODES as [string, ...string[]]), 20),
  articles: ArticleRefs,
  project: orNull(visibleLine(120)),
  series: orNull(visibleLine(120)),
  coAuthors: CoAuthors,
  /** Slug of the post that this one translates, or that translates it. */
  translates: z.preprocess(blank, PostSlug.nullable()),
  isPersonalView: z.literal("on").optional(),
  coverId: z.preprocess(blank, z.uuid().nullable()),
  coverAlt: visibleLine(500).default(""),
  isCoverDecorative: z.literal("on").optional(),
});
export type PostDetails = z.infer<typeof PostDetails>;

/** Step to take after saving. */
export const POST_STEPS = ["draft", "submit", "publish"] as const;

/** A post created by the editor; its text follows. */
export const BeginPost = PostDetails.extend({
  clientToken: ClientToken,
  step: z.literal("draft").default("draft"),
});

/** A post from its form: details, text from a plain field or the editor, and step. */
export const StartPost = PostDetails.extend(FormText.shape).extend({
  clientToken: ClientToken,
  formDraft: FormDraftNumber,
  step: z.enum(POST_STEPS).default("draft"),
});
export type StartPost = z.infer<typeof StartPost>;

export const SavePost = StartPost.extend({
  slug: PostSlug,
  /** The revision its text is based on. */
  base: FormBase.default(null),
  /** A new address for a published post; the old one redirects. */
  address: z.preprocess(blank, PostSlug.nullable()).default(null),
  /** What changed, for readers; required after publication. */
  note: z.preprocess(blank, EditSummary.nullable()).default(null),
});
export type SavePost = z.infer<typeof SavePost>;

/** Input schemas of a post's text and its drafts. */
export const PostText = textInputs(PostParams);

/** A reason shown to the author or readers. */
export const Reason = atLeast(3, visibleText(1_000));

/** Last change of a post, from the page on which a moderator decides (milliseconds). */
const Seen = z.preprocess(blank, milliseconds().nullable()).transform((at) => at ?? undefined);

export const PublishPost = PostParams.extend({ seen: Seen });
export const ReturnPost = PostParams.extend({ reason: Reason });
export const RetractPost = PostParams.extend({ reason: Reason });
export const RestorePost = PublishPost.extend({ reason: Reason });
export const CorrectPost = PostParams.extend({ note: Reason, clientToken: ClientToken });

/** Time of publication: day and local time in a named zone. */
export const SchedulePost = PostParams.extend({
  seen: Seen,
  day: day({ error: ({ input }) => (input === "" ? "required" : "day") }),
  time: z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, "format"),
  zone: z
    .string()
    .max(60)
    .refine((zone) => isZone(zone), "choose"),
});
export type SchedulePost = z.infer<typeof SchedulePost>;

/** A pending change of a post's text, by its revision number. */
export const DecideBody = PostParams.extend({ number: RevisionNumber });
export const RejectBody = DecideBody.extend({ reason: Reason });

/** Answer to a byline request. */
export const AnswerByline = PostParams.extend({ clientToken: ClientToken });

/** A preview link, by its stored hash. */
export const EndPreview = PostParams.extend({ id: z.string().regex(/^[0-9a-f]{64}$/) });

/** Whether to close a post's comments. */
export const LockComments = PostParams.extend({
  isLocked: OnOff,
});

/** Input schemas of comments on a post. */
export const PostComment = commentInputs(PostParams);

/** Filters of the list of posts, from its address. */
export const PostsQuery = z.object({
  topic: z.enum(TOPICS).optional().catch(undefined),
  author: z
    .string()
    .max(80)
    .regex(/^[a-z0-9][a-z0-9-]*$/)
    .optional()
    .catch(undefined),
  country: z
    .string()
    .max(80)
    .regex(/^[a-z0-9-]+$/)
    .optional()
    .catch(undefined),
  year: z.coerce.number().int().min(2000).max(2200).optional().catch(undefined),
  article: ArticleRef.optional().catch(undefined),
  lang: z.enum(MEMBER_LANGUAGES).optional().catch(undefined),
  series: PostSlug.optional().catch(undefined),
  before: z.uuid().optional().catch(undefined),
  after: z.uuid().optional().catch(undefined),
});
export type PostsQuery = z.infer<typeof PostsQuery>;
