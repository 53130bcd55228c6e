import { Fragment } from "react";
import { CopyLink } from "@/components/citation/copy-link";
import { DraftWords } from "@/components/drafting/draft-words";
import { profileHref, withQuery } from "@/components/profiles/addresses";
import { DesignationNotes } from "@/components/profiles/designation-notes";
import { markOf } from "@/components/profiles/treaty-mark";
import { PLACES } from "@/components/shell/places";
import { Button } from "@/components/ui/button";
import { Checkbox, SelectField, TextField } from "@/components/ui/field";
import { Note } from "@/components/ui/note";
import { StatusMark } from "@/components/ui/status";
import { ScrollTable } from "@/components/ui/table";
import { type Locale, localePath } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import {
  type ComparedCell,
  type ComparedCountry,
  type CompareQuery,
  type Comparison,
  MAX_COMPARED,
} from "@/lib/legal/compare/model";
import { ArticleName } from "./article-name";
import { Coverage, CoverageLegend } from "./coverage";
import { ProvisionLines } from "./provision-lines";

interface Props {
  t: Translator;
  locale: Locale;
  query: CompareQuery;
  comparison: Comparison;
  /** What is shown of it. */
  rows: Comparison["rows"];
  /** As they stand in the address and in the form. */
  articles: string;
  /** What of them names no article. */
  unread: readonly string[];
  /** Every country and area by name, to be added. */
  choices: readonly { slug: string; name: string }[];
  /** The revisions by which the countries' answers stand. */
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
        <p className="dim">
          {comparison.countries.length === 0 ? t("law.compare.none") : t("law.compare.noRows")}
        </p>
      ) : (
        <>
          <TakeAway {...props} />
          <Matrix {...props} />
        </>
      )}
      <CoverageLegend t={t} />
      <DesignationNotes t={t} locale={locale} entries={comparison.countries} />
    </div>
  );
}

/** The address of a comparison, or of the same as a file; commas stay as they are written. */
export function compareHref(
  locale: Locale,
  countries: readonly string[],
  articles: string,
  differences?: "1",
  as: "" | ".csv" | ".json" | ".docx" = "",
): string {
  const path = localePath(locale, as === "" ? PLACES.compare : `${PLACES.compare}/comparison${as}`);
  return withQuery(path, { articles, countries: countries.join(","), differences }).replaceAll("%2C", ",");
}

function CompareForm({ t, locale, query, comparison, articles, choices }: Props) {
  return (
    <form className="filters" action={localePath(locale, PLACES.compare)}>
      <TextField
        name="articles"
        label={t("law.compare.articles")}
        hint={t("law.compare.articlesHint")}
        defaultValue={articles}
        maxLength={400}
        autoComplete="off"
      />
      <TextField
        name="countries"
        label={t("law.compare.countries")}
        hint={t("law.compare.countriesHint", { max: MAX_COMPARED })}
        defaultValue={comparison.countries.map((one) => one.slug).join(",")}
        maxLength={400}
        autoComplete="off"
      />
      {comparison.countries.length < MAX_COMPARED ? (
        <SelectField
          name="add"
          label={t("law.compare.add")}
          empty={t("law.compare.choose")}
          options={choices.map(({ slug, name }) => ({ value: slug, label: name }))}
          defaultValue=""
        />
      ) : null}
      <Checkbox
        name="differences"
        value="1"
        label={t("law.compare.differences")}
        defaultChecked={query.differences === "1"}
      />
      <Button kind="pri">{t("law.compare.go")}</Button>
    </form>
  );
}

/** The comparison's address, and the same as files. */
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

/** Where the articles of another treaty begin. */
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
        <StatusMark kind={markOf(country.status)}>{t(`profiles.status.${country.status}`)}</StatusMark>
      </div>
      <a className="btn quiet sm" href={compareHref(locale, others, articles, query.differences)}>
        {t("law.compare.remove")}
        <span className="vh"> ({name})</span>
      </a>
    </>
  );
}

/** A mark, the provisions, and the way to what stands on the legal profile. */
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
    <>
      <a href={profileHref(locale, slug, `/legal#a-${id}`)}>
        <Coverage t={t} value={cell.coverage} />
      </a>
      {cell.provisions.length > 0 ? (
        <ProvisionLines
          {...{ t, locale, slug }}
          provisions={cell.provisions}
          articles={[id]}
          revision={props.revision}
        />
      ) : (
        <div className="small dim">{t("law.noProvision")}</div>
      )}
    </>
  );
}
