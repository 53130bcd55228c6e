import { z } from "zod";
import { paging } from "@/lib/open-data/lists/model";
import { Author, Content, Country, Href, Language, Moment, Slug } from "@/lib/open-data/model";
import { TOPICS } from "@/lib/vocabulary/topics";

/** Posts as public data. */
export const PostRow = z.strictObject({
  id: z.uuid(),
  slug: z.string(),
  title: z.string(),
  summary: z.string(),
  lang: z.string(),
  topics: z.array(z.string()),
  countries: z.array(z.string()).meta({ description: "ISO 3166-1 alpha-2." }),
  authors: z.array(Author),
  publishedAt: Moment,
  updatedAt: Moment,
  content: Content,
  href: Href,
});

export const PostsList = z.strictObject({
  ...paging(25),
  topic: z.enum(TOPICS).optional(),
  country: Country.optional(),
  author: Slug.optional(),
  lang: Language.optional(),
});
