import { z } from "zod";
import { articleTitle } from "@/components/legal/article-name";
import { CROSSWALK_ORIGIN, listCrosswalk } from "@/lib/convention";
import { articlePathOf } from "@/lib/convention/model";
import { env } from "@/lib/env";
import { localePath } from "@/lib/i18n/locales";
import { csvText } from "@/lib/text/csv";
import type { DocumentView, PageTools } from "@/lib/web/view";
import { type DataFormat, dataFile } from "../../data-file";

const NOTHING = z.object({});
const COLUMNS = [
  "from",
  "from_title",
  "from_address",
  "to",
  "to_title",
  "to_address",
  "relation",
  "confidence",
  "as_of",
];

/** The pairs of the crosswalk as a file, each with its confidence. */
export function crosswalkFile(format: DataFormat): DocumentView<typeof NOTHING, typeof NOTHING> {
  return {
    async render(_, tools) {
      return dataFile(format, "crosswalk", format === "csv" ? asCsv(tools) : asJson(tools));
    },
  };
}

/** Confidence as named in a file: an entry without a source is unverified. */
const sureness = (isSourced: boolean) => (isSourced ? "confirmed" : "unverified");

function articleIn({ t, locale }: PageTools) {
  return (id: string) => ({
    id,
    title: articleTitle(t, id),
    address: env().APP_URL + localePath(locale, articlePathOf(id) ?? "/convention"),
  });
}

function asCsv(tools: PageTools): string {
  const article = articleIn(tools);
  return csvText([
    COLUMNS,
    ...listCrosswalk().map(({ from, to, relation, isSourced }) => {
      const [one, other] = [article(from), article(to)];
      return [
        one.id,
        one.title,
        one.address,
        other.id,
        other.title,
        other.address,
        relation,
        sureness(isSourced),
        CROSSWALK_ORIGIN.asOf,
      ];
    }),
  ]);
}

function asJson(tools: PageTools): string {
  const article = articleIn(tools);
  const pairs = listCrosswalk().map(({ from, to, relation, isSourced }) => ({
    from: article(from),
    to: article(to),
    relation,
    confidence: sureness(isSourced),
  }));
  const head = { format: "octopus-crosswalk/1", ...CROSSWALK_ORIGIN, count: pairs.length };
  return `${JSON.stringify({ ...head, pairs }, null, 1)}\n`;
}
