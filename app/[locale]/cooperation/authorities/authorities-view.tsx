import { ConfidenceTag, DoubtLegend } from "@/components/content/doubt";
import { articleText } from "@/components/content/field-value";
import { CountryChoice } from "@/components/cooperation/country-choice";
import { Pager } from "@/components/pager";
import { DesignationNotes } from "@/components/profiles/designation-notes";
import { PLACES } from "@/components/shell/places";
import { Day } from "@/components/time";
import { ButtonLink } from "@/components/ui/button";
import { Empty } from "@/components/ui/empty";
import type { Option } from "@/components/ui/field";
import { PageHead } from "@/components/ui/heading";
import { CardTable, TableHead } from "@/components/ui/table";
import { withQuery } from "@/components/with-query";
import {
  type AuthoritiesQuery,
  authoritiesPath,
  functionsUnder,
  type ListedAuthority,
  NAMING_ARTICLES,
  type NamingArticle,
} from "@/lib/cooperation/authorities/model";
import { type Locale, localePath } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import type { AuthorityFunction } from "@/lib/profiles/kinds/authorities";
import { inWordsOf } from "@/lib/revisions/records/wordings";

interface Props {
  t: Translator;
  locale: Locale;
  query: Pick<AuthoritiesQuery, "article" | "after">;
  choices: readonly Option[];
  /** Number of countries with an authority under the article. */
  countries: number;
  authorities: readonly ListedAuthority[];
  next: string | null;
}

/** The directory: filters, files, and a row for each authority with its functions. */
export function AuthoritiesView(props: Props) {
  const { t, locale, query, choices, countries, authorities, next } = props;
  const { article } = query;
  const href = (more: object) => withQuery(localePath(locale, PLACES.authorities), { article, ...more });
  const shown = [...new Map(authorities.map(({ country }) => [country.slug, country])).values()];
  return (
    <>
      <PageHead
        title={t("cooperation.authorities.title")}
        sub={t("cooperation.authorities.sub")}
        actions={(["csv", "json"] as const).map((format) => (
          <ButtonLink
            key={format}
            href={withQuery(localePath(locale, `${PLACES.authorities}/authorities.${format}`), { article })}
          >
            {format.toUpperCase()}
          </ButtonLink>
        ))}
      />
      <div className="wrap body flush stack g5">
        <CountryChoice
          t={t}
          locale={locale}
          path={PLACES.authorities}
          countries={choices}
          more={{
            name: "article",
            label: t("cooperation.authorities.article"),
            empty: t("cooperation.authorities.anyArticle"),
            options: NAMING_ARTICLES.map((one) => ({
              value: one,
              label: t(`cooperation.authorities.under.${one}`),
            })),
            value: article,
          }}
        />
        <p className="narrow">
          {t("cooperation.authorities.found", { countries })} {t("cooperation.authorities.renamed")}
        </p>
        {authorities.length === 0 ? (
          <Empty>{t("cooperation.authorities.nothing")}</Empty>
        ) : (
          <>
            <DoubtLegend t={t} of="full" />
            <Rows t={t} locale={locale} article={article} authorities={authorities} />
          </>
        )}
        <Pager
          t={t}
          label={t("cooperation.authorities.pages")}
          previous={query.after ? href({}) : null}
          next={next ? href({ after: next }) : null}
        />
        <DesignationNotes t={t} locale={locale} entries={shown} />
      </div>
    </>
  );
}

interface RowsProps {
  t: Translator;
  locale: Locale;
  article: NamingArticle | undefined;
  authorities: readonly ListedAuthority[];
}

function Rows({ t, locale, article, authorities }: RowsProps) {
  const columns = ["countryLabel", "authorityLabel", "functionsLabel"] as const;
  return (
    <CardTable caption={<span className="vh">{t("cooperation.authorities.title")}</span>}>
      <TableHead columns={columns.map((name) => t(`cooperation.authorities.${name}`))} />
      <tbody>
        {authorities.map(({ country, record }) => {
          const said = inWordsOf(record, locale).record;
          return (
            <tr key={`${country.slug} ${record.id}`}>
              <th scope="row">
                <a href={localePath(locale, `${authoritiesPath(country.slug)}#authorities-${record.id}`)}>
                  {country.names[locale]}
                </a>
              </th>
              <td data-l={t("cooperation.authorities.authorityLabel")}>
                <bdi>{String(said.name)}</bdi>
                {said.unit ? (
                  <>
                    <br />
                    <bdi className="small dim">{String(said.unit)}</bdi>
                  </>
                ) : null}
              </td>
              <td data-l={t("cooperation.authorities.functionsLabel")}>
                <ul className="plain stack g1">
                  {functionsUnder(record, article).map((one) => (
                    <li key={one.id}>
                      <FunctionLine t={t} locale={locale} of={one} />
                    </li>
                  ))}
                </ul>
              </td>
            </tr>
          );
        })}
      </tbody>
    </CardTable>
  );
}

/** A function in one line: what it is, under which articles, when it applies, since when, and how sure that is. */
function FunctionLine({ t, locale, of }: { t: Translator; locale: Locale; of: AuthorityFunction }) {
  const day = of.updatedOn ?? of.declaredOn;
  const conditions = [
    of.stage ? t(`revisions.options.authorityStage.${of.stage}`) : null,
    of.urgency ? t(`revisions.options.authorityUrgency.${of.urgency}`) : null,
    of.territory === null ? null : String(of.territory),
  ].filter((one) => one !== null);
  return (
    <>
      <bdi>{String(of.task)}</bdi>{" "}
      <span className="small dim">
        {of.articles.map((one) => articleText(one, t)).join(" · ")}
        {conditions.map((one) => (
          <span key={one}>
            {" · "}
            <bdi>{one}</bdi>
          </span>
        ))}
        {day ? (
          <>
            {" · "}
            <Day day={day} locale={locale} />
          </>
        ) : null}
      </span>{" "}
      <ConfidenceTag value={of.confidence} t={t} />
    </>
  );
}
