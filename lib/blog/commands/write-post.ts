import { eq, sql } from "drizzle-orm";
import { post, postAlias } from "@/db/schema/blog";
import type { Ctx } from "@/lib/core/ctx";
import { invalidFields } from "@/lib/core/errors";
import { idFor } from "@/lib/core/id";
import { passFilters, readWritten } from "@/lib/filters";
import { deleteFormDraft, makePage, movePage, type Saved } from "@/lib/revisions";
import type { FormText } from "@/lib/revisions/input";
import { type LoadedPost, loadPost, lockTogether, postFact } from "../access";
import { detailColumns, freeSlug, saveAuthors } from "../details";
import { readDetails } from "../details-kind";
import { updatePostFiles } from "../files";
import { BODY, POST_KIND, type SavePost, type StartPost } from "../model";
import { upsertDetails } from "../save-details";
import { saveGivenText } from "./edit-text";
import { publishPost, submitPost } from "./steps";

/** Result of saving a post. `text`: state of its text, if the form had any. */
export interface Written {
  slug: string;
  state: LoadedPost["state"];
  text: Saved["state"] | null;
}

/**
 * Creates a post with details and first text, and submits or publishes it if the form asks for that. The same
 * token again returns the same post.
 */
export async function startPost(ctx: Ctx, input: StartPost): Promise<Written> {
  ctx.authorize("post.write");
  const author = ctx.actor?.id ?? "";
  const pageId = idFor("post", author, input.clientToken);
  // The second of two equal submissions finds what the first created.
  await ctx.tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${pageId}, 0))`);
  const [begun] = await ctx.tx.select({ slug: post.slug }).from(post).where(eq(post.pageId, pageId));
  if (begun) return savePost(ctx, { ...input, slug: begun.slug, base: null, note: null, address: null });
  await lockTogether(ctx, [input.translates]);
  await passDetails(ctx, pageId, input);
  const columns = await detailColumns(ctx, input, null);
  const slug = await freeSlug(ctx.tx, input.title);
  const { sectionId } = await makePage(ctx, { pageId, kind: POST_KIND, slug, key: BODY });
  await ctx.tx
    .insert(post)
    .values({ ...columns, pageId, sectionId, slug, state: "draft", createdBy: author, createdAt: ctx.now });
  const asked = await saveAuthors(ctx, { id: pageId, createdBy: author }, input.coAuthors);
  await ctx.record("post.started", { pageId, slug });
  await recordAsked(ctx, { pageId, slug }, asked);
  await updatePostFiles(ctx, pageId);
  return finish(ctx, slug, input, null);
}

/**
 * Saves a post's details, text and the requested step, together or not at all. Until publication the address
 * follows the title; later it changes only on request. Authors removed from the byline can no longer edit.
 * Throws as `saveBody` and the steps.
 */
export async function savePost(ctx: Ctx, input: SavePost): Promise<Written> {
  await lockTogether(ctx, [input.slug, input.translates]);
  const loaded = await loadPost(ctx, input.slug);
  ctx.authorize("post.describe", loaded.facts);
  await passDetails(ctx, loaded.id, input, loaded);
  const slug = await saveDetails(ctx, loaded, input);
  return finish(ctx, slug, input, input.base);
}

/** Asks the filters about the details of a post. A moderator looks at every post before it is published. */
function passDetails(
  ctx: Ctx,
  pageId: string,
  input: Pick<StartPost, "title" | "summary" | "coverAlt"> & { note?: string | null },
  before?: { title: string },
) {
  const { title, summary, coverAlt, note } = input;
  return passFilters(ctx, {
    place: POST_KIND,
    pageId,
    read: () => readWritten(null, title, summary, coverAlt ?? "", note ?? ""),
    before: before && (() => readWritten(null, before.title)),
    ifHeld: "reviewed",
  });
}

async function saveDetails(ctx: Ctx, loaded: LoadedPost, input: SavePost): Promise<string> {
  const before = loaded.publishedAt === null ? null : await readDetails(ctx.tx, loaded.id);
  const columns = await detailColumns(ctx, input, loaded.id);
  const slug = await slugFor(ctx, loaded, input);
  await ctx.tx
    .update(post)
    .set({ ...columns, slug })
    .where(eq(post.pageId, loaded.id));
  if (slug !== loaded.slug) {
    await movePage(ctx, loaded.id, slug);
    // A draft's old address redirects too: another tab may have it open.
    await ctx.tx
      .insert(postAlias)
      .values({ slug: loaded.slug, postId: loaded.id })
      .onConflictDoUpdate({ target: postAlias.slug, set: { postId: loaded.id } });
    await ctx.tx.delete(postAlias).where(eq(postAlias.slug, slug));
  }
  const asked = await saveAuthors(ctx, loaded, input.coAuthors);
  await updatePostFiles(ctx, loaded.id);
  await deleteFormDraft(ctx.tx, ctx.actor?.id ?? "", loaded.id, input.formDraft);
  if (before) await upsertDetails(ctx, loaded, before, input);
  await ctx.record("post.changed", postFact({ id: loaded.id, slug }));
  if (slug !== loaded.slug) await ctx.record("post.changed", postFact(loaded));
  await recordAsked(ctx, { pageId: loaded.id, slug }, asked);
  return slug;
}

async function recordAsked(
  ctx: Ctx,
  of: { pageId: string; slug: string },
  asked: readonly string[],
): Promise<void> {
  for (const memberId of asked) await ctx.record("byline.asked", { ...of, memberId });
}

/** Finds a post's address after saving: until publication it follows the title; later it changes only on request. */
async function slugFor(ctx: Ctx, loaded: LoadedPost, input: SavePost): Promise<string> {
  if (loaded.publishedAt === null)
    return input.title === loaded.title ? loaded.slug : freeSlug(ctx.tx, input.title, loaded.id);
  if (input.address === null || input.address === loaded.slug) return loaded.slug;
  const free = await freeSlug(ctx.tx, input.address, loaded.id);
  if (free !== input.address) throw invalidFields({ address: ["taken"] });
  return free;
}

async function finish(
  ctx: Ctx,
  slug: string,
  input: FormText & Pick<StartPost, "title" | "clientToken" | "step">,
  base: number | null,
): Promise<Written> {
  const saved = await saveGivenText(ctx, {
    slug,
    base,
    clientToken: input.clientToken,
    // Summaries of drafts are not read, so the title serves.
    summary: input.title,
    text: input.text,
    content: input.content,
  });
  const loaded = await loadPost(ctx, slug);
  // A form sent twice finds the step already taken.
  if (input.step === "submit" && loaded.state === "draft") await submitPost(ctx, { slug });
  if (input.step === "publish" && loaded.state !== "published") await publishPost(ctx, { slug });
  const { state } = input.step === "draft" ? loaded : await loadPost(ctx, slug);
  return { slug, state, text: saved?.state ?? null };
}
