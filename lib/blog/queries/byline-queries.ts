import { and, asc, eq, inArray } from "drizzle-orm";
import { db, type Queryable } from "@/db/client";
import { member } from "@/db/schema/accounts";
import { post, postAuthor } from "@/db/schema/blog";
import { revision, section } from "@/db/schema/revisions";
import type { Actor } from "@/lib/core/actor";
import { DomainError } from "@/lib/core/errors";
import { listFilesOf } from "@/lib/files";
import { contentOf } from "@/lib/revisions";
import type { Content } from "@/lib/text/nodes";
import { bodyKind } from "../body";
import { POST_KIND } from "../model";
import type { PostInWork, SignedPost } from "../writing/model";

/** Finds a post that a member signs or was asked to sign. Throws `not_found` to all others, `gone` if deleted. */
export async function findSigned(actor: Actor, slug: string, on: Queryable = db()): Promise<SignedPost> {
  const [row] = await on
    .select({
      id: post.pageId,
      slug: post.slug,
      state: post.state,
      title: post.title,
      summary: post.summary,
      language: post.language,
      coverId: post.coverId,
      coverAlt: post.coverAlt,
      mine: postAuthor.state,
      content: revision.content,
    })
    .from(post)
    .innerJoin(postAuthor, eq(postAuthor.postId, post.pageId))
    .innerJoin(section, eq(section.id, post.sectionId))
    .leftJoin(revision, eq(revision.id, section.currentRevisionId))
    .where(
      and(
        eq(post.slug, slug),
        eq(postAuthor.memberId, actor.id),
        inArray(postAuthor.state, ["asked", "agreed"]),
      ),
    );
  if (!row) throw new DomainError("not_found", "post");
  if (row.state === "removed") throw new DomainError("gone", "post_removed");
  const { id, mine, content, coverId, coverAlt, ...own } = row;
  const [byline, pictures] = await Promise.all([
    listByline(id, on),
    listFilesOf({ kind: POST_KIND, id }, on),
  ]);
  return {
    ...own,
    isSigned: mine === "agreed",
    authors: byline.filter((one) => one.state === "agreed").map((one) => one.displayName),
    cover: coverId === null ? null : { file: coverId, alt: coverAlt },
    content: contentOf(bodyKind, content === null ? null : { content }) as Content,
    pictures,
  };
}

/** Lists all members asked to sign a post in byline order, with their answers. */
export function listByline(postId: string, on: Queryable = db()): Promise<PostInWork["byline"]> {
  return on
    .select({
      id: member.id,
      handle: member.handle,
      displayName: member.displayName,
      memberState: member.state,
      state: postAuthor.state,
    })
    .from(postAuthor)
    .innerJoin(member, eq(member.id, postAuthor.memberId))
    .where(eq(postAuthor.postId, postId))
    .orderBy(asc(postAuthor.position))
    .then((rows) => rows.map(({ memberState, ...row }) => ({ ...row, isFormer: memberState === "erased" })));
}
