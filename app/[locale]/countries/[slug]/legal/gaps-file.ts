import { z } from "zod";
import { articleAsks, articleShort, articleTitle } from "@/components/legal/article-name";
import { articlePath } from "@/lib/convention/model";
import { env } from "@/lib/env";
import { localePath } from "@/lib/i18n/locales";
import { findGaps } from "@/lib/legal";
import type { Gap, GapReport } from "@/lib/legal/gaps/model";
import type { LegalProfile } from "@/lib/legal/profile/model";
import { csvText } from "@/lib/text/csv";
import { scope } from "@/lib/versions";
import type { DocumentView, PageTools } from "@/lib/web/view";
import { type DataFormat, dataFile } from "../../../data-file";
import { leadToSlug, SlugParams } from "../../profile-address";

interface Found {
  profile: LegalProfile;
  report: GapReport;
}
type In = Pick<PageTools, "t" | "locale">;

const NoQuery = z.object({});

/** The report of a country's gaps as a file: the rows of the screen. */
export function gapsFile(format: DataFormat): DocumentView<typeof SlugParams, typeof NoQuery> {
  return {
    params: SlugParams,
    scopes: ({ slug }) => [scope.profile(slug), scope.law],
    async render({ slug }, tools) {
      const found = await findGaps(slug);
      if (!found) return leadToSlug(slug, tools);
      const text = format === "csv" ? gapsCsv(found, tools) : gapsJson(found, tools);
      return dataFile(format, `gaps-${found.profile.head.slug}`, text);
    },
  };
}

const COLUMNS = [
  ...["article", "article_title", "asks_for"],
  ...[
    "example_country",
    "example_slug",
    "example_law",
    "example_locator",
    "example_confidence",
    "example_address",
  ],
];

/**
 * The report as CSV: a line for each text of another country, in the order of the screen; of an article that nobody
 * near answers a line without one.
 */
function gapsCsv({ report }: Found, { t, locale }: In): string {
  const base = env().APP_URL;
  return csvText([
    COLUMNS,
    ...report.gaps.flatMap((gap) => {
      const own = [
        articleShort(t, gap.article.id),
        articleTitle(t, gap.article.id),
        articleAsks(t, gap.article.id),
      ];
      const lines = gap.examples.flatMap(({ country, provisions }) =>
        provisions.map(({ id, law, locator, confidence }) => [
          ...own,
          ...[country.names[locale], country.slug, law.title, locator, confidence],
          `${base}${localePath(locale, `/countries/${country.slug}`)}#laws-${id}`,
        ]),
      );
      return lines.length > 0 ? lines : [[...own, null, null, null, null, null, null]];
    }),
  ]);
}

/** The same as JSON, with all that is told of each text. */
function gapsJson({ profile, report }: Found, { t, locale }: In): string {
  const origin = env().APP_URL;
  const address = (path: string) => origin + localePath(locale, path);
  const gapOf = ({ article, examples }: Gap) => ({
    article: { id: article.id, instrument: article.instrument, number: article.number },
    title: articleTitle(t, article.id),
    asksFor: articleAsks(t, article.id),
    address: address(articlePath(article)),
    examples: examples.map(({ country, provisions }) => ({
      ...{ country: country.names[locale], slug: country.slug, iso2: country.iso2 },
      ...{ designation: country.designation, profile: address(`/countries/${country.slug}/legal`) },
      provisions,
    })),
  });
  const { slug, iso2, names, designation } = profile.head;
  const body = {
    format: "octopus-gaps/1",
    address: address(`/countries/${slug}/legal/gaps`),
    country: { name: names[locale], slug, iso2, designation },
    covered: report.covered,
    total: report.total,
    gaps: report.gaps.map(gapOf),
  };
  return `${JSON.stringify(body, null, 1)}\n`;
}
