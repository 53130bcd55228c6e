import type { SearchEntry } from "@/lib/search";
import { fromTextarea } from "@/lib/text/markdown-lite";
import { postEntry } from "./projections";

const CONTENT = fromTextarea("Sample", { newId: () => "sample01" });

/** Makes the entry of a fixed post: when it changes, the entries of all posts are made again. */
export function postSamples(): SearchEntry[] {
  const row = {
    id: "00000000-0000-4000-8000-000000000002",
    slug: "sample",
    title: "Sample",
    summary: "Sample",
    language: "fr",
    topics: ["legislation"],
    countries: ["SN"],
    publishedAt: new Date("2026-01-02T03:04:05Z"),
    state: "published" as const,
    revisionId: null,
    content: CONTENT,
  };
  return [postEntry(row, ["Sample Author"])];
}
