import { type SQL, sql } from "drizzle-orm";
import { LOCALES } from "@/lib/i18n/locales";
import type { PageKind } from "@/lib/pages";
import { pathOf, STANDING_KIND, slugOf, WRITABLE } from "./model";
import { findStandingPage } from "./pages";

const titles = sql.join(
  WRITABLE.flatMap((name) =>
    LOCALES.map(
      (locale) => sql`(${slugOf(name, locale)}::text, ${findStandingPage(name, locale).title}::text)`,
    ),
  ),
  sql`, `,
);
/** SQL: pages with their titles, which are words of the product and not in the database. */
const titled = (where: SQL) => sql`select o.page_id, to_jsonb(n.title) as name from standing_page o
  join page p on p.id = o.page_id join (values ${titles}) n(slug, title) on n.slug = p.slug where ${where}`;

/** Pages such as the charter, for the engines. Each always exists, so no link to one is ever dead. */
export const standingPages = {
  kind: STANDING_KIND,
  area: STANDING_KIND,
  shown: titled(sql`o.is_own`),
  named: titled(sql`true`),
  placeOf: ({ slug, name }) => ({
    of: STANDING_KIND,
    folder: "pages",
    slug,
    title: String(name),
    part: "page" as const,
  }),
  pathOf,
  find: async () => new Map(),
  staleBy: () => null,
} satisfies PageKind;
