import { and, asc, desc, eq, inArray, ne, type SQL, sql } from "drizzle-orm";
import { db, type Queryable } from "@/db/client";
import { member } from "@/db/schema/accounts";
import { post, postAlias, postAuthor, series } from "@/db/schema/blog";
import { revision, section } from "@/db/schema/revisions";
import { subselect } from "@/db/subselect";
import type { Actor } from "@/lib/core/actor";
import { DomainError } from "@/lib/core/errors";
import { can } from "@/lib/core/policy";
import { trashKind } from "@/lib/core/trash";
import { listFilesOf } from "@/lib/files";
import { listTrashOf } from "@/lib/publishing";
import { contentOf } from "@/lib/revisions";
import type { Content } from "@/lib/text/nodes";
import { hiddenPostError, listSigners, OWNER } from "../access";
import { bodyKind } from "../body";
import { POST_KIND } from "../model";
import type { PostInWork, PostState, WaitingChange } from "../writing/model";
import { listByline } from "./byline-queries";
import { listPreviews } from "./preview-queries";

const COLUMNS = {
  id: post.pageId,
  sectionId: post.sectionId,
  slug: post.slug,
  state: post.state,
  title: post.title,
  summary: post.summary,
  language: post.language,
  isPersonalView: post.isPersonalView,
  topics: post.topics,
  countries: post.countries,
  articles: post.articles,
  project: post.project,
  series: series.title,
  translationId: post.translationId,
  coverId: post.coverId,
  coverAlt: post.coverAlt,
  updatedAt: post.updatedAt,
  submittedAt: post.submittedAt,
  publishAt: post.publishAt,
  publishZone: post.publishZone,
  publishedAt: post.publishedAt,
  retraction: post.retractionReason,
  returnReason: post.returnReason,
  isCommentsLocked: post.isCommentsLocked,
  stored: revision.content,
  number: revision.number,
} as const;

/**
 * Finds a post for its writers and moderators. `movedTo`: its current slug if the address changed. Throws
 * `not_found` to those who may not read it, `forbidden` to those who may only read; for a deleted one as
 * `hiddenPostError`. `evenBinned`: also loads it for its owner then, so that typed text can be shown again.
 */
export async function findPostInWork(
  actor: Actor,
  slug: string,
  { evenBinned = false }: { evenBinned?: boolean } = {},
  on: Queryable = db(),
): Promise<PostInWork | { movedTo: string }> {
  const find = (where: SQL) =>
    on
      .select(COLUMNS)
      .from(post)
      .innerJoin(section, eq(section.id, post.sectionId))
      .leftJoin(series, eq(series.id, post.seriesId))
      .leftJoin(revision, eq(revision.id, section.currentRevisionId))
      .where(where);
  const earlier = on.select({ id: postAlias.postId }).from(postAlias).where(eq(postAlias.slug, slug));
  const [found] = await find(eq(post.slug, slug));
  const [row] = found ? [found] : await find(inArray(post.pageId, earlier));
  if (!row) throw new DomainError("not_found", "post");
  const facts = { ...(await listSigners(on, row.id)), state: row.state };
  const isBack = evenBinned && can(actor, "post.put-back", facts);
  if (!isBack && !can(actor, "post.read", facts)) throw hiddenPostError(actor, facts);
  if (!isBack && !can(actor, "post.edit", facts))
    throw new DomainError("forbidden", "post_edit", { dormant: actor.dormantRoles });
  return found ? complete(row, facts, on) : { movedTo: row.slug };
}

type Row = Omit<
  PostInWork,
  "ownerId" | "translates" | "authors" | "byline" | "content" | "pictures" | "waiting" | "previews"
> & {
  sectionId: string;
  translationId: string | null;
  stored: unknown;
};

async function complete(
  row: Row,
  { ownerId }: { ownerId: string | null },
  on: Queryable,
): Promise<PostInWork> {
  const { sectionId, translationId, stored, ...own } = row;
  const content = contentOf(bodyKind, stored === null ? null : { content: stored }) as Content;
  const [byline, pictures, translates, waiting, previews] = await Promise.all([
    listByline(own.id, on),
    listFilesOf({ kind: own.state === "removed" ? trashKind(POST_KIND) : POST_KIND, id: own.id }, on),
    translationId ? findTranslated(on, translationId, own.id) : null,
    listWaiting(on, sectionId, content),
    listPreviews(own.id, new Date(), on),
  ]);
  const authors = byline.filter((one) => one.state === "agreed");
  return { ...own, ownerId, authors, byline, content, pictures, translates, waiting, previews };
}

/** Finds another post of a group of translations, to link to the group by; a published one if there is any. */
async function findTranslated(on: Queryable, translationId: string, ownId: string): Promise<string | null> {
  const [row] = await on
    .select({ slug: post.slug })
    .from(post)
    .where(and(eq(post.translationId, translationId), ne(post.pageId, ownId), ne(post.state, "removed")))
    .orderBy(sql`${post.state} <> 'published'`, asc(post.createdAt), asc(post.pageId))
    .limit(1);
  return row?.slug ?? null;
}

async function listWaiting(on: Queryable, sectionId: string, standing: Content): Promise<WaitingChange[]> {
  const rows = await on
    .select({
      number: revision.number,
      summary: revision.summary,
      createdAt: revision.createdAt,
      authorId: revision.authorId,
      author: { handle: member.handle, displayName: member.displayName },
      state: member.state,
      content: revision.content,
    })
    .from(revision)
    .leftJoin(member, eq(member.id, revision.authorId))
    .where(and(eq(revision.sectionId, sectionId), eq(revision.state, "pending")))
    .orderBy(asc(revision.number))
    .limit(20);
  return rows.map(({ content, state, author, ...change }) => ({
    ...change,
    author: state === "erased" ? null : author,
    diff: bodyKind.diff(standing, contentOf(bodyKind, { content }) as Content),
  }));
}

/** A post in its author's list. */
export interface OwnPost {
  id: string;
  slug: string;
  title: string;
  state: PostState;
  updatedAt: Date;
  publishAt: Date | null;
  publishZone: string | null;
  returnReason: string | null;
  /** Number of pending changes. */
  waiting: number;
  /** False while they are only asked to sign it. */
  isSigned: boolean;
}

const OWN = {
  id: post.pageId,
  slug: post.slug,
  title: post.title,
  state: post.state,
  updatedAt: post.updatedAt,
  publishAt: post.publishAt,
  publishZone: post.publishZone,
  returnReason: post.returnReason,
  waiting: subselect<number>`(select count(*)::int from revision r where r.section_id = ${post.sectionId}
    and r.state = 'pending')`,
  isSigned: sql<boolean>`${postAuthor.state} = 'agreed'`,
} as const;

/** Lists posts a member signs or was asked to sign, last changed first; at most 200. */
export async function listOwnPosts(actor: Actor, on: Queryable = db()): Promise<OwnPost[]> {
  return on
    .select(OWN)
    .from(post)
    .innerJoin(postAuthor, eq(postAuthor.postId, post.pageId))
    .where(
      and(eq(postAuthor.memberId, actor.id), ne(postAuthor.state, "declined"), ne(post.state, "removed")),
    )
    .orderBy(desc(post.updatedAt), desc(post.pageId))
    .limit(200);
}

/** Lists posts in the trash that a member can restore: those that the member owns. */
export const listTrash = listTrashOf(post, (memberId) => eq(OWNER, memberId));
