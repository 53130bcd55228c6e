import { Section } from "@/components/ui/heading";
import { CardTable, TableHead } from "@/components/ui/table";
import { countryName } from "@/lib/i18n/country-names";
import type { Locale } from "@/lib/i18n/locales";
import { formatter, type Translator } from "@/lib/i18n/translator";
import type { Usage } from "@/lib/training";
import { FEWEST_SHOWN } from "@/lib/training/use/model";

interface Props {
  t: Translator;
  locale: Locale;
  usage: Usage;
}

/** A material's downloads for its owner, by country and version, without names. */
export function UsagePart(
  props: Props & { versions: readonly { id: string; label: string; count: number }[] },
) {
  const { t, locale, usage, versions } = props;
  if (usage.total === 0) return null;
  const rows = countRows(props);
  return (
    <Section id="usage" className="stack narrow" title={t("training.usage.title")}>
      <p className="hint">{t("training.usage.hint", { least: FEWEST_SHOWN })}</p>
      <h3>{t("training.usage.byCountry")}</h3>
      <Counts t={t} locale={locale} head={t("training.usage.country")} rows={rows} />
      <h3>{t("training.usage.byVersion")}</h3>
      <Counts
        t={t}
        locale={locale}
        head={t("training.material.version")}
        rows={versions.map(({ id, label, count }) => ({ key: id, name: label, count }))}
      />
    </Section>
  );
}

/** The same in one line of a list: the countries with the most downloads. */
export function UsageLine(props: Props) {
  const { t, locale, usage } = props;
  if (usage.total === 0) return null;
  const most = countRows(props).slice(0, 3);
  return (
    <>
      <span className="num">{t("training.list.downloads", { count: usage.total })}</span>
      {most.map(({ key, name, count }) => (
        <span key={key} className="num">
          <bdi>{name}</bdi> {formatter(locale).number(count)}
        </span>
      ))}
    </>
  );
}

function countRows({ t, locale, usage }: Props): { key: string; name: string; count: number }[] {
  const rows = usage.countries.map(({ country, count }) => ({
    key: country,
    name: countryName(country, locale),
    count,
  }));
  if (usage.few > 0)
    rows.push({ key: "few", name: t("training.usage.few", { least: FEWEST_SHOWN }), count: usage.few });
  if (usage.nobodys > 0) rows.push({ key: "none", name: t("training.usage.none"), count: usage.nobodys });
  return rows;
}

function Counts(props: {
  t: Translator;
  locale: Locale;
  head: string;
  rows: readonly { key: string; name: string; count: number }[];
}) {
  const { t, locale, head, rows } = props;
  return (
    <CardTable>
      <TableHead columns={[head, { label: t("training.usage.count"), className: "r" }]} />
      <tbody>
        {rows.map(({ key, name, count }) => (
          <tr key={key}>
            <th scope="row">
              <bdi>{name}</bdi>
            </th>
            <td data-l={t("training.usage.count")} className="r num">
              {formatter(locale).number(count)}
            </td>
          </tr>
        ))}
      </tbody>
    </CardTable>
  );
}
