import { categoryHref, topicHref } from "@/components/discussions/addresses";
import { profileHref } from "@/components/profiles/addresses";
import { PLACES } from "@/components/shell/places";
import { withQuery } from "@/components/with-query";
import { listArticles } from "@/lib/convention";
import { articlePath, INSTRUMENTS } from "@/lib/convention/model";
import { authoritiesPath } from "@/lib/cooperation/authorities/model";
import { cardPath } from "@/lib/cooperation/card/model";
import { reportingPath } from "@/lib/cooperation/reporting/model";
import { scope } from "@/lib/core/versions";
import { listCategories, listTopicAddresses } from "@/lib/discussions";
import { env } from "@/lib/env";
import { DEFAULT_LOCALE, type Locale, localePath } from "@/lib/i18n/locales";
import { offeredLocales } from "@/lib/i18n/site-words";
import { WORKS } from "@/lib/page-kinds";
import { listDirectory, listFurtherLanguages } from "@/lib/profiles/reading";
import { xmlText } from "@/lib/text/xml";
import { document } from "@/lib/web/pages/document";

const STANDING = [
  PLACES.home,
  PLACES.countries,
  PLACES.law,
  PLACES.crosswalk,
  PLACES.compare,
  PLACES.dualCriminality,
  ...INSTRUMENTS.flatMap((instrument) => listArticles(instrument).map(articlePath)),
  PLACES.freshness,
  PLACES.translations,
  ...WORKS.map(({ area }) => `/${area}`),
  PLACES.discussions,
  PLACES.changes,
  PLACES.members,
  PLACES.cooperation,
  PLACES.authorities,
  PLACES.route,
  PLACES.cards,
  PLACES.reporting,
  PLACES.request,
  PLACES.verify,
  PLACES.join,
  PLACES.about,
  PLACES.charter,
  PLACES.help,
  PLACES.contact,
  PLACES.practice,
  PLACES.editing,
  PLACES.posting,
  PLACES.sharing,
  PLACES.reviewing,
  PLACES.api,
  PLACES.privacy,
  PLACES.terms,
  PLACES.accessibility,
];

/** A sitemap may have 50,000 addresses (sitemaps.org), and a topic has one in each language. */
const MOST_TOPICS = 10_000;

/** Every document worth finding, in each language, with its alternatives in the others (sitemaps.org 0.9). */
export const GET = document({
  scopes: () => [scope.countries, scope.discussions, scope.categories, ...WORKS.map(({ list }) => list)],
  async render() {
    const [entries, further, topics, categories, works] = await Promise.all([
      listDirectory(),
      listFurtherLanguages(),
      listTopicAddresses(MOST_TOPICS),
      listCategories(),
      Promise.all(
        WORKS.map(async ({ area, listAddresses }) =>
          (await listAddresses()).map(({ slug, updatedAt }) => ({
            address: (locale: Locale) => localePath(locale, `/${area}/${slug}`),
            updatedAt,
          })),
        ),
      ),
    ]);
    const pages = [
      ...STANDING.map((path) => ({ address: (locale: Locale) => localePath(locale, path), updatedAt: null })),
      ...entries.map(({ slug, updatedAt }) => ({
        address: (locale: Locale) => profileHref(locale, slug),
        updatedAt,
        further: further.get(slug) ?? [],
      })),
      // The date of the last change of its law is not stored separately.
      ...entries.map(({ slug }) => ({
        address: (locale: Locale) => profileHref(locale, slug, "/legal"),
        updatedAt: null,
      })),
      ...[authoritiesPath, cardPath, reportingPath].flatMap((path) =>
        entries.map(({ slug }) => ({
          address: (locale: Locale) => localePath(locale, path(slug)),
          updatedAt: null,
        })),
      ),
      ...works.flat(),
      ...categories.map((category) => ({
        address: (locale: Locale) => categoryHref(locale, category),
        updatedAt: null,
      })),
      ...topics.map((topic) => ({
        address: (locale: Locale) => topicHref(locale, topic),
        updatedAt: topic.updatedAt,
      })),
    ];
    const urls = pages.flatMap((page: Found) => [
      ...offeredLocales().map((locale) => urlOf(page, page.address(locale))),
      // A language that the interface does not have has one address, in the interface's default language.
      ...(page.further ?? []).map((language) => urlOf(page, furtherAddress(page, language))),
    ]);
    const head = `<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">`;
    const text = [`<?xml version="1.0" encoding="UTF-8"?>`, head, ...urls, "</urlset>", ""].join("\n");
    return { text, type: "application/xml; charset=utf-8" };
  },
});

interface Found {
  address: (locale: Locale) => string;
  updatedAt: Date | null;
  /** Languages besides those of the interface in which parts of it can be read. */
  further?: readonly string[];
}

function furtherAddress(page: Found, language: string): string {
  return withQuery(page.address(DEFAULT_LOCALE), { lang: language });
}

function urlOf(page: Found, own: string): string {
  const absolute = (address: string) => xmlText(env().APP_URL + address);
  const changed = page.updatedAt ? `<lastmod>${page.updatedAt.toISOString().slice(0, 10)}</lastmod>` : "";
  const others = [
    ...offeredLocales().map((other) => [other, page.address(other)] as const),
    ...(page.further ?? []).map((language) => [language, furtherAddress(page, language)] as const),
    ["x-default", page.address(DEFAULT_LOCALE)] as const,
  ]
    .map(([name, address]) => `<xhtml:link rel="alternate" hreflang="${name}" href="${absolute(address)}"/>`)
    .join("");
  return `<url><loc>${absolute(own)}</loc>${changed}${others}</url>`;
}
