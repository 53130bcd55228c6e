import { z } from "zod";
import { milliseconds } from "@/lib/core/moments";
import { MAX_QUERY, SearchQuery } from "@/lib/search/model";
import { atLeast, visibleLine } from "@/lib/text/visible";

/** Levels of a saved search: notified, counted only, or just saved. */
export const SEARCH_LEVELS = ["watching", "tracking", "normal"] as const;
export type SearchLevel = (typeof SEARCH_LEVELS)[number];

/** Maximum of saved searches per member. */
export const MAX_SAVED = 50;

/** Parameters saved with a search: not its order or page. */
const KEPT = ["q", "type", "topic", "country", "lang", "tlp", "date", "verified", "exact"] as const;

/** Serializes a search in a fixed order, so that equal searches are saved once. */
export function savedText(query: SearchQuery): string {
  const search = new URLSearchParams();
  for (const name of KEPT) {
    const value = query[name];
    if (value !== undefined)
      search.set(name, Array.isArray(value) ? [...value].sort().join(",") : String(value));
  }
  return search.toString();
}

/** Parses a saved search. Filters that no longer exist are dropped. */
export function savedQuery(text: string): SearchQuery {
  return SearchQuery.parse(Object.fromEntries(new URLSearchParams(text)));
}

/** Returns the path of a saved search, newest first, since it is for finding what is new. */
export const savedPath = (text: string): string => `/me/search?${text}&sort=new`;

const Kept = z
  .string()
  .max(2_000)
  .transform(savedQuery)
  .refine(({ q = "" }) => q.trim() !== "" && [...q].length <= MAX_QUERY, "required")
  .transform(savedText);

/** Saves a search under a name. */
export const SaveSearch = z.object({
  name: atLeast(1, visibleLine(100)),
  query: Kept,
});
export type SaveSearch = z.infer<typeof SaveSearch>;

const OfSearch = z.object({ searchId: z.uuid() });
export const SetSearchLevel = OfSearch.extend({ level: z.enum(SEARCH_LEVELS, "choose") });
export type SetSearchLevel = z.infer<typeof SetSearchLevel>;
export const ForgetSearch = OfSearch;
export type ForgetSearch = z.infer<typeof ForgetSearch>;
/** Marks results as seen, up to when the page was drawn (milliseconds). */
export const SeeSearch = OfSearch.extend({ at: milliseconds() });
export type SeeSearch = z.infer<typeof SeeSearch>;
