import { profileHref } from "@/components/profiles/addresses";
import { Day, Time } from "@/components/time";
import { Empty } from "@/components/ui/empty";
import { PageHead, Section } from "@/components/ui/heading";
import { Icon, type IconName } from "@/components/ui/icon";
import { CardTable } from "@/components/ui/table";
import { withQuery } from "@/components/with-query";
import { type Locale, localePath } from "@/lib/i18n/locales";
import { formatter, type Translator } from "@/lib/i18n/translator";
import { type BoardLine, sumLines } from "@/lib/profiles/freshness/model";
import { REGIONS, type Region } from "@/lib/profiles/reading/model";

interface Props {
  t: Translator;
  locale: Locale;
  lines: readonly BoardLine[];
  region?: Region | undefined;
  asOf: Date;
}

const COLUMNS = ["written", "fresh", "due", "outdated", "verified"] as const;
const MARKS: Partial<Record<(typeof COLUMNS)[number], IconName>> = {
  fresh: "check",
  due: "clock",
  outdated: "alert",
  verified: "seal",
};

/** The board: totals by region, then each country and area, the most overdue first. */
export function BoardView({ t, locale, lines, region, asOf }: Props) {
  const shown = region ? lines.filter((line) => line.region === region) : lines;
  const sorted = [...shown].sort(
    (a, b) =>
      b.outdated - a.outdated || b.due - a.due || a.names[locale].localeCompare(b.names[locale], locale),
  );
  return (
    <>
      <PageHead title={t("freshness.board.title")} sub={t("freshness.board.sub")} />
      <div className="wrap body stack g6">
        <p className="small dim">
          {t.rich("freshness.board.asOf", {
            when: () => <Day day={asOf.toISOString().slice(0, 10)} locale={locale} isLong />,
          })}
        </p>
        <p>
          <a href={localePath(locale, "/countries/broken-sources")}>{t("freshness.broken.title")}</a>
        </p>
        <Section id="regions" title={t("freshness.board.regions")}>
          <Regions t={t} locale={locale} lines={lines} region={region} asOf={asOf} />
        </Section>
        <Section id="countries" title={t("freshness.board.countries")}>
          {sorted.length === 0 ? (
            <Empty>{t("profiles.directory.nothing")}</Empty>
          ) : (
            <CardTable caption={t("freshness.board.caption", { count: sorted.length })}>
              <Head t={t} first={t("freshness.board.country")} hasOldest />
              <tbody>
                {sorted.map((line) => (
                  <tr key={line.slug}>
                    <th scope="row">
                      <a href={profileHref(locale, line.slug)}>{line.names[locale]}</a>
                    </th>
                    <Cells t={t} locale={locale} counts={line} />
                    <td data-l={t("freshness.board.oldest")} className="num">
                      {line.oldest ? <Time at={line.oldest} locale={locale} isDayOnly /> : "–"}
                    </td>
                  </tr>
                ))}
              </tbody>
            </CardTable>
          )}
        </Section>
      </div>
    </>
  );
}

/** Each region links to its countries. */
function Regions({ t, locale, lines, region }: Props) {
  const path = localePath(locale, "/countries/freshness");
  const rows = REGIONS.map((name) => ({
    href: withQuery(path, { region: name }),
    label: t(`profiles.region.${name}`),
    isCurrent: region === name,
    counts: sumLines(lines.filter((line) => line.region === name)),
  }));
  const all = {
    href: path,
    label: t("freshness.board.all"),
    isCurrent: region === undefined,
    counts: sumLines(lines),
  };
  return (
    <CardTable caption={<span className="vh">{t("freshness.board.regions")}</span>}>
      <Head t={t} first={t("freshness.board.region")} />
      <tbody>
        {[...rows, all].map((row) => (
          <tr key={row.href}>
            <th scope="row">
              <a href={row.href} aria-current={row.isCurrent ? "true" : undefined}>
                {row.label}
              </a>
            </th>
            <Cells t={t} locale={locale} counts={row.counts} />
          </tr>
        ))}
      </tbody>
    </CardTable>
  );
}

function Head({ t, first, hasOldest = false }: { t: Translator; first: string; hasOldest?: boolean }) {
  return (
    <thead>
      <tr>
        <th scope="col">{first}</th>
        {COLUMNS.map((name) => (
          <th scope="col" className="r" key={name}>
            <Mark name={name} /> {t(`freshness.board.${name}`)}
          </th>
        ))}
        {hasOldest ? <th scope="col">{t("freshness.board.oldest")}</th> : null}
      </tr>
    </thead>
  );
}

function Mark({ name }: { name: (typeof COLUMNS)[number] }) {
  const icon = MARKS[name];
  return icon ? <Icon name={icon} /> : null;
}

type Counts = Pick<BoardLine, (typeof COLUMNS)[number]>;

function Cells({ t, locale, counts }: { t: Translator; locale: Locale; counts: Counts }) {
  const f = formatter(locale);
  return COLUMNS.map((name) => (
    <td key={name} className="r" data-l={t(`freshness.board.${name}`)}>
      {f.number(counts[name])}
    </td>
  ));
}
