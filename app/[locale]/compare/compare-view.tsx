import { Fragment } from "react";
import { CopyLink } from "@/components/citation/copy-link";
import { DoubtLegend } from "@/components/content/doubt";
import { ArticleName, articlePlace } from "@/components/legal/article-name";
import { AnswerMark, CoverageLegend } from "@/components/legal/coverage";
import { DraftWords } from "@/components/legal/draft-words";
import { ProvisionLines } from "@/components/legal/provision-lines";
import { profileHref } from "@/components/profiles/addresses";
import { DesignationNotes } from "@/components/profiles/designation-notes";
import { TreatyStatusMark } from "@/components/profiles/status-mark";
import { PLACES } from "@/components/shell/places";
import { Button } from "@/components/ui/button";
import { Checkbox, type Option } from "@/components/ui/field";
import { Note } from "@/components/ui/note";
import { PickMany, pickedOf } from "@/components/ui/pick";
import { ScrollTable } from "@/components/ui/table";
import { withQuery } from "@/components/with-query";
import { type Locale, localePath } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import { legalPath } from "@/lib/legal/answer/model";
import {
  articleWord,
  type ComparedCell,
  type ComparedCountry,
  type CompareQuery,
  type Comparison,
  MAX_COMPARED,
  readArticles,
} from "@/lib/legal/compare/model";
import { LEVEL_GROUP_NAMES, LEVEL_GROUPS } from "@/lib/legal/model";
import { ARTICLE_REFS } from "@/lib/vocabulary/article-numbers";
import { isReference } from "@/lib/vocabulary/references";

interface Props {
  t: Translator;
  locale: Locale;
  query: CompareQuery;
  comparison: Comparison;
  /** Rows of the table. */
  rows: Comparison["rows"];
  /** As written in the address and in the form. */
  articles: string;
  /** Words among them that are not an article. */
  unread: readonly string[];
  /** Every country and area by name, to be added. */
  choices: readonly Option[];
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
      {comparison.countries.length > 0 ? <DoubtLegend t={t} of="full" /> : null}
      <DesignationNotes t={t} locale={locale} entries={comparison.countries} />
    </div>
  );
}

/** Returns the address of a comparison, or of its file; commas are not encoded. */
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
  const chosen = comparison.countries.map(({ slug }) => slug);
  return (
    <form className="filters" action={localePath(locale, PLACES.compare)}>
      <PickMany
        name="countries"
        label={t("law.compare.countries")}
        hint={t("law.compare.countriesHint", { max: MAX_COMPARED })}
        add={t("law.compare.add")}
        names="country"
        {...pickedOf(choices, chosen)}
      />
      <PickMany
        name="articles"
        label={t("law.compare.articles")}
        hint={t("law.compare.articlesHint")}
        add={t("common.pick.article")}
        {...pickedOf(articleChoices(t), readArticles(articles).filter(isReference).map(articleWord))}
      />
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

/** Lists the choices: groups of articles, then each article, of the Convention and of its Protocols. */
function articleChoices(t: Translator) {
  const groups = LEVEL_GROUP_NAMES.map((group): readonly [typeof group, readonly number[]] => [
    group,
    LEVEL_GROUPS[group],
  ]).filter(([, numbers]) => numbers.length > 1);
  return [
    ...groups.map(([group, numbers]) => {
      const [first = 0, last = first] = [numbers[0], numbers.at(-1)];
      const label = t("law.levels.group", {
        group: t(`law.group.${group}`),
        count: numbers.length,
        first,
        last,
      });
      return { value: `${first}-${last}`, label };
    }),
    ...ARTICLE_REFS.map((ref) => ref.replace(":", "-"))
      .filter(isReference)
      .map((id) => ({ value: articleWord(id), label: articlePlace(t, id) })),
  ];
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

/** A mark, the provisions, and the link to the legal profile. */
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
      <a href={localePath(locale, legalPath({ slug, article: id }))}>
        <AnswerMark t={t} of={cell} />
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
