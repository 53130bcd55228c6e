import { type Article, articlePath } from "@/lib/convention/model";
import { env } from "@/lib/env";
import { type Locale, localePath } from "@/lib/i18n/locales";
import { type Answer, AnswersQuery } from "@/lib/legal/reading/model";
import { csvText } from "@/lib/text/csv";
import type { DocumentView } from "@/lib/web/view";
import { type DataFormat, dataFile } from "../data-file";
import { ArticleParams, answersTo, findArticleAt, scopesOfAnswers } from "./article-address";

/** The answers to an article as a file: the rows of the screen, narrowed by the same parameters. */
export function answersFile(format: DataFormat): DocumentView<typeof ArticleParams, typeof AnswersQuery> {
  return {
    params: ArticleParams,
    query: AnswersQuery,
    scopes: scopesOfAnswers,
    async render({ instrument, article: part, ...query }, tools) {
      const article = findArticleAt({ instrument, article: part }, tools);
      if ("to" in article) return article;
      const { rows } = await answersTo(article, query, tools);
      const { locale } = tools;
      const text = format === "csv" ? answersCsv(rows, locale) : answersJson(article, rows, locale);
      return dataFile(format, `article-${article.instrument}-${article.number}`, text);
    },
  };
}

const COLUMNS = [
  "country",
  "slug",
  "iso2",
  "region",
  "legal_system",
  "treaty_status",
  "coverage",
  "provisions",
  "provision_force",
  "provision_from",
  "provision_until",
  "provision_confidence",
  "comment",
  "assessed_by",
  "assessed_on",
  "finding_confidence",
];

/** Dates of provisions in the order of these; empty where none is known. */
function datesOf(provisions: Answer["provisions"], which: "from" | "to"): string | null {
  const dates = provisions.map(({ force }) => force[which]);
  return dates.some((date) => date !== null) ? dates.map((date) => date ?? "").join("; ") : null;
}

/** The rows of the screen as CSV: a line for each country and area, in the same order. */
function answersCsv(rows: readonly Answer[], locale: Locale): string {
  return csvText([
    COLUMNS,
    ...rows.map((row) => [
      row.names[locale],
      row.slug,
      row.iso2,
      row.region,
      row.system,
      row.status,
      row.coverage,
      row.provisions.map((one) => `${one.locator}, ${one.law.title}`).join("; "),
      row.provisions.map((one) => one.force.state).join("; "),
      datesOf(row.provisions, "from"),
      datesOf(row.provisions, "to"),
      row.provisions.map((one) => one.confidence).join("; "),
      row.finding?.comment ?? null,
      row.finding?.assessedBy ?? null,
      row.finding?.assessedOn ?? null,
      row.finding?.confidence ?? null,
    ]),
  ]);
}

/** The same rows as JSON, with all that is told of each. */
function answersJson(article: Article, rows: readonly Answer[], locale: Locale): string {
  const origin = env().APP_URL;
  const answers = rows.map(({ names, finding, provisions, designation, ...row }) => ({
    country: names[locale],
    ...row,
    designation,
    profile: origin + localePath(locale, `/countries/${row.slug}`),
    finding,
    provisions,
  }));
  const head = {
    format: "octopus-answers/1",
    article: { id: article.id, instrument: article.instrument, number: article.number },
    address: origin + localePath(locale, articlePath(article)),
  };
  return `${JSON.stringify({ ...head, count: answers.length, answers }, null, 1)}\n`;
}
