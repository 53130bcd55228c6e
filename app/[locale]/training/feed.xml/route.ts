import { scope } from "@/lib/core/versions";
import { env } from "@/lib/env";
import { fileHref } from "@/lib/files/model";
import { fileTypeOf } from "@/lib/files/types/model";
import { type Locale, localePath } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import { xmlText } from "@/lib/text/xml";
import { type FeedEntry, listFeedEntries } from "@/lib/training";
import { materialPath } from "@/lib/training/model";
import { FeedQuery } from "@/lib/training/queries/model";
import { wordOf } from "@/lib/training/words/model";
import { document } from "@/lib/web/pages/document";
import { declaredIn, refusedFeed } from "../../filters";
import { libraryHref } from "../addresses";
import { readLibraryFilters } from "../read-filters";

const ENTRIES = 50;

/** What is new in the library, as an Atom feed (RFC 4287), narrowed by the same parameters as the list. */
export const GET = document({
  query: FeedQuery,
  scopes: () => [scope.training],
  async render(asked, tools) {
    const { locale, t } = tools;
    const { query, unread } = await readLibraryFilters(asked, declaredIn(tools.search, FeedQuery.shape));
    if (unread.length > 0) return refusedFeed(tools, unread);
    const rows = await listFeedEntries(query, ENTRIES);
    const origin = env().APP_URL;
    const times = rows.map((row) => row.updatedAt.getTime());
    const updated = times.length > 0 ? new Date(Math.max(...times)) : new Date();
    const text = [
      `<?xml version="1.0" encoding="UTF-8"?>`,
      `<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${locale}">`,
      `<id>${xmlText(tagUri(libraryHref(locale, query)))}</id>`,
      `<title>${xmlText(`${t("training.feed.title")} | ${t("shell.site")}`)}</title>`,
      `<updated>${updated.toISOString()}</updated>`,
      `<link rel="self" type="application/atom+xml" href="${xmlText(origin + libraryHref(locale, query, "/training/feed.xml"))}"/>`,
      `<link rel="alternate" type="text/html" href="${xmlText(origin + libraryHref(locale, query))}"/>`,
      `<author><name>${xmlText(t("shell.site"))}</name></author>`,
      ...rows.map((row) => entryOf(row, locale, t)),
      "</feed>",
      "",
    ].join("\n");
    const scopes = rows.flatMap((row) => (row.owner ? [scope.member(row.owner.handle)] : []));
    return { text, type: "application/atom+xml; charset=utf-8", scopes };
  },
});

/** An id that stays, wherever the site is reached (RFC 4151). */
function tagUri(path: string): string {
  return `tag:${new URL(env().APP_URL).hostname},2026:${path}`;
}

function entryOf(row: FeedEntry, locale: Locale, t: Translator): string {
  const origin = env().APP_URL;
  const href = origin + localePath(locale, materialPath(row.slug));
  const files = row.enclosures.map(({ id, name, type, size }) => {
    const address = origin + fileHref(id, materialPath(row.slug));
    return `<link rel="enclosure" type="${fileTypeOf(type).mime}" length="${size}" title="${xmlText(name)}" href="${xmlText(address)}"/>`;
  });
  return [
    "<entry>",
    `<id>${xmlText(tagUri(materialPath(row.slug)))}</id>`,
    `<title xml:lang="${row.language}">${xmlText(row.title)}</title>`,
    `<updated>${row.updatedAt.toISOString()}</updated><published>${row.publishedAt.toISOString()}</published>`,
    authorOf(row, locale, t),
    `<link rel="alternate" type="text/html" href="${xmlText(href)}"/>`,
    ...files,
    `<category term="${xmlText(row.kind)}" label="${xmlText(wordOf(t, "kind", row.kind))}"/>`,
    `<summary type="text" xml:lang="${row.language}">${xmlText(row.abstract)}</summary>`,
    "</entry>",
  ].join("");
}

/** Who made it, as readers know them; else who brought it; else the site. */
function authorOf({ publisher, owner }: FeedEntry, locale: Locale, t: Translator): string {
  const name = publisher ?? owner?.displayName ?? t("shell.site");
  const uri =
    publisher === null && owner
      ? `<uri>${xmlText(env().APP_URL + localePath(locale, `/members/${owner.handle}`))}</uri>`
      : "";
  return `<author><name>${xmlText(name)}</name>${uri}</author>`;
}
