import { z } from "zod";
import { milliseconds } from "@/lib/core/moments";
import { MAX_QUERY, SearchQuery } from "@/lib/search/model";
import { atLeast, visibleLine } from "@/lib/text/visible";

/** How closely a saved search is followed: told, counted only, or kept as an address. */
export const SEARCH_LEVELS = ["watching", "tracking", "normal"] as const;
export type SearchLevel = (typeof SEARCH_LEVELS)[number];

/** How many searches one member may keep. */
export const MAX_SAVED = 50;

/** What a search finds that is kept: not its order, and no page of it. */
const KEPT = ["q", "type", "topic", "country", "lang", "tlp", "date", "verified", "exact"] as const;

/** A search as it is kept: the parameters of its address, in one order, so that the same search is kept once. */
export function savedText(query: SearchQuery): string {
  const search = new URLSearchParams();
  for (const name of KEPT) {
    const value = query[name];
    if (value !== undefined)
      search.set(name, Array.isArray(value) ? [...value].sort().join(",") : String(value));
  }
  return search.toString();
}

/** The search that was kept. What its filters knew and the product knows no longer is left out. */
export function savedQuery(text: string): SearchQuery {
  return SearchQuery.parse(Object.fromEntries(new URLSearchParams(text)));
}

/** The bare address of a saved search; the newest first, since that is what it is kept for. */
export const savedPath = (text: string): string => `/me/search?${text}&sort=new`;

const Kept = z
  .string()
  .max(2_000)
  .transform(savedQuery)
  .refine(({ q = "" }) => q.trim() !== "" && [...q].length <= MAX_QUERY, "required")
  .transform(savedText);

/** Keeps a search under a name. */
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
/** What was looked at, up to the moment when the page was drawn (milliseconds). */
export const SeeSearch = OfSearch.extend({ at: milliseconds() });
export type SeeSearch = z.infer<typeof SeeSearch>;
