import { Pager } from "@/components/pager";
import { profileHref } from "@/components/profiles/addresses";
import { DesignationNotes } from "@/components/profiles/designation-notes";
import { markOf } from "@/components/profiles/treaty-mark";
import { PLACES } from "@/components/shell/places";
import { dayText } from "@/components/time";
import { PageHead, SectionHead } from "@/components/ui/heading";
import { WatchRegion, WatchWords } from "@/components/watching/watch-link";
import { withQuery } from "@/components/with-query";
import { scope } from "@/lib/core/versions";
import { localePath } from "@/lib/i18n/locales";
import { listSubstantiveLevels } from "@/lib/legal";
import { SECTION_KEYS } from "@/lib/profiles/model";
import {
  chooseEntries,
  DirectoryQuery,
  doubtsOn,
  listDirectory,
  listProjects,
  listTreatyFigures,
  listTreatyFiguresOn,
  pageOf,
  sortOf,
} from "@/lib/profiles/reading";
import { document } from "@/lib/web/pages/document";
import { DirectoryFilters } from "./directory-filters";
import { DirectoryTable } from "./directory-table";
import { FutureNote, TimeNote } from "./time-note";
import { MapLegend, WorldMap } from "./world-map";

const dayOf = (at: Date) => at.toISOString().slice(0, 10);

/** The directory: the world by treaty status, and the same as a table that can be narrowed and sorted. */
export const GET = document({
  query: DirectoryQuery,
  // In the order of the last change, or by what laws cover, a save may move a row whatever it changes.
  scopes: (query) => [
    sortOf(query).by === "updated" || query.coverage !== undefined ? scope.countries : scope.directory,
  ],
  // A day that is still to come stops being so by itself.
  isStored: ({ asOf }) => asOf === undefined || asOf <= dayOf(new Date()),
  async render(asked, { locale, t }) {
    const isFuture = asked.asOf !== undefined && asked.asOf > dayOf(new Date());
    const query = isFuture ? { ...asked, asOf: undefined } : asked;
    const [entries, projects, figures] = await Promise.all([
      listDirectory(query.asOf ?? null),
      listProjects(),
      query.asOf ? listTreatyFiguresOn(query.asOf) : listTreatyFigures(),
    ]);
    const { coverage } = query;
    const levels = coverage ? await listSubstantiveLevels() : null;
    const covered = levels
      ? entries.filter(({ slug }) => (levels.get(slug) ?? "not_assessed") === coverage)
      : entries;
    const chosen = chooseEntries(covered, query, locale);
    const { rows, next } = pageOf(chosen, query.after);
    const byCode = new Map(entries.map((entry) => [entry.iso2, entry]));
    const map = {
      t,
      locale,
      statusOf: (iso2: string) => markOf(byCode.get(iso2)?.standings[185].status ?? "none"),
      hrefOf: (iso2: string) => profileHref(locale, byCode.get(iso2)?.slug ?? iso2.toLowerCase()),
      isPast: query.asOf !== undefined,
      nameOf: (iso2: string) => byCode.get(iso2)?.names[locale] ?? iso2,
    };
    const own = figures.find((one) => one.treaty === 185);
    const path = localePath(locale, "/countries");
    return {
      title: t("profiles.directory.title"),
      description: t("profiles.directory.sub"),
      current: "countries",
      crumbs: [{ label: t("profiles.directory.title") }],
      body: (
        <>
          <PageHead title={t("profiles.directory.title")} sub={t("profiles.directory.sub")} />
          <div className="wrap body flush stack g6">
            <section aria-labelledby="map" className="stack">
              <div className="row apart">
                <h2 id="map" className="vh">
                  {t("profiles.directory.map")}
                </h2>
                <MapLegend {...map} />
                {own?.asOf && !query.asOf ? (
                  <p className="small dim">{t("profiles.asOf", { day: dayText(own.asOf, locale, true) })}</p>
                ) : null}
              </div>
              {query.asOf && own ? (
                <TimeNote {...{ t, locale, query, figures }} day={query.asOf} doubts={doubtsOn(query.asOf)} />
              ) : null}
              {isFuture && asked.asOf ? <FutureNote {...{ t, locale, query }} day={asked.asOf} /> : null}
              <WorldMap {...map} />
            </section>
            <section aria-labelledby="list" className="stack">
              <SectionHead id="list">{t("profiles.directory.all")}</SectionHead>
              <DirectoryFilters t={t} locale={locale} query={query} projects={projects} />
              <WatchWords t={t} />
              <div id="directory" className="stack">
                <WatchRegion t={t} locale={locale} region={query.region} />
                <DirectoryTable
                  t={t}
                  locale={locale}
                  query={query}
                  rows={rows}
                  found={chosen.length}
                  total={entries.length}
                  sections={SECTION_KEYS.length}
                />
                <DesignationNotes t={t} locale={locale} entries={rows} />
                <Pager
                  t={t}
                  label={t("profiles.directory.pages")}
                  next={next ? withQuery(path, { ...query, after: next }) : null}
                  previous={query.after ? withQuery(path, { ...query, after: undefined }) : null}
                />
                <p>
                  <a href={localePath(locale, PLACES.translations)}>{t("translations.list.link")}</a>
                </p>
              </div>
            </section>
          </div>
        </>
      ),
    };
  },
});
