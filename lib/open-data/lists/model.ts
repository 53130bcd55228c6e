import { z } from "zod";
import { SECTORS } from "@/lib/accounts/model";
import { INSTRUMENTS } from "@/lib/convention/model";
import { moment } from "@/lib/core/moments";
import { MEMBER_LANGUAGES, SPECIALTIES } from "@/lib/members/model";
import { ArticleId, Country, Language, Section, Slug } from "@/lib/open-data/model";
import { KINDS_OF_CHANGE } from "@/lib/pages/model";
import { REGIONS } from "@/lib/profiles/reading/model";

/** Position and length of a page of a list. */
export const paging = (most: number) => ({
  after: z
    .string()
    .max(200)
    .regex(/^[\w.@/-]+$/)
    .optional()
    .meta({ description: "The value from `next` of the previous page.", "x-words": "after" }),
  limit: z.coerce
    .number()
    .int()
    .min(1)
    .max(most)
    .default(Math.min(most, 50))
    .meta({ description: "The maximum number of rows in a page." }),
});

export const CountriesList = z.strictObject({
  ...paging(100),
  region: z.enum(REGIONS).optional(),
  isCoeMember: z
    .stringbool()
    .meta({ enum: ["true", "false"] })
    .optional(),
});
export const SectionsList = z.strictObject({
  ...paging(25),
  country: Country.optional(),
  section: Section.optional(),
  lang: Language.optional(),
});
export const ArticlesList = z.strictObject({ ...paging(100), instrument: z.enum(INSTRUMENTS).optional() });
export const ProvisionsList = z.strictObject({
  ...paging(100),
  country: Country.optional(),
  article: ArticleId.optional(),
  force: z.enum(["current", "future", "past"]).optional(),
});
export const ChangesList = z.strictObject({
  ...paging(100),
  country: Country.optional(),
  section: Section.optional(),
  member: Slug.optional(),
  tag: z.enum(KINDS_OF_CHANGE).optional(),
  since: moment()
    .max(30)
    .optional()
    .meta({ description: "Only changes that became visible after this time, at most 30 days ago." }),
});
export const MembersList = z.strictObject({
  ...paging(100),
  country: Country.optional(),
  sector: z.enum(SECTORS).optional(),
  specialty: z.enum(SPECIALTIES).optional(),
  language: z.enum(MEMBER_LANGUAGES).optional(),
});

export const OneCountry = z.strictObject({ slug: Country });
export const OneBySlug = z.strictObject({ slug: Slug });
export const OneByHandle = z.strictObject({ handle: Slug });
export const OneArticle = z.strictObject({ id: ArticleId });

export const ContributionsList = z.strictObject({
  ...paging(100),
  state: z.enum(["published", "pending", "rejected", "withdrawn"]).optional(),
});
