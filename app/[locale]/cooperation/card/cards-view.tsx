import { DoubtLegend } from "@/components/content/doubt";
import { Answers } from "@/components/cooperation/card";
import { CountryChoice } from "@/components/cooperation/country-choice";
import { Pager } from "@/components/pager";
import { DesignationNotes } from "@/components/profiles/designation-notes";
import { PLACES } from "@/components/shell/places";
import { Empty } from "@/components/ui/empty";
import type { Option } from "@/components/ui/field";
import { PageHead } from "@/components/ui/heading";
import { CardTable, TableHead } from "@/components/ui/table";
import { withQuery } from "@/components/with-query";
import { type CardQuestion, type CardsQuery, cardOf, cardPath, MEASURES } from "@/lib/cooperation/card/model";
import type { RecordedCountry } from "@/lib/cooperation/countries/model";
import { type Locale, localePath } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import type { AnyRecord } from "@/lib/revisions/records-fields";

/** Questions whose answers are compared across countries; the others are on each card. */
const COMPARED = ["languages", "dualCriminality", "preservation"] as const satisfies readonly CardQuestion[];

interface Card {
  country: RecordedCountry;
  rules: readonly AnyRecord[];
}

interface Props {
  t: Translator;
  locale: Locale;
  query: Pick<CardsQuery, "measure" | "after">;
  choices: readonly Option[];
  /** Number of countries with a rule for the form of assistance. */
  countries: number;
  cards: readonly Card[];
  next: string | null;
}

/** The list of cards: a country and a form of assistance are chosen; a row for each country with its first answers. */
export function CardsView(props: Props) {
  const { t, locale, query, choices, countries, cards, next } = props;
  const { measure } = query;
  const href = (more: object) => withQuery(localePath(locale, PLACES.cards), { measure, ...more });
  return (
    <>
      <PageHead title={t("cooperation.card.list.title")} sub={t("cooperation.card.list.sub")} />
      <div className="wrap body flush stack g5">
        <CountryChoice
          t={t}
          locale={locale}
          path={PLACES.cards}
          countries={choices}
          more={{
            name: "measure",
            label: t("cooperation.card.list.measure"),
            empty: t("cooperation.card.list.anyMeasure"),
            options: MEASURES.map((one) => ({ value: one, label: t(`revisions.options.measure.${one}`) })),
            value: measure,
          }}
        />
        <p className="narrow">
          {t("cooperation.card.list.found", { countries })} {t("cooperation.card.advice")}
        </p>
        {cards.length === 0 ? (
          <Empty>{t("cooperation.card.list.nothing")}</Empty>
        ) : (
          <>
            <DoubtLegend t={t} of="full" />
            <Rows t={t} locale={locale} cards={cards} />
          </>
        )}
        <Pager
          t={t}
          label={t("cooperation.authorities.pages")}
          previous={query.after ? href({}) : null}
          next={next ? href({ after: next }) : null}
        />
        <DesignationNotes t={t} locale={locale} entries={cards.map(({ country }) => country)} />
      </div>
    </>
  );
}

function Rows({ t, locale, cards }: Pick<Props, "t" | "locale" | "cards">) {
  const label = (question: CardQuestion) => t(`cooperation.card.questions.${question}`);
  return (
    <CardTable caption={<span className="vh">{t("cooperation.card.list.title")}</span>}>
      <TableHead
        columns={[
          t("cooperation.country"),
          ...COMPARED.map((question) => label(question)),
          t("cooperation.card.list.answered"),
        ]}
      />
      <tbody>
        {cards.map(({ country, rules }) => {
          const path = localePath(locale, cardPath(country.slug));
          const rows = cardOf(rules);
          return (
            <tr key={country.slug}>
              <th scope="row">
                <a href={path}>{country.names[locale]}</a>
              </th>
              {COMPARED.map((question) => (
                <td key={question} data-l={label(question)}>
                  {rows
                    .filter((row) => row.question === question && row.answers.length > 0)
                    .map((row) => (
                      <Answers key={question} t={t} locale={locale} lang={undefined} row={row} page={path} />
                    ))}
                </td>
              ))}
              <td data-l={t("cooperation.card.list.answered")}>
                {t("cooperation.card.list.answeredOf", {
                  answered: rows.filter(({ answers }) => answers.length > 0).length,
                  all: rows.length,
                })}
              </td>
            </tr>
          );
        })}
      </tbody>
    </CardTable>
  );
}
