import { eq } from "drizzle-orm";
import { db } from "@/db/client";
import { post } from "@/db/schema/blog";
import { findReader, writeTo } from "@/lib/accounts";
import { listAuthorIds } from "./access";

/** Tells the authors of a post that it was published, given back or retracted, in their language. */
export async function mailPostNews(of: {
  pageId: string;
  news: "returned" | "published" | "retracted";
}): Promise<void> {
  const [row] = await db()
    .select({
      slug: post.slug,
      title: post.title,
      returnReason: post.returnReason,
      retractionReason: post.retractionReason,
    })
    .from(post)
    .where(eq(post.pageId, of.pageId));
  if (!row) return;
  const reason =
    of.news === "returned" ? row.returnReason : of.news === "retracted" ? row.retractionReason : null;
  for (const memberId of await listAuthorIds(db(), of.pageId)) {
    const reader = await findReader(memberId, ["active"]);
    if (!reader) continue;
    await writeTo(reader, {
      name: `post.${of.news}`,
      path: of.news === "returned" ? `/blog/${row.slug}/edit` : `/blog/${row.slug}`,
      values: { title: row.title },
      more: reason === null ? [] : [reader.t("mail.reason", { reason })],
    });
  }
}
