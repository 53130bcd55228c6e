import { eq } from "drizzle-orm";
import type { Queryable } from "@/db/client";
import { post, series } from "@/db/schema/blog";
import { bareRecordsKind } from "@/lib/revisions/records/records";
import { type AnyRecord, RECORDS_VERSION, type RecordsContent } from "@/lib/revisions/records-fields";
import { listAuthorIds } from "./access";
import { DETAILS } from "./model";

const ONE = "details";

/**
 * A post's details as one record in a section of its own, from its first change after publication on. It has
 * codes and ids like the row, so that no name is stored that a member may later erase.
 */
export const detailsKind = bareRecordsKind({
  key: DETAILS,
  titleField: "title",
  isLegal: false,
  maxRecords: 1,
  fields: [
    { name: "title", type: "text", max: 160, required: true },
    { name: "summary", type: "longtext", max: 400 },
    { name: "language", type: "lang", required: true },
    { name: "authors", type: "list", max: 12 },
    { name: "topics", type: "list", max: 10 },
    { name: "countries", type: "list", max: 30 },
    { name: "articles", type: "list", max: 30 },
    { name: "project", type: "text", max: 120 },
    { name: "series", type: "text", max: 120 },
    { name: "isPersonalView", type: "fact4" },
    { name: "cover", type: "text", max: 40 },
    { name: "coverAlt", type: "longtext", max: 500 },
  ],
});

/** Reads a post's current details. */
export async function readDetails(on: Queryable, postId: string): Promise<RecordsContent> {
  const [row] = await on
    .select({
      title: post.title,
      summary: post.summary,
      language: post.language,
      topics: post.topics,
      countries: post.countries,
      articles: post.articles,
      project: post.project,
      series: series.title,
      isPersonalView: post.isPersonalView,
      cover: post.coverId,
      coverAlt: post.coverAlt,
    })
    .from(post)
    .leftJoin(series, eq(series.id, post.seriesId))
    .where(eq(post.pageId, postId));
  if (!row) throw new Error("a post went while it was read");
  const record: AnyRecord = {
    id: ONE,
    ...row,
    summary: row.summary === "" ? null : row.summary,
    coverAlt: row.coverAlt === "" ? null : row.coverAlt,
    isPersonalView: row.isPersonalView ? "yes" : "no",
    authors: await listAuthorIds(on, postId),
  };
  return detailsKind.parse({ schemaVersion: RECORDS_VERSION, records: [record] }) as RecordsContent;
}
