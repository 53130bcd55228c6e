import { DoubtLegend } from "@/components/content/doubt";
import { answersHref } from "@/components/legal/addresses";
import { AnswerBars, CoverageLegend } from "@/components/legal/coverage";
import { DraftWords } from "@/components/legal/draft-words";
import { DesignationNotes } from "@/components/profiles/designation-notes";
import { RegionField } from "@/components/profiles/region-field";
import { Button, ButtonLink } from "@/components/ui/button";
import { Empty } from "@/components/ui/empty";
import { SelectField } from "@/components/ui/field";
import { CardTable, TableHead } from "@/components/ui/table";
import type { Article } from "@/lib/convention/model";
import type { Locale } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import {
  type Answer,
  type AnswerStatus,
  type AnswersQuery,
  countAnswers,
  isRecorded,
} from "@/lib/legal/reading/model";
import { COVERAGES } from "@/lib/profiles/kinds/mappings";
import { ofThemUnverified } from "@/lib/revisions/doubt";
import { LEGAL_SYSTEMS_HELD } from "@/lib/vocabulary/legal-systems";
import { AnswerRow } from "./answer-row";
import { Unanswered } from "./unanswered";

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
          <AnswersBody {...props} />
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

/** The countries of which something is recorded as a table, and the others as a folded list. */
function AnswersBody(props: Props) {
  const recorded = props.rows.filter(isRecorded);
  const others = props.rows.filter((row) => !isRecorded(row));
  return (
    <>
      {recorded.length > 0 ? <AnswersTable {...props} rows={recorded} found={props.rows.length} /> : null}
      {others.length > 0 ? <Unanswered {...props} rows={others} isAlone={recorded.length === 0} /> : null}
    </>
  );
}

function AnswersTable(props: Props & { found: number }) {
  const { t, rows, found, total, statuses } = props;
  const hasAssessed = rows.some(({ finding }) => finding);
  return (
    <CardTable
      className="legal lines marks-alone"
      caption={<span data-live-count="">{t("law.answersCaption", { found, total })}</span>}
    >
      <TableHead
        columns={[
          t("profiles.directory.country"),
          ...(statuses.length > 0 ? [t("profiles.status.label")] : []),
          t("law.coverage"),
          { label: t("law.provisions"), className: "wide" },
          ...(hasAssessed ? [t("law.checked")] : []),
        ]}
      />
      <tbody>
        {rows.map((row) => (
          <AnswerRow key={row.slug} {...props} row={row} hasAssessed={hasAssessed} />
        ))}
      </tbody>
    </CardTable>
  );
}
