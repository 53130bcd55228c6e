import { env } from "@/lib/env";
import { LOCALES, localePath } from "@/lib/i18n/locales";
import { document } from "@/lib/web/pages/document";

/**
 * Personal and working pages, which no index should list. Crawlers take each line as the beginning of an address, so
 * a page and what is below it are two lines: "/me" alone would hide "/members" as well.
 */
const WORKING = [
  ...["/me", "/admin", "/signin", "/forgot", "/reset"].flatMap((page) => [
    `${page}$`,
    `${page}/`,
    `${page}?`,
  ]),
  // Joining itself is a page for everyone.
  "/join/",
  "/countries/*/edit/",
  "/countries/*/diff",
  "/countries/*/cite/",
  // Of each section, record and field: thousands of lists for each profile.
  "/countries/*/history?",
];

/** What crawlers are asked to leave alone, in every language. */
export const GET = document({
  async render() {
    const paths = LOCALES.flatMap((locale) => WORKING.map((path) => localePath(locale, path)));
    const lines = ["User-agent: *", "Disallow: /api/", ...paths.map((path) => `Disallow: ${path}`), ""];
    const text = [...lines, `Sitemap: ${env().APP_URL}/sitemap.xml`, ""].join("\n");
    return { text, type: "text/plain; charset=utf-8" };
  },
});
