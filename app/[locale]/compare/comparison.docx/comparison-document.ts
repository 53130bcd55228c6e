import { articlePlace } from "@/components/legal/article-name";
import { stateWord } from "@/components/legal/coverage";
import {
  hasText,
  type LawDrawing,
  lawDocument,
  provisionRuns,
  textParts,
} from "@/components/legal/document/law-parts";
import { confidenceRuns } from "@/lib/exports/document";
import type { Cell, ExportDocument, Part, Run } from "@/lib/exports/document/model";
import { listText } from "@/lib/i18n/lists";
import type { ComparedCell, ComparedCountry, Comparison } from "@/lib/legal/compare/model";
import { newestDay } from "@/lib/legal/evidence/model";
import { answerState, recordedOf } from "@/lib/legal/recorded/model";
import { inWordsOf, langOfField } from "@/lib/revisions/records/wordings";

interface Given {
  countries: readonly ComparedCountry[];
  rows: Comparison["rows"];
  address: string;
}

/** Builds a comparison for Word: the matrix on wide pages, then the texts in its cells, by article. */
export function comparisonDocument(drawing: LawDrawing, { countries, rows, address }: Given): ExportDocument {
  const { t, locale, evidenceOf } = drawing;
  const names = countries.map((country) => country.names[locale]);
  const is = names.length > 0 ? listText(names, locale) : t("law.compare.none");
  return lawDocument(drawing, {
    title: t("law.compare.title"),
    asOf: newestDay(countries.map(({ slug }) => evidenceOf(slug))),
    address,
    countries,
    isWide: true,
    parts: [
      { is: "paragraph", look: "meta", runs: [{ text: is }] },
      ...(countries.length > 0 && rows.length > 0
        ? [matrix(drawing, countries, rows), ...texts(drawing, countries, rows)]
        : []),
    ],
  });
}

function matrix(drawing: LawDrawing, countries: readonly ComparedCountry[], rows: Comparison["rows"]): Part {
  const { t, locale } = drawing;
  const head: Cell[] = [
    { lines: [[{ text: t("law.article") }]], isHead: true },
    ...countries.map(
      ({ names, status, statusConfidence }): Cell => ({
        lines: [
          [{ text: names[locale] }],
          [
            { text: t(`profiles.status.${status}`) },
            ...(status === "none" ? [] : confidenceRuns(drawing, statusConfidence)),
          ],
        ],
        isHead: true,
      }),
    ),
  ];
  const body = rows.map(({ id, cells }): Cell[] => [
    { lines: [[{ text: articlePlace(t, id), bold: true }]] },
    ...countries.flatMap(({ slug }, column): Cell[] => {
      const cell = cells[column];
      return cell ? [{ lines: cellLines(drawing, slug, cell) }] : [];
    }),
  ]);
  const widths = [1.1, ...countries.map(() => 1)];
  return { is: "table", caption: t("law.compare.caption"), headRows: 1, widths, rows: [head, ...body] };
}

/** The mark with its source, then each provision on a line, then the finding in words. */
function cellLines(drawing: LawDrawing, slug: string, cell: ComparedCell): Run[][] {
  const { t, evidenceOf, cite } = drawing;
  const { finding, coverage, provisions } = cell;
  const read = finding && inWordsOf(finding, drawing.locale, finding.written);
  const comment = read?.record.comment;
  const sources = finding ? (evidenceOf(slug).findings.get(finding.recordId) ?? []) : [];
  const recorded = coverage === "not_assessed" ? recordedOf(provisions) : null;
  const sure = recorded ?? finding;
  const mark: Run[] = [
    { text: stateWord(t, answerState(cell)), bold: true },
    ...cite(slug, recorded ? [] : sources),
    ...(sure ? confidenceRuns(drawing, sure.confidence) : []),
  ];
  const lines =
    provisions.length > 0
      ? provisions.map((line) => provisionRuns(drawing, slug, line))
      : [[{ text: t("law.noProvision"), dim: true }]];
  return [
    mark,
    ...lines,
    ...(comment ? [[{ text: comment, dim: true, lang: langOfField(read, "comment") }]] : []),
  ];
}

/** Lists the texts of provisions, by article and country. */
function texts(drawing: LawDrawing, countries: readonly ComparedCountry[], rows: Comparison["rows"]): Part[] {
  const { t, locale } = drawing;
  const parts = rows.flatMap(({ id, cells }): Part[] => {
    const own = countries.flatMap(({ slug, names }, column): Part[] =>
      (cells[column]?.provisions ?? [])
        .filter((line) => hasText(drawing, slug, line))
        .flatMap((line): Part[] => [
          { is: "heading", level: 4, runs: [{ text: names[locale] }] },
          { is: "paragraph", runs: provisionRuns(drawing, slug, line) },
          ...textParts(drawing, slug, line),
        ]),
    );
    return own.length > 0 ? [{ is: "heading", level: 3, runs: [{ text: articlePlace(t, id) }] }, ...own] : [];
  });
  if (parts.length === 0) return [];
  return [{ is: "heading", level: 2, runs: [{ text: t("law.texts") }] }, ...parts];
}
