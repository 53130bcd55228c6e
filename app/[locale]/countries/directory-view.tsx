import { DoubtLegend } from "@/components/content/doubt";
import { Pager } from "@/components/pager";
import { profileHref } from "@/components/profiles/addresses";
import { DesignationNotes } from "@/components/profiles/designation-notes";
import { FiguresDoubt } from "@/components/profiles/treaty-doubts";
import { mapMarkOf } from "@/components/profiles/treaty-mark";
import { PLACES } from "@/components/shell/places";
import { dayText } from "@/components/time";
import { PageHead, SectionHead } from "@/components/ui/heading";
import { WatchRegion, WatchWords } from "@/components/watching/watch-link";
import { withQuery } from "@/components/with-query";
import { type Locale, localePath } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import { SECTION_KEYS } from "@/lib/profiles/model";
import { type DirectoryQuery, doubtsOn } from "@/lib/profiles/reading";
import { DirectoryFilters } from "./directory-filters";
import { DirectoryTable } from "./directory-table";
import { AfterDataNote, TimeNote } from "./time-note";
import { MapLegend, WorldMap } from "./world-map";

type Table = Parameters<typeof DirectoryTable>[0];

interface Props {
  t: Translator;
  locale: Locale;
  /** As requested; in `query` a day after the end of the records is removed. */
  asked: DirectoryQuery;
  query: DirectoryQuery;
  /** All countries, and those of the page. */
  entries: Table["rows"];
  rows: Table["rows"];
  found: number;
  next: string | null;
  projects: Parameters<typeof DirectoryFilters>[0]["projects"];
  figures: Parameters<typeof TimeNote>[0]["figures"];
  /** Last day of the records for the treaty of the query. */
  end: string | null;
  isFuture: boolean;
}

/** The world map by treaty status, and the same as a table with filters and sorting. */
export function DirectoryView(props: Props) {
  const { t } = props;
  return (
    <>
      <PageHead title={t("profiles.directory.title")} sub={t("profiles.directory.sub")} />
      <div className="wrap body flush stack g6">
        <World {...props} />
        <List {...props} />
      </div>
    </>
  );
}

function World({ t, locale, asked, query, entries, figures, end, isFuture }: Props) {
  const byCode = new Map(entries.map((entry) => [entry.iso2, entry]));
  const map = {
    t,
    locale,
    statusOf: (iso2: string) => mapMarkOf(byCode.get(iso2)?.standings[185].status ?? "none"),
    isBoundLater: (iso2: string) => byCode.get(iso2)?.standings[185].isInForceLater === true,
    hrefOf: (iso2: string) => profileHref(locale, byCode.get(iso2)?.slug ?? iso2.toLowerCase()),
    isPast: query.asOf !== undefined,
    surenessOf: (iso2: string) => byCode.get(iso2)?.standings[185].confidence ?? null,
    nameOf: (iso2: string) => byCode.get(iso2)?.names[locale] ?? iso2,
  };
  const own = figures.find((one) => one.treaty === 185);
  return (
    <section aria-labelledby="map" className="stack">
      <div className="row apart">
        <h2 id="map" className="vh">
          {t("profiles.directory.map")}
        </h2>
        <MapLegend {...map} />
        {own?.asOf && !query.asOf ? (
          <p className="small dim">
            {t("profiles.asOf", { day: dayText(own.asOf, locale, true) })}{" "}
            <FiguresDoubt t={t} figures={own} />
          </p>
        ) : null}
      </div>
      {query.asOf && own ? (
        <TimeNote {...{ t, locale, query, figures }} day={query.asOf} doubts={doubtsOn(query.asOf)} />
      ) : null}
      {asked.asOf && !query.asOf ? (
        <AfterDataNote {...{ t, locale, query, isFuture, end }} day={asked.asOf} />
      ) : null}
      <WorldMap {...map} />
    </section>
  );
}

function List({ t, locale, query, entries, rows, found, next, projects }: Props) {
  const path = localePath(locale, "/countries");
  return (
    <section aria-labelledby="list" className="stack">
      <SectionHead id="list">{t("profiles.directory.all")}</SectionHead>
      <DirectoryFilters t={t} locale={locale} query={query} projects={projects} />
      <WatchWords t={t} />
      <div id="directory" className="stack">
        <WatchRegion t={t} locale={locale} region={query.region} />
        {rows.length > 0 ? <DoubtLegend t={t} of="brief" /> : null}
        <DirectoryTable
          t={t}
          locale={locale}
          query={query}
          rows={rows}
          found={found}
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
  );
}
