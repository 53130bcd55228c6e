import { CountryChoice } from "@/components/cooperation/country-choice";
import { DesignationNotes } from "@/components/profiles/designation-notes";
import { PLACES } from "@/components/shell/places";
import { PageHead, Section } from "@/components/ui/heading";
import { CardTable, TableHead } from "@/components/ui/table";
import {
  REPORTABLE,
  type Reportable,
  type ReportingCountry,
  reportingPath,
} from "@/lib/cooperation/reporting/model";
import { compareNames } from "@/lib/i18n/country-names";
import { listText } from "@/lib/i18n/lists";
import { type Locale, localePath } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";

interface Props {
  t: Translator;
  locale: Locale;
  what: Reportable | undefined;
  countries: readonly ReportingCountry[];
}

/** Chooses a country and what happened; below, the countries with recorded places, then those without. */
export function ReportingView(props: Props) {
  const { t, locale, what } = props;
  const compare = compareNames(locale);
  const countries = [...props.countries].sort((a, b) => compare(a.names[locale], b.names[locale]));
  const found = countries.filter(({ places }) => places > 0);
  const others = countries.filter(({ places }) => places === 0);
  const places = found.reduce((sum, one) => sum + one.places, 0);
  return (
    <>
      <PageHead title={t("cooperation.reporting.title")} sub={t("cooperation.reporting.sub")} />
      <div className="wrap body flush stack g5">
        <CountryChoice
          t={t}
          locale={locale}
          path={PLACES.reporting}
          countries={countries.map(({ slug, names }) => ({ value: slug, label: names[locale] }))}
          more={{
            name: "what",
            label: t("cooperation.reporting.what"),
            empty: t("cooperation.reporting.anything"),
            options: REPORTABLE.map((word) => ({
              value: word,
              label: t(`revisions.options.reportable.${word}`),
            })),
            value: what,
          }}
        />
        <p>
          {what
            ? t("cooperation.reporting.foundOf", {
                places,
                countries: found.length,
                what: t(`revisions.options.reportable.${what}`),
              })
            : t("cooperation.reporting.found", { places, countries: found.length })}
        </p>
        {found.length > 0 ? <Countries t={t} locale={locale} countries={found} /> : null}
        {others.length > 0 ? <Without t={t} locale={locale} countries={others} /> : null}
        <DesignationNotes t={t} locale={locale} entries={countries} />
      </div>
    </>
  );
}

type ListProps = Pick<Props, "t" | "locale" | "countries">;

function Countries({ t, locale, countries }: ListProps) {
  const columns = ["countryLabel", "acceptsLabel"] as const;
  return (
    <CardTable isNarrow caption={<span className="vh">{t("cooperation.reporting.title")}</span>}>
      <TableHead columns={columns.map((name) => t(`cooperation.reporting.${name}`))} />
      <tbody>
        {countries.map(({ slug, names, places, accepts }) => (
          <tr key={slug}>
            <th scope="row">
              <a href={localePath(locale, reportingPath(slug))}>{names[locale]}</a>
            </th>
            <td>{acceptedText(t, locale, places, accepts)}</td>
          </tr>
        ))}
      </tbody>
    </CardTable>
  );
}

/** Words how many places there are, and what they accept: "2 places: Fraud, Threats". */
function acceptedText(t: Translator, locale: Locale, places: number, accepts: readonly Reportable[]): string {
  const what = listText(
    accepts.map((word) => t(`revisions.options.reportable.${word}`)),
    locale,
  );
  const count = t("cooperation.reporting.places", { count: places });
  return what === "" ? count : t("common.pair", { label: count, value: what });
}

/** Nothing recorded is not the same as nowhere to report: their pages say what can be done, and ask for what is missing. */
function Without({ t, locale, countries }: ListProps) {
  return (
    <Section id="without" title={t("cooperation.reporting.without", { count: countries.length })}>
      <p className="small dim narrow">{t("cooperation.reporting.withoutNote")}</p>
      <details className="more folded">
        <summary>{t("cooperation.reporting.withoutShow")}</summary>
        <ul className="row small">
          {countries.map(({ slug, names }) => (
            <li key={slug}>
              <a href={localePath(locale, reportingPath(slug))}>{names[locale]}</a>
            </li>
          ))}
        </ul>
      </details>
    </Section>
  );
}
