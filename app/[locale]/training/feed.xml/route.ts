import { env } from "@/lib/env";
import { type Locale, localePath } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import { xmlText } from "@/lib/text/xml";
import { listNewest } from "@/lib/training";
import { materialPath } from "@/lib/training/model";
import { FeedQuery, type MaterialLine } from "@/lib/training/queries/model";
import { wordOf } from "@/lib/training/words/model";
import { scope } from "@/lib/versions";
import { document } from "@/lib/web/document";
import { libraryHref } from "../addresses";

const ENTRIES = 50;

/** What is new in the library, as an Atom feed (RFC 4287), narrowed by the same parameters as the list. */
export const GET = document({
  query: FeedQuery,
  scopes: () => [scope.training],
  async render(query, { locale, t }) {
    const rows = await listNewest(query, ENTRIES);
    const origin = env().APP_URL;
    const updated = new Date(Math.max(0, ...rows.map((row) => row.updatedAt.getTime())));
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
    return { text, type: "application/atom+xml; charset=utf-8" };
  },
});

/** An id that stays, wherever the site is reached (RFC 4151). */
function tagUri(path: string): string {
  return `tag:${new URL(env().APP_URL).hostname},2026:${path}`;
}

function entryOf(row: MaterialLine, locale: Locale, t: Translator): string {
  const href = env().APP_URL + localePath(locale, materialPath(row.slug));
  return [
    "<entry>",
    `<id>${xmlText(tagUri(materialPath(row.slug)))}</id>`,
    `<title xml:lang="${row.language}">${xmlText(row.title)}</title>`,
    `<updated>${row.updatedAt.toISOString()}</updated><published>${row.publishedAt.toISOString()}</published>`,
    `<link rel="alternate" type="text/html" href="${xmlText(href)}"/>`,
    `<category term="${xmlText(row.kind)}" label="${xmlText(wordOf(t, "kind", row.kind))}"/>`,
    `<summary type="text" xml:lang="${row.language}">${xmlText(row.abstract)}</summary>`,
    "</entry>",
  ].join("");
}
