import { postHref } from "@/components/blog/addresses";
import { profileHref } from "@/components/profiles/addresses";
import { PLACES } from "@/components/shell/places";
import { listPostAddresses } from "@/lib/blog/queries";
import { env } from "@/lib/env";
import { DEFAULT_LOCALE, LOCALES, type Locale, localePath } from "@/lib/i18n/locales";
import { listDirectory } from "@/lib/profiles/reading";
import { xmlText } from "@/lib/text/xml";
import { listMaterialAddresses } from "@/lib/training";
import { materialPath } from "@/lib/training/model";
import { scope } from "@/lib/versions";
import { document } from "@/lib/web/document";

const STANDING = [
  PLACES.home,
  PLACES.countries,
  PLACES.training,
  PLACES.blog,
  PLACES.changes,
  PLACES.members,
  PLACES.join,
  PLACES.about,
  PLACES.charter,
  PLACES.editing,
  PLACES.posting,
  PLACES.sharing,
  PLACES.reviewing,
  PLACES.privacy,
  PLACES.terms,
  PLACES.accessibility,
];

/** Every document worth finding, in each language, with the same page in the others (sitemaps.org 0.9). */
export const GET = document({
  scopes: () => [scope.countries, scope.blog, scope.training],
  async render() {
    const [entries, posts, materials] = await Promise.all([
      listDirectory(),
      listPostAddresses(),
      listMaterialAddresses(),
    ]);
    const pages = [
      ...STANDING.map((path) => ({ address: (locale: Locale) => localePath(locale, path), updatedAt: null })),
      ...entries.map(({ slug, updatedAt }) => ({
        address: (locale: Locale) => profileHref(locale, slug),
        updatedAt,
      })),
      ...posts.map(({ slug, updatedAt }) => ({
        address: (locale: Locale) => postHref(locale, slug),
        updatedAt,
      })),
      ...materials.map(({ slug, updatedAt }) => ({
        address: (locale: Locale) => localePath(locale, materialPath(slug)),
        updatedAt,
      })),
    ];
    const urls = pages.flatMap((page) => LOCALES.map((locale) => urlOf(page, locale)));
    const head = `<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">`;
    const text = [`<?xml version="1.0" encoding="UTF-8"?>`, head, ...urls, "</urlset>", ""].join("\n");
    return { text, type: "application/xml; charset=utf-8" };
  },
});

function urlOf(
  page: { address: (locale: Locale) => string; updatedAt: Date | null },
  locale: Locale,
): string {
  const absolute = (other: Locale) => xmlText(env().APP_URL + page.address(other));
  const changed = page.updatedAt ? `<lastmod>${page.updatedAt.toISOString().slice(0, 10)}</lastmod>` : "";
  const others = [
    ...LOCALES.map((other) => [other, absolute(other)]),
    ["x-default", absolute(DEFAULT_LOCALE)],
  ]
    .map(([name, href]) => `<xhtml:link rel="alternate" hreflang="${name}" href="${href}"/>`)
    .join("");
  return `<url><loc>${absolute(locale)}</loc>${changed}${others}</url>`;
}
