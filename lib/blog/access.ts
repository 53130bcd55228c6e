import { and, asc, eq, inArray, or, type SQL } from "drizzle-orm";
import type { Queryable } from "@/db/client";
import { type BylineState, type PostState, post, postAlias, postAuthor } from "@/db/schema/blog";
import { page, section } from "@/db/schema/revisions";
import { subselect } from "@/db/subselect";
import type { Actor } from "@/lib/core/actor";
import type { Ctx } from "@/lib/core/ctx";
import { DomainError } from "@/lib/core/errors";
import { can, type PostFacts } from "@/lib/core/policy";
import { guardsOf, loadersOf } from "@/lib/publishing";
import { SECTION_ROW, type SectionRow } from "@/lib/revisions";
import { POST_KIND } from "./model";

/** A post, as its commands need it. */
export interface LoadedPost {
  id: string;
  slug: string;
  title: string;
  state: PostState;
  coverId: string | null;
  coverAlt: string | null;
  summary: string;
  topics: string[];
  updatedAt: Date;
  publishedAt: Date | null;
  publishAt: Date | null;
  isCommentsLocked: boolean;
  language: string;
  createdBy: string;
  authors: string[];
  section: SectionRow;
  facts: PostFacts & { asked: string[] };
}

/** SQL: the post's owner, i.e. its creator while still an author, else the first author; never a former member. */
export const OWNER = subselect<
  string | null
>`(select a.member_id from post_author a join member m on m.id = a.member_id
  where a.post_id = ${post.pageId} and a.state = 'agreed' and m.state <> 'erased'
  order by a.member_id = ${post.createdBy} desc, a.position limit 1)`;

const COLUMNS = {
  id: post.pageId,
  slug: post.slug,
  title: post.title,
  state: post.state,
  coverId: post.coverId,
  coverAlt: post.coverAlt,
  summary: post.summary,
  topics: post.topics,
  updatedAt: post.updatedAt,
  publishedAt: post.publishedAt,
  publishAt: post.publishAt,
  isCommentsLocked: post.isCommentsLocked,
  language: post.language,
  createdBy: post.createdBy,
  section: SECTION_ROW,
} as const;

/**
 * Loads a post for writing and locks its row. An earlier address leads to it. Throws `not_found` for an
 * unknown slug and a post the actor may not read; `unauthenticated` to a visitor, whatever the slug; the
 * error of `hiddenPostError` for one in the trash, which `loadEvenTrashed` loads for those who can restore it.
 */
export const { load: loadPost, loadEvenTrashed } = loadersOf<LoadedPost>({
  async find(ctx, slug) {
    if (ctx.actor === null) throw new DomainError("unauthenticated", "sign_in");
    const found = await lockPost(ctx, slug);
    if (found.state !== "removed" && !can(ctx.actor, "post.read", found.facts))
      throw hiddenPostError(ctx.actor, found.facts);
    return found;
  },
  mayRestore: (actor, { facts }) => can(actor, "post.put-back", facts),
  absentError: (actor, { facts }) => hiddenPostError(actor, facts),
});

/**
 * Chooses the error for a post its reader may not read. For a post in the trash the owner learns that it can
 * be restored (`conflict` / `post_binned`), authors and invited ones that it was deleted (`gone` /
 * `post_removed`); for all others it does not exist.
 */
export function hiddenPostError(actor: Actor | null, facts: LoadedPost["facts"]): DomainError {
  if (can(actor, "post.put-back", facts)) return new DomainError("conflict", "post_binned");
  const isNear = [...facts.authors, ...facts.asked].includes(actor?.id ?? "");
  return facts.state === "removed" && isNear
    ? new DomainError("gone", "post_removed")
    : new DomainError("not_found", "post");
}

/**
 * Locks the posts that a change concerns, its own and its translation, in the order of their ids to avoid
 * deadlocks. Missing posts are skipped.
 */
export async function lockTogether({ tx }: Ctx, slugs: readonly (string | null)[]): Promise<void> {
  const asked = slugs.filter((slug) => slug !== null);
  if (asked.length === 0) return;
  const moved = tx.select({ id: postAlias.postId }).from(postAlias).where(inArray(postAlias.slug, asked));
  await tx
    .select({ id: post.pageId })
    .from(post)
    .where(or(inArray(post.slug, asked), inArray(post.pageId, moved)))
    .orderBy(asc(post.pageId))
    .for("no key update");
}

/** Locks and loads a post like `loadPost`, but checks no right. Throws `not_found` for an unknown slug. */
export async function lockPost({ tx }: Ctx, slug: string): Promise<LoadedPost> {
  const find = (where: SQL) =>
    tx
      .select(COLUMNS)
      .from(post)
      .innerJoin(page, eq(page.id, post.pageId))
      .innerJoin(section, eq(section.id, post.sectionId))
      .where(where)
      .for("no key update", { of: post });
  const earlier = tx.select({ id: postAlias.postId }).from(postAlias).where(eq(postAlias.slug, slug));
  const [row] = await find(eq(post.slug, slug));
  const [found] = row ? [row] : await find(inArray(post.pageId, earlier));
  if (!found) throw new DomainError("not_found", "post");
  const signers = await listSigners(tx, found.id);
  return { ...found, authors: signers.authors, facts: { ...signers, state: found.state } };
}

/** Lists a post's authors, in the order of the byline. */
export async function listAuthorIds(on: Queryable, postId: string): Promise<string[]> {
  return (await listByline(on, postId, ["agreed"])).map((row) => row.memberId);
}

/** Lists a post's authors, its owner, and members asked to sign it. */
export async function listSigners(
  on: Queryable,
  postId: string,
): Promise<{ authors: string[]; asked: string[]; ownerId: string | null }> {
  const [owner] = await on.select({ id: OWNER }).from(post).where(eq(post.pageId, postId));
  const rows = await listByline(on, postId, ["agreed", "asked"]);
  const of = (state: BylineState) => rows.filter((row) => row.state === state).map((row) => row.memberId);
  return { authors: of("agreed"), asked: of("asked"), ownerId: owner?.id ?? null };
}

/**
 * Lists members who may read an unpublished post: authors, and those asked to sign, so that they know what
 * they sign.
 */
export async function listReaderIds(on: Queryable, postId: string): Promise<string[]> {
  return (await listByline(on, postId, ["agreed", "asked"])).map((row) => row.memberId);
}

function listByline(on: Queryable, postId: string, states: BylineState[]) {
  return on
    .select({ memberId: postAuthor.memberId, state: postAuthor.state })
    .from(postAuthor)
    .where(and(eq(postAuthor.postId, postId), inArray(postAuthor.state, states)))
    .orderBy(asc(postAuthor.position));
}

/** Details of every fact about a post. */
export const postFact = ({ id, slug }: Pick<LoadedPost, "id" | "slug">) => ({ pageId: id, slug });

export const { requireState, requireSeen } = guardsOf<PostState>(POST_KIND);
