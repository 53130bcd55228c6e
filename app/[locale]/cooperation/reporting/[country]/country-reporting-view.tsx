import {
  NothingRecorded,
  recordsIn,
  SectionPage,
  SectionRecords,
} from "@/components/cooperation/section-parts";
import { Section } from "@/components/ui/heading";
import { Note } from "@/components/ui/note";
import { placesByReport, reportingMark } from "@/lib/cooperation/reporting/model";
import type { Locale } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import { reportingKind } from "@/lib/profiles/kinds/reporting";
import type { ProfilePage } from "@/lib/profiles/reading/model";
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
  const of = { t, locale, page, section: KEY } as const;
  const { section, records: places } = recordsIn(page, KEY);
  return (
    <SectionPage
      {...of}
      title={t("cooperation.reporting.titleOf", { country: page.head.names[locale] })}
      sub={t("cooperation.reporting.subOf")}
    >
      <Note kind="warn" icon="alert">
        {t("cooperation.reporting.danger")}
      </Note>
      {section && places.length > 0 ? (
        <>
          <ByReport t={t} locale={locale} places={places} language={section.language} />
          <Section id="places" title={t("cooperation.reporting.placesTitle")}>
            <SectionRecords {...of} kind={SHOWN} />
          </Section>
        </>
      ) : (
        <NothingRecorded
          {...of}
          text={t("cooperation.reporting.none")}
          add={t("cooperation.reporting.add")}
        />
      )}
      <Section id="before" title={t("cooperation.reporting.before")}>
        <Advice t={t} of={EVIDENCE} />
      </Section>
      <Section id="know" title={t("cooperation.reporting.know")}>
        <Advice t={t} of={KNOW} />
      </Section>
    </SectionPage>
  );
}

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
  /** The language of the section. */
  language: string;
}

/** What happened, each with the places that accept it: their details are below. */
function ByReport({ t, locale, places, language }: PlacesProps) {
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
                      <PlaceName place={place} locale={locale} language={language} />
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
  language,
}: { place: AnyRecord } & Pick<PlacesProps, "locale" | "language">) {
  const said = inWordsOf(place, locale, language);
  return <bdi lang={langOfField(said, "name")}>{String(said.record.name)}</bdi>;
}
