import { z } from "zod";
import { ARTICLE_KINDS, INSTRUMENTS } from "@/lib/convention/model";
import { day, moment } from "@/lib/core/moments";
import { TAGS } from "@/lib/pages/model";
import { SECTION_KEYS, type SectionKey } from "@/lib/profiles/model";
import { CONFIDENCES } from "@/lib/revisions/records-fields";

/*
 * Public data as in the API and the dumps: a strict schema for each kind of row, and the filters of its list.
 * An unknown filter is refused, not ignored: otherwise a program would get all rows and believe that they
 * match.
 */
export const Moment = moment();
const Day = z.string().nullable().meta({ description: "A day, month or year, as exactly as it is known." });
const Sure = z.enum(CONFIDENCES);
const Names = z.strictObject({ en: z.string(), fr: z.string(), ar: z.string() });
export const Section = z.enum(SECTION_KEYS as [SectionKey, ...SectionKey[]]);
/* `x-words` names the sentence that a refusal shows to people (`errors.problem.allowed`). */
export const Slug = z
  .string()
  .max(80)
  .regex(/^[a-z0-9][a-z0-9-]*$/)
  .meta({ "x-words": "slug" });
export const Language = z
  .string()
  .max(20)
  .regex(/^[A-Za-z0-9-]+$/)
  .meta({ "x-words": "language", examples: ["fr"] });
/** A country by any of its names in addresses; rows contain all three. `lists/country.ts` resolves it. */
export const Country = z
  .string()
  .max(80)
  .regex(/^[A-Za-z0-9][A-Za-z0-9-]*$/)
  .meta({
    description: "A country or area by its slug, or by its ISO 3166-1 code of two or three letters.",
    examples: ["senegal", "SN", "SEN"],
    "x-words": "country",
  });
export const ArticleId = z
  .string()
  .max(20)
  .regex(/^(?:\d{3}|un|malabo|eu)-\d{1,3}$/)
  .meta({
    description: "An instrument and one of its articles: 185-16.",
    examples: ["185-16"],
    "x-words": "article",
  });
export const Href = z.string().meta({ description: "Its page on this site." });
export const Content = z.unknown().meta({ description: "Its content: see the schemas Content_…." });

export const CountryRow = z.strictObject({
  slug: z.string(),
  iso2: z.string(),
  iso3: z.string(),
  names: Names,
  region: z.string().nullable(),
  subregion: z.string().nullable(),
  isUnMember: z.boolean(),
  isCoeMember: z.boolean(),
  designation: z.string().nullable().meta({ description: "The note shown with the name." }),
  languages: z.array(z.string()).meta({ description: "Official languages (ISO 639-3)." }),
  factsFrom: z
    .strictObject({
      source: z.string(),
      asOf: day(),
      confidence: z.strictObject({ languages: Sure, isUnMember: Sure, isCoeMember: Sure }),
    })
    .meta({ description: "Source and day of languages and memberships, and how sure each is." }),
  sections: z.array(
    z.strictObject({ section: Section, lang: z.string(), number: z.int(), updatedAt: Moment }),
  ),
  href: Href,
});

export const SectionRow = z.strictObject({
  country: z.string(),
  iso2: z.string(),
  section: Section,
  lang: z.string(),
  family: z.enum(["prose", "records"]),
  number: z.int().meta({ description: "The current revision." }),
  updatedAt: Moment,
  summary: z.string(),
  byToken: z.boolean().meta({ description: "Written by a program with a personal token." }),
  label: z.enum(["official", "courtesy", "machine"]).nullable(),
  content: Content,
  href: Href,
});

export const ArticleRow = z.strictObject({
  id: z.string(),
  instrument: z.enum(INSTRUMENTS),
  number: z.int(),
  kind: z.enum(ARTICLE_KINDS),
  titles: Names,
  isAnswered: z.boolean().meta({ description: "Whether the legal profiles of countries cover it." }),
  href: Href,
});

export const ProvisionRow = z.strictObject({
  country: z.string(),
  iso2: z.string(),
  id: z.string(),
  law: z.strictObject({
    id: z.string(),
    title: z.string(),
    original: z.string().nullable(),
    state: z.string().nullable(),
    lang: z.string().nullable(),
  }),
  locator: z.string(),
  heading: z.string().nullable(),
  note: z.string().nullable(),
  words: z
    .record(
      z.string(),
      z.strictObject({
        title: z.string().optional(),
        heading: z.string().optional(),
        note: z.string().optional(),
        isMachine: z.literal(true).optional(),
      }),
    )
    .describe("Title of the law, heading and note in other languages"),
  lang: z.string().nullable(),
  hasText: z.boolean(),
  hasTranslation: z.boolean(),
  articles: z.array(z.string()),
  pinpoints: z.array(z.string()),
  confidence: z.string(),
  asOf: z.string().nullable(),
  inForceFrom: Day,
  inForceTo: Day,
  supersededBy: z.string().nullable(),
  force: z.string(),
  href: Href,
});

export const Author = z.strictObject({
  handle: z.string().nullable(),
  name: z.string().nullable(),
});

export const ChangeRow = z.strictObject({
  id: z.uuid(),
  country: z.string(),
  section: z.string().meta({ description: "For a translation, with its language: legislation@fr." }),
  number: z.int(),
  summary: z.string().meta({ description: "Empty if a moderator has hidden it." }),
  tag: z.enum(TAGS),
  byToken: z.boolean(),
  author: Author.nullable().meta({
    description: "Null if there is no author, or a moderator has hidden the author.",
  }),
  createdAt: Moment,
  sizeChange: z.int(),
  href: Href,
});

export const MemberRow = z.strictObject({
  handle: z.string(),
  name: z.string(),
  country: z.string().nullable(),
  institution: z.string().nullable(),
  sector: z.string().nullable(),
  biography: z.string().nullable(),
  specialties: z.array(z.string()),
  languages: z.array(z.string()),
  href: Href,
});

export const listOf = <Row extends z.ZodType>(row: Row) =>
  z.object({
    rows: z.array(row),
    next: z.string().nullable().meta({ description: "The address of the next page; null at the end." }),
  });

/** A member's own edit of a profile, with its outcome. */
export const ContributionRow = z.strictObject({
  id: z.uuid(),
  country: z.string(),
  section: z.string(),
  number: z.int(),
  summary: z.string(),
  state: z.enum(["published", "pending", "rejected", "withdrawn"]),
  reason: z.string().nullable(),
  byToken: z.boolean(),
  createdAt: Moment,
});
