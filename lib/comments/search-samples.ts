import type { SearchEntry } from "@/lib/search";
import { commentEntry } from "./search-entries";

const CONTENT = {
  schemaVersion: 1,
  doc: {
    type: "doc",
    content: [{ type: "paragraph", attrs: { id: "sample1" }, content: [{ type: "text", text: "Sample" }] }],
  },
};

/** Makes the entry of a fixed comment: when it changes, the entries of all comments are made again. */
export function commentSamples(): SearchEntry[] {
  return [
    commentEntry({
      id: "00000000-0000-4000-8000-000000000004",
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
    }),
  ];
}
