import { env } from "@/lib/env";
import { localePath } from "@/lib/i18n/locales";
import { offeredLocales } from "@/lib/i18n/site-words";
import { document } from "@/lib/web/pages/document";

/**
 * Personal and working pages, which no index should list. Crawlers match each line as the beginning of an
 * address, so a page and those below it need two lines: "/me" alone would also hide "/members".
 */
const WORKING = [
  ...["/me", "/admin", "/rooms", "/signin", "/forgot", "/reset"].flatMap((page) => [
    `${page}$`,
    `${page}/`,
    `${page}?`,
  ]),
  // The page for joining itself is public.
  "/join/",
  "/countries/*/edit/",
  "/countries/*/diff",
  "/countries/*/cite/",
  // For each section, record and field: thousands of lists for each profile.
  "/countries/*/history?",
];

/** The addresses that crawlers are asked not to fetch, in every language, and the address of the sitemap. */
export const GET = document({
  async render() {
    const paths = offeredLocales().flatMap((locale) => WORKING.map((path) => localePath(locale, path)));
    const lines = ["User-agent: *", "Disallow: /api/", ...paths.map((path) => `Disallow: ${path}`), ""];
    const text = [...lines, `Sitemap: ${env().APP_URL}/sitemap.xml`, ""].join("\n");
    return { text, type: "text/plain; charset=utf-8" };
  },
});
