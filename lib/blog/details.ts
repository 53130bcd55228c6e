import { and, asc, eq, exists, inArray, like, ne, notExists, or, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { Tx } from "@/db/client";
import { member } from "@/db/schema/accounts";
import { type BylineState, post, postAlias, postAuthor, series } from "@/db/schema/blog";
import type { Ctx } from "@/lib/core/ctx";
import { invalidFields } from "@/lib/core/errors";
import { newId } from "@/lib/core/id";
import { freeAmong } from "@/lib/text/slug";
import { type PostDetails, slugOf } from "./model";

/** Finds a slug that no post has or had, from a title: "title", "title-2", "title-3" … */
export async function freeSlug(tx: Tx, title: string, ownId?: string): Promise<string> {
  const wanted = slugOf(title);
  // Serialized, so that the second of two simultaneous posts sees the first.
  await tx.execute(sql`select pg_advisory_xact_lock(hashtext('post-slug'))`);
  const own = (slug: typeof post.slug | typeof postAlias.slug) =>
    or(eq(slug, wanted), like(slug, `${wanted}-%`));
  const posts = await tx.select({ slug: post.slug, id: post.pageId }).from(post).where(own(post.slug));
  const aliases = await tx
    .select({ slug: postAlias.slug, id: postAlias.postId })
    .from(postAlias)
    .where(own(postAlias.slug));
  const taken = new Set([...posts, ...aliases].filter((row) => row.id !== ownId).map((row) => row.slug));
  return freeAmong(taken, wanted);
}

/** Converts a form of details to columns; looks up its series and translation. */
export async function detailColumns(ctx: Ctx, input: PostDetails, ownId: string | null) {
  const alt = input.isCoverDecorative ? "" : input.coverAlt === "" ? null : input.coverAlt;
  return {
    title: input.title,
    summary: input.summary,
    language: input.language,
    isPersonalView: input.isPersonalView === "on",
    topics: input.topics,
    countries: input.countries,
    articles: input.articles,
    project: input.project,
    seriesId: input.series === null ? null : await ensureSeries(ctx, input.series),
    translationId: await (input.translates === null
      ? groupInTrash(ctx, ownId)
      : translationOf(ctx, input.translates, ownId)),
    coverId: input.coverId,
    coverAlt: input.coverId === null ? null : alt,
    updatedAt: ctx.now,
  };
}

/** Finds a series by its title, and creates it if there is none. Returns its id. */
export async function ensureSeries(ctx: Ctx, title: string): Promise<string> {
  const slug = slugOf(title);
  const [made] = await ctx.tx
    .insert(series)
    .values({ id: newId(ctx.now.getTime()), slug, title, createdAt: ctx.now })
    .onConflictDoUpdate({ target: series.slug, set: { slug } })
    .returning({ id: series.id });
  if (!made) throw new Error("a series went while it was asked for");
  return made.id;
}

/**
 * Returns a post's group of translations if its other posts are all in the trash. A form cannot name a post in the
 * trash, so saving it must not end the link: the two link again after restoring.
 */
async function groupInTrash(ctx: Ctx, ownId: string | null): Promise<string | null> {
  if (ownId === null) return null;
  const others = ctx.tx
    .select({ one: sql`1` })
    .from(another)
    .where(
      and(
        eq(another.translationId, post.translationId),
        ne(another.pageId, ownId),
        ne(another.state, "removed"),
      ),
    );
  const [own] = await ctx.tx
    .select({ id: post.translationId })
    .from(post)
    .where(and(eq(post.pageId, ownId), notExists(others)));
  return own?.id ?? null;
}
const another = alias(post, "another");

/**
 * Finds the id shared by translations of a post; the first link between two posts sets it on both. Another
 * member's unpublished post, and one in the trash, are answered as if they did not exist.
 */
async function translationOf(ctx: Ctx, slug: string, ownId: string | null): Promise<string> {
  const isOwn = exists(
    ctx.tx
      .select({ one: sql`1` })
      .from(postAuthor)
      .where(
        and(
          eq(postAuthor.postId, post.pageId),
          eq(postAuthor.memberId, ctx.actor?.id ?? post.pageId),
          eq(postAuthor.state, "agreed"),
        ),
      ),
  );
  const [other] = await ctx.tx
    .select({ id: post.pageId, translationId: post.translationId })
    .from(post)
    .where(and(eq(post.slug, slug), or(eq(post.state, "published"), and(isOwn, ne(post.state, "removed")))))
    .for("no key update");
  if (!other || other.id === ownId) throw invalidFields({ translates: ["unknown_post"] });
  if (other.translationId) return other.translationId;
  await ctx.tx.update(post).set({ translationId: other.id }).where(eq(post.pageId, other.id));
  return other.id;
}

/**
 * Saves the byline in the order of the handles, the post's creator first unless listed. New authors are asked
 * and sign when they agree; those left out no longer sign. Throws `invalid` for an unknown handle, and for a
 * member who declined. Returns the members asked now.
 */
export async function saveAuthors(
  ctx: Ctx,
  post: { id: string; createdBy: string },
  said: readonly string[],
): Promise<string[]> {
  const handles = said.flatMap(handlesIn);
  const rows =
    handles.length === 0
      ? []
      : await ctx.tx
          .select({ id: member.id, handle: member.handle, state: member.state })
          .from(member)
          .where(inArray(member.handle, handles));
  const there = await ctx.tx
    .select({ memberId: postAuthor.memberId, state: postAuthor.state, answeredAt: postAuthor.answeredAt })
    .from(postAuthor)
    .where(eq(postAuthor.postId, post.id))
    .orderBy(asc(postAuthor.position));
  const known = new Map(there.map((row) => [row.memberId, row]));
  const given = handles.map((handle) => rows.find((row) => row.handle === handle));
  // Former members stay in the byline, but cannot be added.
  if (given.some((one) => !one || (one.state !== "active" && !known.has(one.id))))
    throw invalidFields({ coAuthors: ["unknown_member"] });
  if (given.some((one) => known.get(one?.id ?? "")?.state === "declined"))
    throw invalidFields({ coAuthors: ["declined"] });
  const byline = bylineOf(
    post.createdBy,
    given.map((one) => one?.id ?? ""),
    there,
  );
  const declined = there.filter((row) => row.state === "declined" && !byline.includes(row.memberId));
  await ctx.tx.delete(postAuthor).where(eq(postAuthor.postId, post.id));
  await ctx.tx.insert(postAuthor).values([
    ...byline.map((memberId, position) => ({
      postId: post.id,
      memberId,
      position,
      state: known.get(memberId)?.state ?? (memberId === post.createdBy ? "agreed" : "asked"),
      answeredAt: known.get(memberId)?.answeredAt ?? null,
    })),
    ...declined.map((row, n) => ({ ...row, postId: post.id, position: byline.length + n })),
  ]);
  return byline.filter((memberId) => !known.has(memberId) && memberId !== post.createdBy);
}

/** Splits handles in one text, as typed without scripts. */
const handlesIn = (text: string) =>
  text
    .split(/\s+/)
    .map((word) => word.replace(/^@/, ""))
    .filter(Boolean);

/** Lists a byline's members. It always includes an author: the creator unless they left, else the first one. */
function bylineOf(
  createdBy: string,
  given: readonly string[],
  there: readonly { memberId: string; state: BylineState }[],
): string[] {
  const signing = there.filter((row) => row.state === "agreed").map((row) => row.memberId);
  const first = there.length === 0 || signing.includes(createdBy) ? createdBy : signing[0];
  return [...new Set(first === undefined || given.includes(first) ? given : [first, ...given])];
}
