import { z } from "zod";
import { moment } from "@/lib/core/moments";
import { LOCALES } from "@/lib/i18n/locales";
import { SECTION_KEYS, type SectionKey } from "@/lib/profiles/model";
import { ProfileSlug } from "../editing/model";

/*
 * Responses of the section API, and input of its queries. The input of its writes is in `editing/model`, since
 * the forms use the same commands. The API description is generated from both.
 */
const Moment = moment();
const Key = z.enum(SECTION_KEYS as [SectionKey, ...SectionKey[]]);
/** A section's content, in the form of its kind. */
const AnyContent = z.unknown().meta({ description: "The content of a section, in the form of its kind." });

export const SectionAnswer = z.object({
  slug: z.string(),
  section: Key,
  lang: z.string().meta({ description: "The language of the text (BCP 47)." }),
  family: z.enum(["prose", "records"]),
  revision: z
    .object({ id: z.uuid(), number: z.int(), createdAt: Moment, summary: z.string(), byToken: z.boolean() })
    .nullable()
    .meta({ description: "The current revision; null while the section is empty." }),
  content: AnyContent,
  label: z
    .enum(["official", "courtesy", "machine"])
    .nullable()
    .meta({ description: "The kind of text, if stated; null for a text of the community." }),
  source: z
    .object({ lang: z.string(), number: z.int(), follows: z.int().nullable(), behind: z.int() })
    .nullable()
    .meta({
      description:
        "For a translation: the language and current revision of its source, the revision that it translates, and how many revisions it is behind.",
    }),
});

export const SavedAnswer = z.object({
  slug: z.string(),
  section: z.string(),
  lang: z.string(),
  state: z.enum(["published", "pending", "unchanged"]),
  revisionId: z.uuid().nullable(),
  number: z.int().nullable(),
  merged: z.boolean(),
  sources: z.object({ revisionId: z.uuid(), number: z.int() }).nullable(),
});

export const DraftAnswer = z.object({
  draft: z
    .object({
      content: z.unknown(),
      newSources: z.array(z.unknown()),
      summary: z.string(),
      sequence: z.int(),
      updatedAt: Moment,
      baseId: z.uuid().nullable(),
      baseNumber: z.int().nullable(),
      behind: z.int(),
    })
    .nullable(),
});
export const DraftSavedAnswer = z.object({ sequence: z.int(), updatedAt: Moment });
export const DraftDiscardedAnswer = z.object({ isDiscarded: z.boolean() });

export const PresenceAnswer = z.object({
  others: z.array(z.object({ handle: z.string(), displayName: z.string() })),
});
export const PresenceLeftAnswer = z.object({ isLeft: z.literal(true) });

export const PreviewAnswer = z.object({
  diff: z.object({ family: z.enum(["prose", "records"]) }).loose(),
  behind: z.int(),
  conflicts: z.int(),
  currentNumber: z.int().nullable(),
});

export const SourcesAnswer = z.object({
  sources: z.array(
    z
      .object({
        id: z.string(),
        title: z.string(),
        publisher: z.string().nullable(),
        url: z.string().nullable(),
        /** The profile that has it, if sources of other profiles were asked for. */
        profile: z.object({ slug: z.string(), en: z.string(), fr: z.string(), ar: z.string() }).optional(),
      })
      .loose(),
  ),
});

export const LinksAnswer = z.object({
  links: z.array(
    z.object({
      href: z.string(),
      label: z.string(),
      slug: z.string(),
      section: Key.nullable(),
      /** Name of the object, unless it is a country or a section. */
      kind: z.string().optional(),
    }),
  ),
});

/** A problem (RFC 9457). `reason` names it; a conflict of edits contains all three contents. */
export const ProblemAnswer = z.object({
  type: z.url().meta({ description: "The page that explains this kind of problem." }),
  title: z.string().meta({ description: "For people, in the language of Accept-Language." }),
  detail: z.string().meta({ description: "For people: what was wrong with this request." }),
  status: z.int(),
  code: z.string(),
  reason: z.string(),
  id: z.string().optional().meta({ description: "The error number, for the administrators of the site." }),
  scope: z.string().optional().meta({ description: "The missing scope." }),
  filter: z
    .object({
      explanation: z.string(),
      confirm: z.object({ header: z.string(), value: z.string() }).optional(),
    })
    .optional()
    .meta({
      description:
        "A rule of the site refused the text (`filter_refused`), or warns about it (`filter_warned`): why. After a warning the same request is accepted with the header `confirm`.",
    }),
  banner: z.string().optional().meta({ description: "The administrators' banner during read-only mode." }),
  parameters: z
    .array(
      z.object({
        name: z.string(),
        reason: z.string(),
        given: z
          .string()
          .optional()
          .meta({ description: "At most the first 100 characters of the given value." }),
        allowed: z
          .record(z.string(), z.unknown())
          .meta({ description: "JSON Schema of the allowed values." }),
      }),
    )
    .optional()
    .meta({ description: "The rejected parameters." }),
  fields: z
    .record(z.string(), z.array(z.string()))
    .optional()
    .meta({ description: "Error codes for each field." }),
  problems: z
    .array(
      z
        .object({
          path: z.array(z.union([z.string(), z.int()])),
          field: z.string().nullable(),
          rule: z.string(),
        })
        .loose(),
    )
    .optional(),
});
export const ConflictAnswer = ProblemAnswer.extend({
  conflict: z
    .object({
      base: z.unknown(),
      theirs: z.unknown(),
      mine: z.unknown(),
      merged: z.unknown(),
      conflicts: z.array(z.object({ id: z.string(), kind: z.enum(["block", "record", "field"]) }).loose()),
      currentNumber: z.int().nullable(),
    })
    .loose()
    .optional()
    .meta({ description: "Missing if a rule of the site refused the text or warns about it: see `filter`." }),
});

/** Search text. */
const Asked = z.string().max(200).default("");

/** `of`: the sources of this profile, or those of the other profiles on the site. */
export const SourcesQuery = z.object({
  slug: ProfileSlug,
  q: Asked,
  of: z.enum(["this", "others"]).default("this"),
  /** Language of the words, for the sources of others. */
  lang: z.enum(LOCALES).default("en"),
});
export const LinksQuery = z.object({ q: Asked, lang: z.enum(LOCALES).default("en") });
