import { dayOf } from "@/lib/core/moments";
import { scope } from "@/lib/core/versions";
import type { Locale } from "@/lib/i18n/locales";
import { listSubstantiveLevels } from "@/lib/legal";
import {
  chooseEntries,
  DirectoryQuery,
  listDirectory,
  listProjects,
  listTreatyFigures,
  listTreatyFiguresOn,
  pageOf,
  sortOf,
  treatyOf,
} from "@/lib/profiles/reading";
import { document } from "@/lib/web/pages/document";
import { DirectoryView } from "./directory-view";

/** The directory: world map by treaty status, and the same as a table with filters and sorting. */
export const GET = document({
  query: DirectoryQuery,
  // Sorted by last change or filtered by coverage, any save can move a row.
  scopes: (query) => [
    sortOf(query).by === "updated" || query.coverage !== undefined ? scope.countries : scope.directory,
  ],
  // A future day becomes a past one without any save.
  isStored: ({ asOf }) => asOf === undefined || asOf <= dayOf(new Date()),
  async render(asked, { locale, t }) {
    const directory = await findDirectory(asked, locale);
    return {
      title: t("profiles.directory.title"),
      description: t("profiles.directory.sub"),
      current: "countries",
      crumbs: [{ label: t("profiles.directory.title") }],
      body: <DirectoryView t={t} locale={locale} asked={asked} {...directory} />,
    };
  },
});

/**
 * Finds the data of the directory: all countries for the map, the requested ones for the table. For a day after
 * the end of the records, and for a future day, it finds today's data.
 */
async function findDirectory(asked: DirectoryQuery, locale: Locale) {
  const today = await listTreatyFigures();
  const end = today.find((one) => one.treaty === treatyOf(asked))?.asOf ?? null;
  const isFuture = asked.asOf !== undefined && asked.asOf > dayOf(new Date());
  const isAfter = isFuture || (asked.asOf !== undefined && end !== null && asked.asOf > end);
  const query = isAfter ? { ...asked, asOf: undefined } : asked;
  const [entries, projects, figures] = await Promise.all([
    listDirectory(query.asOf ?? null),
    listProjects(),
    query.asOf ? listTreatyFiguresOn(query.asOf) : today,
  ]);
  const { coverage } = query;
  const levels = coverage ? await listSubstantiveLevels() : null;
  const covered = levels
    ? entries.filter(({ slug }) => (levels.get(slug) ?? "not_assessed") === coverage)
    : entries;
  const chosen = chooseEntries(covered, query, locale);
  const { rows, next } = pageOf(chosen, query.after);
  return { query, entries, projects, figures, end, isFuture, found: chosen.length, rows, next };
}
