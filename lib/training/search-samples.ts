import type { SearchEntry } from "@/lib/search";
import { fromTextarea } from "@/lib/text/markdown-lite";
import { fileEntry, materialEntry, type Row } from "./search-entries";

const CONTENT = fromTextarea("Sample", { newId: () => "sample01" });

const ROW: Row = {
  id: "00000000-0000-4000-8000-000000000005",
  slug: "sample",
  title: "Sample",
  abstract: "Sample",
  language: "en",
  kind: "guide",
  level: "introductory",
  audiences: ["judge"],
  topics: ["legislation"],
  countries: ["SN"],
  articles: ["185:16"],
  project: "Sample",
  publisher: "Sample",
  objectives: ["Sample"],
  sessions: [{ title: "Sample", minutes: 30, objectives: "Sample" }],
  publishedAt: new Date("2026-01-02T03:04:05Z"),
  tlp: "green",
  reviewedAt: new Date("2026-01-03T03:04:05Z"),
  staleSince: null,
  revisionId: null,
  content: CONTENT,
};

/** Makes the entries of a fixed material and its file: when they change, a worker rewrites all search entries. */
export function materialSamples(): SearchEntry[] {
  const file = { fileId: ROW.id, language: "en", name: "sample.pdf", access: "members" as const };
  return [
    materialEntry(ROW),
    materialEntry({ ...ROW, staleSince: ROW.publishedAt }),
    fileEntry(ROW, file, [{ page: 1, text: "Sample" }]),
  ];
}
