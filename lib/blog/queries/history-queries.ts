import { and, desc, eq, lte, type SQL } from "drizzle-orm";
import { db, type Queryable } from "@/db/client";
import { post } from "@/db/schema/blog";
import { revision } from "@/db/schema/revisions";
import { contentOf, findAppearance, isStanding } from "@/lib/revisions/contents";
import { isTextHidden } from "@/lib/revisions/hidden";
import type { DiffResult } from "@/lib/revisions/model";
import type { Content } from "@/lib/text/nodes";
import { bodyKind } from "../body";
import { POST_KIND } from "../model";
import type { PostHead } from "./model";

/** A published post as the pages of its history name it; null for any other, a retracted one included. */
export async function findPostHead(slug: string, on: Queryable = db()): Promise<PostHead | null> {
  const [row] = await on
    .select({
      id: post.pageId,
      title: post.title,
      language: post.language,
      sectionId: post.sectionId,
      publishedAt: post.publishedAt,
    })
    .from(post)
    .where(and(eq(post.slug, slug), eq(post.state, "published")));
  if (!row?.publishedAt) return null;
  const { id, title, language, sectionId, publishedAt } = row;
  const history = { kind: POST_KIND, slug, first: await findAppearance(on, sectionId, publishedAt) };
  return { id, sectionId, slug, title, language, history };
}

/** The text of a post as it stood after the revision of a number; the empty one before the first, null where it is hidden. */
export async function readBodyAfter(
  { sectionId, history }: PostHead,
  number: number,
  on: Queryable = db(),
): Promise<Content | null> {
  const stood: SQL | undefined = and(
    eq(revision.sectionId, sectionId),
    isStanding(),
    lte(revision.number, number),
  );
  const [row] =
    number < history.first
      ? []
      : await on
          .select({ content: revision.content, isHidden: isTextHidden() })
          .from(revision)
          .where(stood)
          .orderBy(desc(revision.number))
          .limit(1);
  return row?.isHidden ? null : (contentOf(bodyKind, row ?? null) as Content);
}

/**
 * What differs in a post's text between two of its revisions; `from` 0 is before anything was written. Null where either
 * is hidden.
 */
export async function diffBody(
  head: PostHead,
  from: number,
  to: number,
  on: Queryable = db(),
): Promise<DiffResult | null> {
  const [before, after] = await Promise.all([readBodyAfter(head, from, on), readBodyAfter(head, to, on)]);
  return before && after && bodyKind.diff(before, after);
}
