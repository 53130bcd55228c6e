import { z } from "zod";
import { articleAsks, articleShort, articleTitle } from "@/components/legal/article-name";
import { articlePath } from "@/lib/convention/model";
import { scope } from "@/lib/core/versions";
import { type FoundGaps, findGaps } from "@/lib/legal";
import { NO_EVIDENCE, newestDay } from "@/lib/legal/evidence/model";
import type { Gap } from "@/lib/legal/gaps/model";
import { lineInWords } from "@/lib/legal/words/model";
import { csvText } from "@/lib/text/csv";
import type { DocumentView, PageTools } from "@/lib/web/view";
import { type DataFormat, dataFile } from "../../../data-file";
import {
  addressOf,
  FORCE_COLUMNS,
  fileHead,
  forceCells,
  LINE_LANGUAGE_COLUMNS,
  lineLanguageCells,
  provisionData,
  STANDING_COLUMNS,
  standingCells,
  standingData,
  TEXT_COLUMNS,
  textCells,
} from "../../../law-data";
import { leadToSlug, SlugParams } from "../../profile-address";

const NoQuery = z.object({});

/** The report of a country's gaps as a file: the rows on the screen. */
export function gapsFile(format: DataFormat): DocumentView<typeof SlugParams, typeof NoQuery> {
  return {
    params: SlugParams,
    scopes: ({ slug }) => [scope.profile(slug), scope.law, scope.countries],
    async render({ slug }, tools) {
      const found = await findGaps(slug);
      if (!found) return leadToSlug(slug, tools);
      const text = format === "csv" ? gapsCsv(found, tools) : gapsJson(found, tools);
      return dataFile(format, `gaps-${found.profile.head.slug}`, text);
    },
  };
}

const COLUMNS = [
  "article",
  "article_title",
  "asks_for",
  "example_country",
  "example_slug",
  "example_law",
  "example_locator",
  "example_confidence",
  ...[...FORCE_COLUMNS, ...TEXT_COLUMNS, ...STANDING_COLUMNS, ...LINE_LANGUAGE_COLUMNS].map(
    (name) => `example_${name}`,
  ),
];

/**
 * Writes the report as CSV: a line for each text of another country, in the order of the screen; an article
 * without a text has one line.
 */
function gapsCsv({ report, evidence }: FoundGaps, tools: PageTools): string {
  const { t, locale } = tools;
  return csvText([
    COLUMNS,
    ...report.gaps.flatMap((gap) => {
      const own = [
        articleShort(t, gap.article.id),
        articleTitle(t, gap.article.id),
        articleAsks(t, gap.article.id),
      ];
      const lines = gap.examples.flatMap(({ country, provisions }) =>
        provisions.map((line) => [
          ...own,
          country.names[locale],
          country.slug,
          lineInWords(line, locale).law.title,
          line.locator,
          line.confidence,
          ...forceCells(locale, country.slug, line, evidence.get(country.slug) ?? NO_EVIDENCE),
          ...textCells(tools, line, evidence.get(country.slug) ?? NO_EVIDENCE),
          ...standingCells(locale, country.slug, evidence.get(country.slug) ?? NO_EVIDENCE),
          ...lineLanguageCells(locale, line),
        ]),
      );
      return lines.length > 0 ? lines : [[...own, ...COLUMNS.slice(own.length).map(() => null)]];
    }),
  ]);
}

/** The same as JSON, with all data of each text. */
function gapsJson({ profile, report, evidence }: FoundGaps, tools: PageTools): string {
  const { t, locale } = tools;
  const address = (path: string) => addressOf(locale, path);
  const evidenceOf = (of: string) => evidence.get(of) ?? NO_EVIDENCE;
  const gapOf = ({ article, examples }: Gap) => ({
    article: { id: article.id, instrument: article.instrument, number: article.number },
    title: articleTitle(t, article.id),
    asksFor: articleAsks(t, article.id),
    address: address(articlePath(article)),
    examples: examples.map(({ country, provisions }) => ({
      country: country.names[locale],
      slug: country.slug,
      iso2: country.iso2,
      designation: country.designation,
      profile: address(`/countries/${country.slug}/legal`),
      ...standingData(locale, country.slug, evidenceOf(country.slug)),
      provisions: provisions.map((line) =>
        provisionData(locale, country.slug, line, evidenceOf(country.slug)),
      ),
    })),
  });
  const { slug, iso2, names, designation } = profile.head;
  const body = {
    ...fileHead("octopus-gaps/3", newestDay(evidence.values()), tools),
    page: address(`/countries/${slug}/legal/gaps`),
    country: {
      name: names[locale],
      slug,
      iso2,
      designation,
      ...standingData(locale, slug, evidenceOf(slug)),
    },
    covered: report.covered,
    total: report.total,
    gaps: report.gaps.map(gapOf),
  };
  return `${JSON.stringify(body, null, 1)}\n`;
}
