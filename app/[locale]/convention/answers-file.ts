import { type Article, articlePath } from "@/lib/convention/model";
import { scope } from "@/lib/core/versions";
import type { Locale } from "@/lib/i18n/locales";
import { findEvidence } from "@/lib/legal";
import { type Evidence, NO_EVIDENCE, newestDay } from "@/lib/legal/evidence/model";
import { type Answer, AnswersQuery } from "@/lib/legal/reading/model";
import { recordedOf } from "@/lib/legal/recorded/model";
import { lineInWords } from "@/lib/legal/words/model";
import { inWordsOf } from "@/lib/revisions/records/wordings";
import { csvText } from "@/lib/text/csv";
import { LEGAL_SYSTEM_CONFIDENCE } from "@/lib/vocabulary/legal-systems";
import type { DocumentView, PageTools } from "@/lib/web/view";
import { type DataFormat, dataFile } from "../data-file";
import {
  addressOf,
  commentLanguage,
  fileHead,
  lineLanguageCells,
  provisionData,
  RECORDED_COLUMNS,
  recordedCells,
  STANDING_COLUMNS,
  sourceLine,
  standingCells,
  standingData,
} from "../law-data";
import { ArticleParams, answersTo, findArticleAt, scopesOfAnswers } from "./article-address";

/** The answers to an article as a file: the rows on the screen, with the same filters. */
export function answersFile(format: DataFormat): DocumentView<typeof ArticleParams, typeof AnswersQuery> {
  return {
    params: ArticleParams,
    query: AnswersQuery,
    // Depends on the current revisions of the countries, which any change of their law raises.
    scopes: (input) => [...scopesOfAnswers(input), scope.countries],
    async render({ instrument, article: part, ...query }, tools) {
      const article = findArticleAt({ instrument, article: part }, tools);
      if ("to" in article) return article;
      const { rows } = await answersTo(article, query, tools);
      const found = { article, rows, query, evidence: await findEvidence(rows.map(wantedOf)) };
      const text = format === "csv" ? answersCsv(found, tools) : answersJson(found, tools);
      return dataFile(format, `article-${article.instrument}-${article.number}`, text);
    },
  };
}

interface Found {
  article: Article;
  rows: readonly Answer[];
  query: AnswersQuery;
  evidence: ReadonlyMap<string, Evidence>;
}

const wantedOf = ({ slug, provisions, finding }: Answer) => ({
  slug,
  provisions: provisions.map((one) => one.id),
  findings: finding ? [finding.recordId] : [],
});

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
  "reviewed_by",
  "finding_confidence",
  "notes",
  "sources",
  ...STANDING_COLUMNS,
  "provision_languages",
  "comment_language",
  "note_languages",
  "treaty_status_confidence",
  "legal_system_confidence",
  ...RECORDED_COLUMNS,
];

/** Returns dates in the order of the provisions, an unknown one as empty text; null if none is known. */
function datesOf(provisions: Answer["provisions"], which: "from" | "to"): string | null {
  const dates = provisions.map(({ force }) => force[which]);
  return dates.some((date) => date !== null) ? dates.map((date) => date ?? "").join("; ") : null;
}

/** The rows of the screen as CSV: a line for each country and area, in the same order. */
function answersCsv({ rows, evidence }: Found, { locale }: PageTools): string {
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
      row.provisions.map((one) => `${one.locator}, ${lineInWords(one, locale).law.title}`).join("; "),
      row.provisions.map((one) => one.force.state).join("; "),
      datesOf(row.provisions, "from"),
      datesOf(row.provisions, "to"),
      row.provisions.map((one) => one.confidence).join("; "),
      row.finding && inWordsOf(row.finding, locale).record.comment,
      row.finding?.assessedBy ?? null,
      row.finding?.assessedOn ?? null,
      reviewersOf(row),
      row.finding?.confidence ?? null,
      row.provisions
        .map((one) => lineInWords(one, locale))
        .flatMap(({ locator, note }) => (note ? [`${locator}: ${note}`] : []))
        .join("; "),
      sourcesOf(row, evidence.get(row.slug) ?? NO_EVIDENCE),
      ...standingCells(locale, row.slug, evidence.get(row.slug) ?? NO_EVIDENCE),
      ...languageCells(locale, row),
      row.statusConfidence,
      row.system && LEGAL_SYSTEM_CONFIDENCE,
      ...recordedCells(row),
    ]),
  ]);
}

/** Languages of the named laws in their order, of the comment, and of the notes. */
function languageCells(locale: Locale, { provisions, finding }: Answer): (string | null)[] {
  const languages = provisions.map((line) => lineLanguageCells(locale, line));
  const notes = languages.filter((_, n) => provisions[n]?.note);
  const listed = (ones: readonly (string | null | undefined)[]) =>
    ones.some(Boolean) ? ones.map((one) => one ?? "").join("; ") : null;
  return [
    listed(languages.map(([law]) => law)),
    commentLanguage(locale, finding),
    listed(notes.map(([, note]) => note)),
  ];
}

/** Lists the reviewers of a finding, with the date if known. */
const reviewersOf = ({ finding }: Answer): string | null =>
  finding?.reviewers
    .map(({ name, reviewedOn }) => [name, reviewedOn].filter(Boolean).join(", "))
    .join("; ") || null;

/** The sources of a row, each once. */
function sourcesOf({ provisions, finding }: Answer, evidence: Evidence): string {
  const own = [
    ...provisions.flatMap((one) => evidence.texts.get(one.id)?.sources ?? []),
    ...(finding ? (evidence.findings.get(finding.recordId) ?? []) : []),
  ];
  return [...new Set(own.map(sourceLine))].join("; ");
}

/** The same rows as JSON, with all data of each. */
function answersJson({ article, rows, query, evidence }: Found, tools: PageTools): string {
  const { locale } = tools;
  const head = {
    ...fileHead("octopus-answers/3", newestDay(evidence.values()), tools, query),
    article: { id: article.id, instrument: article.instrument, number: article.number },
    page: addressOf(locale, articlePath(article)),
  };
  const answers = rows.map((row) => answerData(row, evidence.get(row.slug) ?? NO_EVIDENCE, locale));
  return `${JSON.stringify({ ...head, count: answers.length, answers }, null, 1)}\n`;
}

function answerData({ names, finding, provisions, ...row }: Answer, evidence: Evidence, locale: Locale) {
  return {
    country: names[locale],
    ...row,
    systemConfidence: row.system && LEGAL_SYSTEM_CONFIDENCE,
    recorded: recordedOf(provisions),
    profile: addressOf(locale, `/countries/${row.slug}`),
    ...standingData(locale, row.slug, evidence),
    finding: finding && { ...finding, sources: evidence.findings.get(finding.recordId) ?? [] },
    provisions: provisions.map((line) => provisionData(locale, row.slug, line, evidence)),
  };
}
