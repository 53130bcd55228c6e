import { articleAsks, articlePlace } from "@/components/legal/article-name";
import {
  type LawDrawing,
  lawDocument,
  provisionRuns,
  textParts,
} from "@/components/legal/document/law-parts";
import type { ExportDocument, Part } from "@/lib/exports/document/model";
import { newestDay } from "@/lib/legal/evidence/model";
import type { Gap, GapReport, Neighbour } from "@/lib/legal/gaps/model";
import type { LegalProfile } from "@/lib/legal/profile/model";
import { lineInWords } from "@/lib/legal/words/model";
import { langOfField } from "@/lib/revisions/records/wordings";

interface Given {
  profile: LegalProfile;
  report: GapReport;
  address: string;
}

/**
 * A drafting brief: for each article without an answer, its requirements and the nearest texts of other
 * countries.
 */
export function gapsDocument(drawing: LawDrawing, { profile, report, address }: Given): ExportDocument {
  const { t, locale, evidenceOf } = drawing;
  const { head } = profile;
  const country = head.names[locale];
  const countries = [head, ...report.gaps.flatMap((gap) => gap.examples.map((one) => one.country))];
  const plain = (text: string): Part => ({ is: "paragraph", runs: [{ text }] });
  return lawDocument(drawing, {
    title: t("law.gaps.brief", { country }),
    asOf: newestDay(countries.map(({ slug }) => evidenceOf(slug))),
    address,
    countries,
    parts: [
      plain(t("law.gaps.covered", { country, covered: report.covered, total: report.total })),
      { is: "paragraph", look: "meta", runs: [{ text: t("law.gaps.how") }] },
      { is: "paragraph", look: "meta", runs: [{ text: t("law.gaps.examples") }] },
      ...(report.gaps.length === 0
        ? [plain(t("law.gaps.none"))]
        : report.gaps.flatMap((gap) => gapParts(drawing, gap))),
    ],
  });
}

function gapParts(drawing: LawDrawing, { article, examples }: Gap): Part[] {
  const { t } = drawing;
  const asks = articleAsks(t, article.id);
  return [
    { is: "heading", level: 2, runs: [{ text: articlePlace(t, article.id) }] },
    ...(asks
      ? [
          { is: "paragraph" as const, look: "meta" as const, runs: [{ text: t("law.gaps.asks") }] },
          { is: "paragraph" as const, runs: [{ text: asks }] },
        ]
      : []),
    ...(examples.length === 0
      ? [{ is: "paragraph" as const, look: "meta" as const, runs: [{ text: t("law.gaps.noExample") }] }]
      : examples.flatMap((example) => exampleParts(drawing, example))),
  ];
}

function exampleParts(drawing: LawDrawing, { country, provisions }: Gap["examples"][number]): Part[] {
  const { locale } = drawing;
  return [
    { is: "heading", level: 3, runs: [{ text: country.names[locale] }] },
    ...provisions.flatMap((line): Part[] => {
      const { heading, law, note, said } = lineInWords(line, locale);
      return [
        { is: "paragraph", runs: provisionRuns(drawing, country.slug, line) },
        ...besides(heading, langOfField(said, "heading")),
        ...besides(law.original, law.lang ?? undefined),
        ...besides(note, langOfField(said, "note")),
        ...textOrNone(drawing, country, line),
      ];
    }),
  ];
}

const besides = (text: string | null, lang?: string): Part[] =>
  text ? [{ is: "paragraph", look: "meta", runs: [{ text, lang }] }] : [];

function textOrNone(
  drawing: LawDrawing,
  { slug }: Neighbour,
  line: Gap["examples"][number]["provisions"][number],
) {
  const parts = textParts(drawing, slug, line);
  return parts.length > 0 ? parts : besides(drawing.t("law.noText"));
}
