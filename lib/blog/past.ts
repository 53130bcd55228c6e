import { and, eq, inArray } from "drizzle-orm";
import { db, type Queryable } from "@/db/client";
import { post } from "@/db/schema/blog";
import { listFilesOf } from "@/lib/files";
import { type ShownPicture, shownPictures } from "@/lib/files/model";
import { diffText, headOf, loadPast as loadPastOf, readTextAfter } from "@/lib/pages";
import type { TextHead } from "@/lib/pages/model";
import type { DiffResult } from "@/lib/revisions/model";
import type { Content } from "@/lib/text/nodes";
import { bodyKind } from "./body";
import { POST_KIND } from "./model";

const OWNER = {
  id: post.pageId,
  slug: post.slug,
  title: post.title,
  language: post.language,
  sectionId: post.sectionId,
  publishedAt: post.publishedAt,
} as const;

/** A published post as the pages of its history name it; null for any other, a retracted one included. */
export async function findPostHead(slug: string, on: Queryable = db()): Promise<TextHead | null> {
  const [row] = await on
    .select(OWNER)
    .from(post)
    .where(and(eq(post.slug, slug), eq(post.state, "published")));
  return headOf(on, POST_KIND, row);
}

/** The text of a post as it stood after the revision of a number: `readTextAfter`. */
export const readBodyAfter = (head: TextHead, number: number, on?: Queryable): Promise<Content | null> =>
  readTextAfter(bodyKind, head, number, on);

/** What differs in a post's text between two of its revisions: `diffText`. */
export const diffBody = (
  head: TextHead,
  from: number,
  to: number,
  on?: Queryable,
): Promise<DiffResult | null> => diffText(bodyKind, head, from, to, on);

/** The pictures of a post that can be shown; one of an earlier text that it no longer has is only named. */
export async function listPostPictures(
  { id }: Pick<TextHead, "id">,
  on: Queryable = db(),
): Promise<ShownPicture[]> {
  return shownPictures(await listFilesOf({ kind: POST_KIND, id }, on));
}

/**
 * A revision of a post since it appeared, of its text or of what stands round it; also of one that was taken back.
 * Throws `not_found` for any other.
 */
export async function loadPast(on: Queryable, slug: string, number: number) {
  const [row] = await on
    .select(OWNER)
    .from(post)
    .where(and(eq(post.slug, slug), inArray(post.state, ["published", "retracted"])));
  return loadPastOf(on, POST_KIND, row, number);
}
