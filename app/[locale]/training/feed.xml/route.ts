import { ATOM_TYPE, type AtomEntry, atomFeed } from "@/components/atom";
import { scope } from "@/lib/core/versions";
import { env } from "@/lib/env";
import { fileHref } from "@/lib/files/model";
import { fileTypeOf } from "@/lib/files/types/model";
import { type Locale, localePath } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import { type FeedEntry, listFeedEntries } from "@/lib/training";
import { materialPath } from "@/lib/training/model";
import { FeedQuery } from "@/lib/training/queries/model";
import { wordOf } from "@/lib/training/words/model";
import { document } from "@/lib/web/pages/document";
import { updatedOf } from "../../feed-text";
import { declaredIn, refusedFeed } from "../../filters";
import { libraryHref } from "../addresses";
import { readLibraryFilters } from "../read-filters";

const ENTRIES = 50;

/** What is new in the library as an Atom feed (RFC 4287), with the same filters as the list. */
export const GET = document({
  query: FeedQuery,
  scopes: () => [scope.training],
  async render(asked, tools) {
    const { locale, t } = tools;
    const { query, unread } = await readLibraryFilters(asked, declaredIn(tools.search, FeedQuery.shape));
    if (unread.length > 0) return refusedFeed(tools, unread);
    const rows = await listFeedEntries(query, ENTRIES);
    const text = atomFeed({
      origin: env().APP_URL,
      site: t("shell.site"),
      locale,
      id: libraryHref(locale, query),
      title: `${t("training.feed.title")} | ${t("shell.site")}`,
      updated: updatedOf(rows),
      self: libraryHref(locale, query, "/training/feed.xml"),
      page: libraryHref(locale, query),
      entries: rows.map((row) => entryOf(row, locale, t)),
    });
    const scopes = rows.flatMap((row) => (row.owner ? [scope.member(row.owner.handle)] : []));
    return { text, type: `${ATOM_TYPE}; charset=utf-8`, scopes };
  },
});

function entryOf(row: FeedEntry, locale: Locale, t: Translator): AtomEntry {
  const path = materialPath(row.slug);
  return {
    id: path,
    title: row.title,
    updated: row.updatedAt,
    published: row.publishedAt,
    authors: [authorOf(row, locale, t)],
    page: localePath(locale, path),
    textLang: row.language,
    enclosures: row.enclosures.map(({ id, name, type, size }) => ({
      path: fileHref(id, path),
      name,
      type: fileTypeOf(type).mime,
      size,
    })),
    categories: [{ term: row.kind, label: wordOf(t, "kind", row.kind) }],
    summary: row.abstract,
  };
}

/** Returns the publisher as readers know them; otherwise the uploader; otherwise the site. */
function authorOf({ publisher, owner }: FeedEntry, locale: Locale, t: Translator) {
  const name = publisher ?? owner?.displayName ?? t("shell.site");
  const isOwners = publisher === null && owner !== null;
  return { name, path: isOwners ? localePath(locale, `/members/${owner.handle}`) : undefined };
}
