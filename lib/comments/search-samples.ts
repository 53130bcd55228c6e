import type { SearchEntry } from "@/lib/search";
import { fromTextarea } from "@/lib/text/markdown-lite";
import { commentEntry } from "./search-entries";

const CONTENT = fromTextarea("Sample", { newId: () => "sample01" });

/** Makes the entry of a fixed comment: when it changes, the entries of all comments are made again. */
export function commentSamples(): SearchEntry[] {
  return [
    commentEntry({
      id: "00000000-0000-4000-8000-000000000004",
      pageId: "00000000-0000-4000-8000-000000000001",
      kind: "page",
      path: "/sample",
      slug: "sample",
      title: "Sample",
      state: "shown",
      content: CONTENT,
      createdAt: new Date("2026-01-02T03:04:05Z"),
      author: "Sample Author",
      language: "en",
      isRead: true,
      audience: null,
    }),
  ];
}
