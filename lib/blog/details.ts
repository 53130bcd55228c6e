import { and, eq, exists, inArray, like, or, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { member } from "@/db/schema/accounts";
import { post, postAlias, postAuthor, series } from "@/db/schema/blog";
import type { Ctx } from "@/lib/core/ctx";
import { invalidFields } from "@/lib/core/errors";
import { newId } from "@/lib/core/id";
import { type PostDetails, slugOf } from "./model";

/** A slug that no post has or had, made of a title: "title", "title-2", "title-3" … */
export async function freeSlug(tx: Tx, title: string, ownId?: string): Promise<string> {
  const wanted = slugOf(title);
  // Two posts of one title that begin at once: the second sees the first one's.
  await tx.execute(sql`select pg_advisory_xact_lock(hashtext('post-slug'))`);
  const own = (slug: typeof post.slug | typeof postAlias.slug) =>
    or(eq(slug, wanted), like(slug, `${wanted}-%`));
  const posts = await tx.select({ slug: post.slug, id: post.pageId }).from(post).where(own(post.slug));
  const aliases = await tx
    .select({ slug: postAlias.slug, id: postAlias.postId })
    .from(postAlias)
    .where(own(postAlias.slug));
  const taken = new Set([...posts, ...aliases].filter((row) => row.id !== ownId).map((row) => row.slug));
  let slug = wanted;
  for (let n = 2; taken.has(slug); n += 1) slug = `${wanted}-${n}`;
  return slug;
}

/** The columns that a form of details fills. Looks up its series and the post that it translates. */
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
    translationId: input.translates === null ? null : await translationOf(ctx, input.translates, ownId),
    coverId: input.coverId,
    coverAlt: input.coverId === null ? null : alt,
    updatedAt: ctx.now,
  };
}

async function ensureSeries(ctx: Ctx, title: string): Promise<string> {
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
 * Posts in several languages share one id; the first link between two gives it to both. Another's post that has not
 * appeared is answered as one that is not there.
 */
async function translationOf(ctx: Ctx, slug: string, ownId: string | null): Promise<string> {
  const isOwn = exists(
    ctx.tx
      .select({ one: sql`1` })
      .from(postAuthor)
      .where(and(eq(postAuthor.postId, post.pageId), eq(postAuthor.memberId, ctx.actor?.id ?? post.pageId))),
  );
  const [other] = await ctx.tx
    .select({ id: post.pageId, translationId: post.translationId })
    .from(post)
    .where(and(eq(post.slug, slug), or(eq(post.state, "published"), isOwn)))
    .for("no key update");
  if (!other || other.id === ownId) throw invalidFields({ translates: ["unknown_post"] });
  if (other.translationId) return other.translationId;
  await ctx.tx.update(post).set({ translationId: other.id }).where(eq(post.pageId, other.id));
  return other.id;
}

/**
 * Writes the byline: those who are there already keep their places before new ones, and who writes is always among
 * them. Throws `invalid` for a handle that no active member has.
 */
export async function putAuthors(
  ctx: Ctx,
  postId: string,
  first: string,
  handles: readonly string[],
): Promise<void> {
  const rows =
    handles.length === 0
      ? []
      : await ctx.tx
          .select({ id: member.id, handle: member.handle })
          .from(member)
          .where(and(inArray(member.handle, [...handles]), eq(member.state, "active")));
  const ids = handles.map((handle) => rows.find((row) => row.handle === handle)?.id);
  if (ids.some((one) => one === undefined)) throw invalidFields({ coAuthors: ["unknown_member"] });
  const byline = [...new Set([first, ...(ids as string[])])];
  await ctx.tx.delete(postAuthor).where(eq(postAuthor.postId, postId));
  await ctx.tx
    .insert(postAuthor)
    .values(byline.map((memberId, position) => ({ postId, memberId, position })));
}
