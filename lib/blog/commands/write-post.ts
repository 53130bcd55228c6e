import { eq } from "drizzle-orm";
import { post, postAlias } from "@/db/schema/blog";
import { page, section } from "@/db/schema/revisions";
import type { Ctx } from "@/lib/core/ctx";
import { newId } from "@/lib/core/id";
import { saveContent } from "@/lib/revisions/save";
import { fromTextarea } from "@/lib/text/markdown-lite";
import { loadPost, postFact } from "../access";
import { postKinds } from "../body";
import { detailColumns, freeSlug, putAuthors } from "../details";
import { putPostFiles } from "../files";
import { BODY, POST_KIND, type SavePost, type StartPost } from "../model";

/** Begins a post as a draft of its author's: what stands round it, and its first text. Answers its slug. */
export async function startPost(ctx: Ctx, input: StartPost): Promise<{ slug: string }> {
  ctx.authorize("post.write");
  const author = ctx.actor?.id ?? "";
  const slug = await freeSlug(ctx.tx, input.title);
  const pageId = newId(ctx.now.getTime());
  const sectionId = newId(ctx.now.getTime());
  await ctx.tx.insert(page).values({ id: pageId, kind: POST_KIND, slug, createdAt: ctx.now });
  await ctx.tx.insert(section).values({ id: sectionId, pageId, key: BODY });
  await ctx.tx.insert(post).values({
    ...(await detailColumns(ctx, input, null)),
    pageId,
    sectionId,
    slug,
    state: "draft",
    createdBy: author,
    createdAt: ctx.now,
  });
  await putAuthors(ctx, pageId, author, input.coAuthors);
  await ctx.record("post.started", { pageId, slug });
  const made = await loadPost(ctx.tx, slug);
  if (input.text.trim() !== "") {
    const save = {
      base: null,
      content: fromTextarea(input.text),
      summary: input.title,
      clientToken: input.clientToken,
    };
    await saveContent(ctx, made.section, postKinds, save, true);
  }
  await putPostFiles(ctx, made.id);
  return { slug };
}

/**
 * Saves what stands round a post. Until it has appeared its address follows its title; then it stays. Whom a new
 * byline leaves out may not change the post any more. Answers the slug.
 */
export async function savePost(ctx: Ctx, input: SavePost): Promise<{ slug: string }> {
  const loaded = await loadPost(ctx.tx, input.slug);
  ctx.authorize("post.edit", loaded.facts);
  const follows = loaded.publishedAt === null && input.title !== loaded.title;
  const slug = follows ? await freeSlug(ctx.tx, input.title, loaded.id) : loaded.slug;
  const columns = await detailColumns(ctx, input, loaded.id);
  await ctx.tx
    .update(post)
    .set({ ...columns, slug })
    .where(eq(post.pageId, loaded.id));
  if (slug !== loaded.slug) {
    await ctx.tx.update(page).set({ slug }).where(eq(page.id, loaded.id));
    // A draft's old address leads on as well: someone may have it open in another tab.
    await ctx.tx
      .insert(postAlias)
      .values({ slug: loaded.slug, postId: loaded.id })
      .onConflictDoUpdate({ target: postAlias.slug, set: { postId: loaded.id } });
    await ctx.tx.delete(postAlias).where(eq(postAlias.slug, slug));
  }
  await putAuthors(ctx, loaded.id, loaded.authors[0] ?? ctx.actor?.id ?? "", input.coAuthors);
  await putPostFiles(ctx, loaded.id);
  await ctx.record("post.changed", postFact({ id: loaded.id, slug }));
  if (slug !== loaded.slug) await ctx.record("post.changed", postFact(loaded));
  return { slug };
}
