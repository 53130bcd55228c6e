import { ConfidenceTag, DoubtLegend } from "@/components/content/doubt";
import { answersHref } from "@/components/legal/addresses";
import { AnswerBars, AnswerMark, CoverageLegend } from "@/components/legal/coverage";
import { DraftWords } from "@/components/legal/draft-words";
import { Ended } from "@/components/legal/finding-facts";
import { PermanentLink } from "@/components/legal/permanent-link";
import { ProvisionLines } from "@/components/legal/provision-lines";
import { assessedWords } from "@/components/legal/reviewed";
import { profileHref } from "@/components/profiles/addresses";
import { DesignationNotes } from "@/components/profiles/designation-notes";
import { RegionField } from "@/components/profiles/region-field";
import { TreatyStatusMark } from "@/components/profiles/status-mark";
import { Day } from "@/components/time";
import { Button, ButtonLink } from "@/components/ui/button";
import { Empty } from "@/components/ui/empty";
import { SelectField } from "@/components/ui/field";
import { CardTable, TableHead } from "@/components/ui/table";
import type { Article } from "@/lib/convention/model";
import type { Locale } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import { articleAnswered } from "@/lib/legal/answer/model";
import { type Answer, type AnswerStatus, type AnswersQuery, countAnswers } from "@/lib/legal/reading/model";
import { COVERAGES } from "@/lib/profiles/kinds/mappings";
import type { Region } from "@/lib/profiles/reading/model";
import { ofThemUnverified } from "@/lib/revisions/doubt";
import { LEGAL_SYSTEMS_HELD } from "@/lib/vocabulary/legal-systems";
import { FindingComment } from "./finding-comment";

interface Props {
  t: Translator;
  locale: Locale;
  article: Article;
  query: AnswersQuery;
  rows: readonly Answer[];
  total: number;
  /** The treaty statuses that can be counted here; empty if there are none. */
  statuses: readonly AnswerStatus[];
  /** The articles through which it is answered, and the current revisions of the countries' answers. */
  through: readonly string[];
  revisions: ReadonlyMap<string, number>;
}

/** Shows countries' answers to an article: filters, counts, the table, and links to the files. */
export function AnswersPart(props: Props) {
  const { t, locale, article, query, rows, through } = props;
  if (through.length === 0) return <p>{t("law.nothingThrough")}</p>;
  return (
    <>
      <CoverageLegend t={t} />
      <DoubtLegend t={t} of="full" />
      <DraftWords t={t} locale={locale} />
      <AnswersFilters {...props} />
      <div id="answers" className="stack">
        <Counts {...props} />
        <p className="row">
          <a href={answersHref(locale, article, query, ".csv")} download="">
            {t("law.csv")}
          </a>
          <a href={answersHref(locale, article, query, ".json")}>{t("law.json")}</a>
        </p>
        {rows.length === 0 ? (
          <Empty action={<ButtonLink href={answersHref(locale, article)}>{t("law.clear")}</ButtonLink>}>
            <span data-live-count="">{t("law.nothing")}</span>
          </Empty>
        ) : (
          <AnswersTable {...props} />
        )}
        <DesignationNotes t={t} locale={locale} entries={rows} />
      </div>
    </>
  );
}

function AnswersFilters({ t, locale, article, query, statuses }: Props) {
  return (
    <form className="filters" action={answersHref(locale, article)} data-live="answers">
      <RegionField t={t} region={query.region} />
      <SelectField
        name="coverage"
        label={t("law.coverage")}
        empty={t("law.anyCoverage")}
        options={COVERAGES.map((value) => ({ value, label: t(`revisions.options.coverage.${value}`) }))}
        defaultValue={query.coverage ?? ""}
      />
      <SelectField
        name="provisions"
        label={t("law.provisions")}
        empty={t("law.anyProvisions")}
        options={(["yes", "no"] as const).map((value) => ({ value, label: t(`law.hasProvisions.${value}`) }))}
        defaultValue={query.provisions ?? ""}
      />
      <SelectField
        name="system"
        label={t("law.systemLabel")}
        empty={t("law.anySystem")}
        hint={t("law.systemHint")}
        options={LEGAL_SYSTEMS_HELD.map((value) => ({ value, label: t(`law.system.${value}`) }))}
        defaultValue={query.system ?? ""}
      />
      {statuses.length > 0 ? (
        <SelectField
          name="status"
          label={t("profiles.status.label")}
          empty={t("profiles.directory.anyStatus")}
          options={statuses.map((value) => ({ value, label: t(`profiles.status.${value}`) }))}
          defaultValue={query.status ?? ""}
        />
      ) : null}
      <Button kind="pri">{t("profiles.directory.apply")}</Button>
    </form>
  );
}

