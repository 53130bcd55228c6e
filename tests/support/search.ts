import type { Actor } from "@/lib/core/actor";
import type { Locale } from "@/lib/i18n/locales";
import { rebuildSearch, type SearchEntry, search } from "@/lib/search";
import { updateEntries } from "@/lib/search/entries";
import { SearchQuery } from "@/lib/search/model";
import { SYSTEM, transact } from "@/lib/transact";

/** Creates a minimal search entry. */
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

/** Replaces all search entries of an owner, in a separate transaction. */
export async function put(entries: readonly SearchEntry[], owner = "post:test"): Promise<number> {
  return transact(SYSTEM, (ctx) => rebuildSearch(ctx, { index: (tx) => updateEntries(tx, owner, entries) }));
}

/** Runs a search as from its address. */
export function find(
  q: string,
  given: Record<string, string> = {},
  { actor = null, locale = "en" }: { actor?: Actor | null; locale?: Locale } = {},
) {
  return search(actor, SearchQuery.parse({ q, ...given }), locale);
}

/** Returns the titles of the results in order. */
export async function titles(...asked: Parameters<typeof find>): Promise<string[]> {
  const { hits } = await find(...asked);
  return hits.map(({ title }) => title.map(({ text }) => text).join(""));
}
