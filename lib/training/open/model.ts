import { z } from "zod";
import { paging } from "@/lib/open-data/lists/model";
import { Content, Country, Href, Language, Moment } from "@/lib/open-data/model";
import { TOPICS } from "@/lib/vocabulary/topics";
import { KINDS } from "../vocabulary/model";

/** Materials as public data. */
export const MaterialRow = z.strictObject({
  id: z.uuid(),
  slug: z.string(),
  title: z.string(),
  abstract: z.string(),
  lang: z.string(),
  kind: z.string(),
  level: z.string(),
  tlp: z.string(),
  audiences: z.array(z.string()),
  topics: z.array(z.string()),
  languages: z.array(z.string()),
  countries: z.array(z.string()),
  publisher: z.string().nullable(),
  durationMinutes: z.int().nullable(),
  version: z.string().nullable(),
  files: z.int(),
  bytes: z.int(),
  isStale: z.boolean().meta({ description: "The law that it teaches has changed since." }),
  publishedAt: Moment,
  updatedAt: Moment,
  content: Content,
  href: Href,
});

export const MaterialsList = z.strictObject({
  ...paging(25),
  topic: z.enum(TOPICS).optional(),
  country: Country.optional(),
  kind: z.enum(KINDS).optional(),
  lang: Language.optional(),
});