function Counts({ t, rows }: Props) {
  const counts = countAnswers(rows);
  return (
    <div className="stack g2">
      <p>
        {t("law.counted", { total: counts.total, count: counts.withProvision })}{" "}
        {ofThemUnverified(t, counts.unverified)}
      </p>
      <AnswerBars t={t} of={rows} />
    </div>
  );
}

function AnswersTable(props: Props) {
  const { t, rows, total, statuses } = props;
  return (
    <CardTable
      className="legal"
      caption={<span data-live-count="">{t("law.answersCaption", { found: rows.length, total })}</span>}
    >
      <TableHead
        columns={[
          t("profiles.directory.country"),
          ...(statuses.length > 0 ? [t("profiles.status.label")] : []),
          t("law.coverage"),
          t("law.provisions"),
          t("law.checked"),
        ]}
      />
      <tbody>
        {rows.map((row) => (
          <Row key={row.slug} {...props} row={row} />
        ))}
      </tbody>
    </CardTable>
  );
}

function Row(props: Props & { row: Answer }) {
  const { t, locale, article, row } = props;
  const { finding, status, statusConfidence } = row;
  const checked = finding?.assessedOn ?? null;
  const assessed = finding ? assessedWords(t, finding) : null;
  return (
    <tr>
      <th scope="row">
        <a href={profileHref(locale, row.slug, legalAnchor(article))}>{row.names[locale]}</a>
        {row.region ? <div className="tiny dim">{t(`profiles.region.${row.region as Region}`)}</div> : null}
      </th>
      {status ? (
        <td data-l={t("profiles.status.label")}>
          {status === "unknown" ? (
            <span className="dim">{t("profiles.status.unknown")}</span>
          ) : (
            <TreatyStatusMark t={t} status={status} confidence={statusConfidence} />
          )}
        </td>
      ) : null}
      <td data-l={t("law.coverage")}>
        <AnswerMark
          t={t}
          of={row}
          assessed={finding ? <ConfidenceTag value={finding.confidence} t={t} /> : null}
        />
      </td>
      <td data-l={t("law.provisions")}>
        <Law {...props} />
      </td>
      <td data-l={t("law.checked")} className="num">
        {checked ? <Day day={checked} locale={locale} /> : <span className="dim">{t("law.never")}</span>}
        {assessed ? (
          <div className="tiny dim">
            <bdi>{assessed}</bdi>
          </div>
        ) : null}
      </td>
    </tr>
  );
}

/** The provisions that answer the article, and of the finding on it the comment and a link to the declaration. */
function Law({ t, locale, row, through, revisions }: Props & { row: Answer }) {
  const { slug, finding } = row;
  const name = row.names[locale];
  const revision = revisions.get(slug) ?? 0;
  const [first] = row.provisions;
  return (
    <>
      <ProvisionLines
        t={t}
        locale={locale}
        slug={row.slug}
        provisions={row.provisions}
        articles={through}
        revision={revision}
        hasNotes
      />
      {finding?.comment ? (
        <p className="small">
          <FindingComment t={t} locale={locale} finding={finding} />
        </p>
      ) : null}
      {finding?.reservation ? (
        <p className="small">
          <a href={profileHref(locale, row.slug, `#treaty-status-${finding.reservation.id}`)}>
            {t("law.reservation")}
            <span className="vh"> ({row.names[locale]})</span>
          </a>
          <Ended t={t} locale={locale} day={finding.reservation.periodTo} />
        </p>
      ) : null}
      {first || finding ? (
        <div>
          <PermanentLink
            {...{ t, locale, slug: row.slug, revision, name }}
            article={articleAnswered(first ?? { pinpoints: [] }, through)}
          />
        </div>
      ) : null}
    </>
  );
}

/** Links to the article in a country's legal profile, or to the whole profile if the article has no row. */
function legalAnchor({ id, instrument }: Article): string {
  return /^\d+$/.test(instrument) ? `/legal#a-${id}` : "/legal";
}
