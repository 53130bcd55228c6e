import { reportHref } from "@/app/[locale]/countries/[slug]/report-view";
import { numberFootnotes } from "@/components/content/footnotes";
import { SourceNotes } from "@/components/content/notes";
import { sectionReferences, sourcesOf } from "@/components/content/page-footnotes";
import { RecordView } from "@/components/content/record-view";
import { profileHref } from "@/components/profiles/addresses";
import { DesignationNotes } from "@/components/profiles/designation-notes";
import { Day } from "@/components/time";
import { Empty } from "@/components/ui/empty";
import { PageHead, Section } from "@/components/ui/heading";
import { Note } from "@/components/ui/note";
import { placesByReport, reportingMark } from "@/lib/cooperation/reporting/model";
import type { Locale } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import { reportingKind } from "@/lib/profiles/kinds/reporting";
import type { ProfilePage, SectionState } from "@/lib/profiles/reading/model";
import { inWordsOf, langOfField } from "@/lib/revisions/records/wordings";
import type { AnyRecord } from "@/lib/revisions/records-fields";

interface Props {
  t: Translator;
  locale: Locale;
  page: ProfilePage;
}

const KEY = "reporting";
/** Facts for editors and experts, which are on the profile. */
const ELSEWHERE: readonly string[] = ["inhopeMember", "businessDuty"];
/** The records as the public needs them: without those facts, and without what is still to be researched. */
const SHOWN = {
  ...reportingKind,
  fields: reportingKind.fields
    .filter(({ name }) => !ELSEWHERE.includes(name))
    .map(({ isExpected: _, ...field }) => field),
};
const EVIDENCE = ["keep", "note", "bank", "stop", "children"] as const;
const KNOW = ["police", "soon", "teams"] as const;

/** In plain words, for people who were harmed: who can be told of it, and what to do before. */
export function CountryReportingView({ t, locale, page }: Props) {
  const { head } = page;
  const section = page.sections.reporting;
  const places = section && !section.isHidden ? recordsOf(section) : [];
  return (
    <>
      <PageHead
        title={t("cooperation.reporting.titleOf", { country: head.names[locale] })}
        sub={t("cooperation.reporting.subOf")}
      />
      <div className="wrap body stack g6 narrow">
        <Note kind="warn" icon="alert">
          {t("cooperation.reporting.danger")}
        </Note>
        {section && places.length > 0 ? (
          <>
            <ByReport t={t} locale={locale} places={places} section={section} />
            <Places t={t} locale={locale} page={page} places={places} section={section} />
          </>
        ) : (
          <Empty action={<a href={editHref(locale, head.slug)}>{t("cooperation.reporting.add")}</a>}>
            {t("cooperation.reporting.none")}
          </Empty>
        )}
        <Section id="before" title={t("cooperation.reporting.before")}>
          <Advice t={t} of={EVIDENCE} />
        </Section>
        <Section id="know" title={t("cooperation.reporting.know")}>
          <Advice t={t} of={KNOW} />
        </Section>
        {section && places.length > 0 ? (
          <Sources t={t} locale={locale} page={page} section={section} />
        ) : null}
        <Foot t={t} locale={locale} page={page} />
      </div>
    </>
  );
}

const recordsOf = (section: SectionState) => (section.content as { records: AnyRecord[] }).records;
const editHref = (locale: Locale, slug: string) => profileHref(locale, slug, `/edit/${KEY}`);

function Advice(props: {
  t: Translator;
  of: readonly ((typeof EVIDENCE)[number] | (typeof KNOW)[number])[];
}) {
  return (
    <ul>
      {props.of.map((name) => (
        <li key={name}>{props.t(`cooperation.reporting.advice.${name}`)}</li>
      ))}
    </ul>
  );
}

interface PlacesProps {
  t: Translator;
  locale: Locale;
  places: readonly AnyRecord[];
  section: SectionState;
}

/** What happened, each with the places that accept it: their details are below. */
function ByReport({ t, locale, places, section }: PlacesProps) {
  const groups = placesByReport(places);
  if (groups.length === 0) return null;
  return (
    <Section id="what" title={t("cooperation.reporting.what")}>
      <dl className="dl">
        {groups.map(({ what, places: accepting }) => (
          <div key={what} id={reportingMark(what)}>
            <dt>{t(`revisions.options.reportable.${what}`)}</dt>
            <dd>
              <ul className="plain">
                {accepting.map((place) => (
                  <li key={place.id}>
                    <a href={`#${KEY}-${place.id}`}>
                      <PlaceName place={place} locale={locale} section={section} />
                    </a>
                  </li>
                ))}
              </ul>
            </dd>
          </div>
        ))}
      </dl>
    </Section>
  );
}

function PlaceName({
  place,
  locale,
  section,
}: { place: AnyRecord } & Pick<PlacesProps, "locale" | "section">) {
  const said = inWordsOf(place, locale, section.language);
  return <bdi lang={langOfField(said, "name")}>{String(said.record.name)}</bdi>;
}

function footnotesIn(page: ProfilePage, section: SectionState) {
  const known = new Set(sourcesOf(page).map(({ id }) => id));
  return numberFootnotes(sectionReferences(KEY, section), known);
}

/** The places as the profile shows them, with marks of their sources. */
function Places({ t, locale, page, places, section }: PlacesProps & { page: ProfilePage }) {
  return (
    <Section id="places" title={t("cooperation.reporting.placesTitle")}>
      <RecordView
        kind={SHOWN}
        records={places}
        t={t}
        locale={locale}
        lang={locale === section.language ? undefined : section.language}
        prefix={KEY}
        numberOf={footnotesIn(page, section).numberOf}
      />
    </Section>
  );
}

function Sources({ t, locale, page, section }: Props & { section: SectionState }) {
  const footnotes = footnotesIn(page, section);
  if (footnotes.order.length === 0) return null;
  return (
    <Section id="cited" title={t("law.profile.sources")}>
      <SourceNotes
        t={t}
        locale={locale}
        footnotes={footnotes}
        written={page.sections.sources?.language}
        sources={sourcesOf(page).filter(({ id }) => footnotes.numberOf(id) !== null)}
      />
    </Section>
  );
}

/** How old the list is, and how it is corrected. */
function Foot({ t, locale, page }: Props) {
  const { head, sections } = page;
  const changed = sections.reporting?.revision.createdAt;
  return (
    <>
      <p className="small row">
        {changed ? (
          <span>
            {t("cooperation.reporting.changed")}{" "}
            <Day day={changed.toISOString().slice(0, 10)} locale={locale} />
          </span>
        ) : null}
        <a href={profileHref(locale, head.slug)}>{t("cooperation.reporting.profile")}</a>
        <a href={editHref(locale, head.slug)} rel="nofollow">
          {t("profiles.page.edit")}
        </a>
        <a href={reportHref(locale, head.slug, KEY)} rel="nofollow">
          {t("reports.link")}
        </a>
      </p>
      <DesignationNotes t={t} locale={locale} entries={[head]} />
    </>
  );
}
