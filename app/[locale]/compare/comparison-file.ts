import type { z } from "zod";
import { articleShort, articleTitle } from "@/components/legal/article-name";
import { articlePathOf } from "@/lib/convention/model";
import { scope } from "@/lib/core/versions";
import { findEvidence } from "@/lib/legal";
import { type ComparedCell, type ComparedCountry, CompareQuery } from "@/lib/legal/compare/model";
import { type Evidence, NO_EVIDENCE, newestDay } from "@/lib/legal/evidence/model";
import { recordedOf } from "@/lib/legal/recorded/model";
import { lineInWords } from "@/lib/legal/words/model";
import { inWordsOf } from "@/lib/revisions/records/wordings";
import { csvText } from "@/lib/text/csv";
import type { DocumentView, PageTools } from "@/lib/web/view";
import { type DataFormat, dataFile } from "../data-file";
import {
  addressOf,
  commentLanguage,
  FORCE_COLUMNS,
  fileHead,
  forceCells,
  LINE_LANGUAGE_COLUMNS,
  lineLanguageCells,
  provisionData,
  RECORDED_COLUMNS,
  recordedCells,
  STANDING_COLUMNS,
  sourceLine,
  standingCells,
  standingData,
  TEXT_COLUMNS,
  textCells,
} from "../law-data";
import { type Asked, findComparison } from "./comparison";

/** A comparison with the records and sources of each cell. */
interface Found extends Asked {
  evidence: ReadonlyMap<string, Evidence>;
}

/** Parameters of a file: those of the page without `add`, which only the page's form sends. */
export const FileQuery = CompareQuery.omit({ add: true });
type FileQuery = z.infer<typeof FileQuery>;

/** A comparison as a file: the same parameters and cells as on the page, plus the text of each provision. */
export function comparisonFile(format: DataFormat): DocumentView<z.ZodObject, typeof FileQuery> {
  return {
    query: FileQuery,
    scopes: () => [scope.treaties],
    limit: "diff",
    async render({ articles, countries, differences }, tools) {
      const query = { articles, countries, differences };
      const found = await findCompared(query);
      const text = format === "csv" ? comparisonCsv(found, tools) : comparisonJson(found, query, tools);
      return { ...dataFile(format, "comparison", text), scopes: found.scopes };
    },
  };
}

export async function findCompared(query: FileQuery): Promise<Found> {
  const asked = await findComparison(query);
  const wanted = asked.comparison.countries.map(({ slug }, column) => {
    const cells = asked.rows.flatMap((row) => row.cells[column] ?? []);
    return {
      slug,
      provisions: cells.flatMap((cell) => cell.provisions.map((one) => one.id)),
      findings: cells.flatMap((cell) => cell.finding?.recordId ?? []),
    };
  });
  return { ...asked, evidence: await findEvidence(wanted) };
}

const COLUMNS = [
  "article",
  "article_title",
  "country",
  "slug",
  "iso2",
  "treaty_status",
  "coverage",
  "finding_confidence",
  "assessed_by",
  "assessed_on",
  "comment",
  "finding_sources",
  "law",
  "locator",
  "provision_confidence",
  ...FORCE_COLUMNS,
  ...TEXT_COLUMNS,
  ...STANDING_COLUMNS,
  "comment_language",
  ...LINE_LANGUAGE_COLUMNS,
  "treaty_status_confidence",
  ...RECORDED_COLUMNS,
];

/** Writes a line for each provision of a cell, by article and column; one line for an empty cell. */
function comparisonCsv({ comparison, rows, evidence }: Found, tools: PageTools): string {
  const { t, locale } = tools;
  const linesOf = (id: string, country: ComparedCountry, cell: ComparedCell) => {
    const { slug, iso2, names, status, statusConfidence } = country;
    const own = evidence.get(slug) ?? NO_EVIDENCE;
    const { finding, coverage } = cell;
    const sources = finding ? own.findings.get(finding.recordId)?.map(sourceLine).join("; ") : null;
    const head = [
      articleShort(t, id),
      articleTitle(t, id),
      names[locale],
      slug,
      iso2,
      status,
      coverage,
      finding?.confidence ?? null,
      finding?.assessedBy ?? null,
      finding?.assessedOn ?? null,
      finding && inWordsOf(finding, locale).record.comment,
      sources || null,
    ];
    const lines = cell.provisions.length > 0 ? cell.provisions : [null];
    return lines.map((line) => [
      ...head,
      line ? lineInWords(line, locale).law.title : null,
      line?.locator ?? null,
      line?.confidence ?? null,
      ...forceCells(locale, slug, line, own),
      ...textCells(tools, line, own),
      ...standingCells(locale, slug, own),
      commentLanguage(locale, finding),
      ...lineLanguageCells(locale, line),
      statusConfidence,
      ...recordedCells(cell),
    ]);
  };
  return csvText([
    COLUMNS,
    ...rows.flatMap(({ id, cells }) =>
      comparison.countries.flatMap((country, column) => {
        const cell = cells[column];
        return cell ? linesOf(id, country, cell) : [];
      }),
    ),
  ]);
}

/** Writes the same as data: the countries, then an entry for each article with a cell for each country. */
function comparisonJson({ comparison, rows, evidence }: Found, query: FileQuery, tools: PageTools): string {
  const { t, locale } = tools;
  const evidenceOf = (slug: string) => evidence.get(slug) ?? NO_EVIDENCE;
  const cellOf = ({ slug, iso2 }: ComparedCountry, { coverage, finding, provisions }: ComparedCell) => {
    const own = evidenceOf(slug);
    const found = finding && { ...finding, sources: own.findings.get(finding.recordId) ?? [] };
    return {
      slug,
      iso2,
      coverage,
      recorded: recordedOf(provisions),
      finding: found,
      provisions: provisions.map((line) => provisionData(locale, slug, line, own)),
    };
  };
  const body = {
    ...fileHead("octopus-comparison/2", newestDay(evidence.values()), tools, query),
    countries: comparison.countries.map(({ names, slug, iso2, designation, status, statusConfidence }) => ({
      name: names[locale],
      slug,
      iso2,
      designation,
      status,
      statusConfidence,
      ...standingData(locale, slug, evidenceOf(slug)),
    })),
    articles: rows.map(({ id, cells }) => ({
      id,
      title: articleTitle(t, id),
      address: addressOf(locale, articlePathOf(id) ?? "/convention"),
      cells: comparison.countries.flatMap((country, column) => {
        const cell = cells[column];
        return cell ? [cellOf(country, cell)] : [];
      }),
    })),
    unknown: comparison.unknown,
    leftOut: comparison.leftOut,
  };
  return `${JSON.stringify(body, null, 1)}\n`;
}
