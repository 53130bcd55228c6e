import { z } from "zod";
import type { AuthorityFunction, AuthorityRecord } from "@/lib/profiles/kinds/authorities";
import { placeOf } from "@/lib/vocabulary/paragraphs";
import type { RecordedCountry } from "../countries/model";

/** The articles by which States name authorities, as the directory can be filtered. */
export const NAMING_ARTICLES = ["185-24", "185-27", "185-35", "224-7", "224-8", "224-9", "224-10"] as const;
export type NamingArticle = (typeof NAMING_ARTICLES)[number];

/** What a reader asks the directory for. Unknown words ask for nothing. `after`: the country after which a page begins. */
export const AuthoritiesQuery = z.object({
  country: z.string().max(80).optional().catch(undefined),
  article: z.enum(NAMING_ARTICLES).optional().catch(undefined),
  after: z
    .string()
    .regex(/^[a-z-]{1,80}$/)
    .optional()
    .catch(undefined),
});
export type AuthoritiesQuery = z.infer<typeof AuthoritiesQuery>;

/** An authority as its profile records it, with its country. */
export interface ListedAuthority {
  country: RecordedCountry;
  record: AuthorityRecord;
}

/** Path of a country's page, without language. */
export const authoritiesPath = (slug: string) => `/cooperation/authorities/${slug}`;

/** Lists the functions of an authority under an article, all of them without one. */
export function functionsUnder(
  { functions }: Pick<AuthorityRecord, "functions">,
  article: NamingArticle | undefined,
): AuthorityFunction[] {
  if (article === undefined) return functions;
  return functions.filter(({ articles }) => articles.some((one) => placeOf(one).article === article));
}
