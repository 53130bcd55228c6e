import type { SeedArticle } from "../articles";
import { CONVENTION, type SeedDocument } from "./document";

/** Every article of the Convention with a summary in our words, the same as on the article pages. */
export function articlesTable(articles: readonly SeedArticle[]): SeedDocument {
  const own = articles.filter((one) => one.treaty === 185);
  const chapters = [...new Set(own.map((one) => one.chapter))];
  return {
    name: "budapest-convention-table-of-articles",
    title: "The Budapest Convention, article by article",
    subtitle: "What each of its 48 articles does, in plain words",
    language: "en",
    asOf: "2026-01-15",
    blocks: [
      {
        text: "Use this table to find the article, not to replace it. The titles in the second column are the official ones. The summaries beside them are in our own words.",
      },
      ...chapters.flatMap((chapter) => [
        { heading: `Chapter ${chapter ?? ""}` },
        {
          table: {
            head: ["Article", "Title", "What it does"],
            widths: [0.45, 1.2, 2.4],
            rows: own
              .filter((one) => one.chapter === chapter)
              .map((one) => [String(one.number), one.title, one.summary]),
          },
        },
      ]),
    ],
    sources: [CONVENTION],
  };
}
