import type { Actor } from "@/lib/core/actor";
import type { Locale } from "@/lib/i18n/locales";
import { rebuildSearch, type SearchEntry, search } from "@/lib/search";
import { updateEntries } from "@/lib/search/entries";
import { SearchQuery } from "@/lib/search/model";
import { SYSTEM, transact } from "@/lib/transact";

/** An entry with the least that is needed. */
export function entry(title: string, text = "", given: Partial<SearchEntry> = {}): SearchEntry {
  const key = given.key ?? title;
  return {
    key,
    kind: "post",
    path: `/blog/${encodeURIComponent(key)}`,
    title,
    language: "en",
    passages: text === "" ? [] : [{ text }],
    ...given,
  };
}

/** Makes these all that can be found of an owner, in a transaction of their own. */
export async function put(entries: readonly SearchEntry[], owner = "post:test"): Promise<number> {
  return transact(SYSTEM, (ctx) => rebuildSearch(ctx, { index: (tx) => updateEntries(tx, owner, entries) }));
}

/** A search as its address has it. */
export function find(
  q: string,
  given: Record<string, string> = {},
  { actor = null, locale = "en" }: { actor?: Actor | null; locale?: Locale } = {},
) {
  return search(actor, SearchQuery.parse({ q, ...given }), locale);
}

/** The titles of what is found, in their order. */
export async function titles(...asked: Parameters<typeof find>): Promise<string[]> {
  const { hits } = await find(...asked);
  return hits.map(({ title }) => title.map(({ text }) => text).join(""));
}
