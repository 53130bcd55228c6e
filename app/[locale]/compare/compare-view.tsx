import { Fragment } from "react";
import { CopyLink } from "@/components/citation/copy-link";
import { DoubtLegend } from "@/components/content/doubt";
import { ArticleName } from "@/components/legal/article-name";
import { AnswerMark, CoverageKey, CoverageNotes } from "@/components/legal/coverage";
import { DraftWords } from "@/components/legal/draft-words";
import { ProvisionLines } from "@/components/legal/provision-lines";
import { profileHref } from "@/components/profiles/addresses";
import { DesignationNotes } from "@/components/profiles/designation-notes";
import { TreatyStatusMark } from "@/components/profiles/status-mark";
import { Note } from "@/components/ui/note";
import { ScrollTable } from "@/components/ui/table";
import { listText } from "@/lib/i18n/lists";
import { type Locale, localePath } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import { legalPath } from "@/lib/legal/answer/model";
import {
  type ComparedCell,
  type ComparedCountry,
  type Comparison,
  MAX_COMPARED,
} from "@/lib/legal/compare/model";
import { exampleOf } from "./choices";
import { CompareForm, type FormProps } from "./compare-form";
import { compareHref } from "./compare-href";

interface Props extends FormProps {
  /** Rows of the table. */
  rows: Comparison["rows"];
  /** Words among them that are not an article. */
  unread: readonly string[];
  /** The current revisions of the countries' answers. */
  revisions: ReadonlyMap<string, number>;
}

/** Articles in rows, countries in columns: the form, the matrix, the key. */
export function CompareView(props: Props) {
  const { t, locale, comparison, rows } = props;
  return (
    <div className="wrap body flush stack g5">
      <DraftWords t={t} locale={locale} />
      <CompareForm {...props} />
      {comparison.unknown.length > 0 ? (
        <Note kind="warn">{t("law.compare.unknown", { names: comparison.unknown.join(" · ") })}</Note>
      ) : null}
      {props.unread.length > 0 ? (
        <Note kind="warn">{t("law.compare.unreadArticles", { names: props.unread.join(" · ") })}</Note>
      ) : null}
      {comparison.leftOut > 0 ? (
        <Note kind="warn">{t("law.compare.leftOut", { max: MAX_COMPARED, count: comparison.leftOut })}</Note>
      ) : null}
      {comparison.countries.length === 0 || rows.length === 0 ? (
        <Nothing {...props} />
      ) : (
        <>
          <TakeAway {...props} />
          <CoverageKey t={t} />
          <Matrix {...props} />
        </>
      )}
      <CoverageNotes t={t} />
      {comparison.countries.length > 0 ? <DoubtLegend t={t} of="full" /> : null}
      <DesignationNotes t={t} locale={locale} entries={comparison.countries} />
    </div>
  );
}

/** What is missing; before any country is chosen, with an example. */
function Nothing({ t, locale, comparison, choices, articles }: Props) {
  if (comparison.countries.length > 0) return <p className="dim">{t("law.compare.noRows")}</p>;
  const example = exampleOf(choices, 3);
  return (
    <p className="dim">
      {t("law.compare.none")}{" "}
      {example.length > 1
        ? t.rich("law.compare.example", {
            countries: listText(
              example.map(({ label }) => label),
              locale,
            ),
            a: (words) => (
              <a
                href={compareHref(
                  locale,
                  example.map(({ value }) => value),
                  articles,
                )}
              >
                {words}
              </a>
            ),
          })
        : null}
    </p>
  );
}

/** Links to the comparison's address and files. */
function TakeAway({ t, locale, comparison, articles, query }: Props) {
  const slugs = comparison.countries.map((one) => one.slug);
  const href = (as: ".csv" | ".json" | ".docx") =>
    compareHref(locale, slugs, articles, query.differences, as);
  return (
    <p className="row take">
      <CopyLink t={t} size="sm" />
      <a href={href(".csv")} download="">
        {t("law.csv")}
      </a>
      <a href={href(".json")}>{t("law.json")}</a>
      <a href={href(".docx")} rel="nofollow" download="">
        {t("law.docx")}
      </a>
    </p>
  );
}

function Matrix(props: Props) {
  const { t, locale, comparison, rows } = props;
  return (
    <ScrollTable className="matrix" label={t("law.compare.table")}>
      <caption className="vh">{t("law.compare.caption")}</caption>
      <thead>
        <tr>
          <th scope="col">{t("law.article")}</th>
          {comparison.countries.map((country) => (
            <th scope="col" key={country.slug}>
              <ColumnHead {...props} country={country} />
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row, n) => (
          <Fragment key={row.id}>
            <TreatyHead
              {...{ t }}
              id={row.id}
              before={rows[n - 1]?.id}
              span={comparison.countries.length + 1}
            />
            <tr>
              <th scope="row">
                <ArticleName t={t} locale={locale} id={row.id} />
              </th>
              {row.cells.map((cell, column) => {
                const slug = comparison.countries[column]?.slug ?? "";
                return (
                  <td key={slug}>
                    <CellView
                      {...{ t, locale, slug, cell }}
                      id={row.id}
                      revision={props.revisions.get(slug)}
                    />
                  </td>
                );
              })}
            </tr>
          </Fragment>
        ))}
      </tbody>
    </ScrollTable>
  );
}

/** A heading before the first article of another treaty. */
function TreatyHead(props: { t: Translator; id: string; before: string | undefined; span: number }) {
  const { t, id, before, span } = props;
  const treaty = id.slice(0, 3);
  if (before?.startsWith(treaty) || (!before && treaty === "185")) return null;
  return (
    <tr className="grp">
      <th colSpan={span} scope="colgroup">
        {t(`law.instrument.${treaty as "185"}.name`)}
      </th>
    </tr>
  );
}

function ColumnHead(props: Props & { country: ComparedCountry }) {
  const { t, locale, country, comparison, articles, query } = props;
  const others = comparison.countries.map((one) => one.slug).filter((slug) => slug !== country.slug);
  const name = country.names[locale];
  return (
    <>
      <a href={profileHref(locale, country.slug, "/legal")}>{name}</a>
      <div>
        <TreatyStatusMark t={t} status={country.status} confidence={country.statusConfidence} />
      </div>
      <a className="btn quiet sm" href={compareHref(locale, others, articles, query.differences)}>
        {t("law.compare.remove")}
        <span className="vh"> ({name})</span>
      </a>
    </>
  );
}

/** The mark alone, which links to the legal profile, with the provisions beside it. */
function CellView(props: {
  t: Translator;
  locale: Locale;
  slug: string;
  cell: ComparedCell;
  id: string;
  revision: number | undefined;
}) {
  const { t, locale, slug, cell, id } = props;
  return (
    <div className="answer">
      <a href={localePath(locale, legalPath({ slug, article: id }))}>
        <AnswerMark t={t} of={cell} isQuiet />
      </a>
      {cell.provisions.length > 0 ? (
        <div>
          <ProvisionLines
            {...{ t, locale, slug }}
            provisions={cell.provisions}
            articles={[id]}
            revision={props.revision}
          />
        </div>
      ) : null}
    </div>
  );
}
