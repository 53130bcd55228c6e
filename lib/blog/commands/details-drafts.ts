import type { Ctx } from "@/lib/core/ctx";
import type { TextDiscard } from "@/lib/revisions/input";
import { discardOwnDrafts, keepOwnDraft } from "@/lib/revisions/own-draft";
import { ensureSectionRow, findSectionRow } from "@/lib/revisions/sections";
import { type LoadedPost, loadPost } from "../access";
import { DETAILS, POST_KIND, type SaveDetailsDraft } from "../model";

const detailsOf = ({ slug }: Pick<LoadedPost, "slug">) => ({ pageKind: POST_KIND, slug, key: DETAILS });

/** Keeps what a member typed into the form of a post and did not save. Throws as `saveBodyDraft`. */
export async function saveDetailsDraft(
  ctx: Ctx,
  input: SaveDetailsDraft,
): Promise<{ sequence: number; updatedAt: Date }> {
  const loaded = await loadPost(ctx, input.slug);
  ctx.authorize("post.describe", loaded.facts);
  const section = await ensureSectionRow(ctx.tx, detailsOf(loaded));
  if (!section) throw new Error("a post went while its draft was kept");
  return keepOwnDraft(ctx, section, input);
}

/** Throws that away; no harm when there is none. */
export async function discardDetailsDraft(
  ctx: Ctx,
  { slug, sequence }: { slug: string } & TextDiscard,
): Promise<{ slug: string; isDiscarded: boolean }> {
  const loaded = await loadPost(ctx, slug);
  ctx.authorize("post.edit", loaded.facts);
  return {
    slug: loaded.slug,
    isDiscarded: await discardOwnDrafts(ctx, await listDetailsIds(ctx, loaded), sequence),
  };
}

/** Throws all that its member did not save of a post away: of its text and of what stands round it. */
export async function discardPostDrafts(
  ctx: Ctx,
  { slug }: { slug: string },
): Promise<{ slug: string; isDiscarded: boolean }> {
  const loaded = await loadPost(ctx, slug);
  ctx.authorize("post.edit", loaded.facts);
  const ids = [loaded.section.id, ...(await listDetailsIds(ctx, loaded))];
  return { slug: loaded.slug, isDiscarded: await discardOwnDrafts(ctx, ids) };
}

async function listDetailsIds(ctx: Ctx, loaded: LoadedPost): Promise<string[]> {
  const section = await findSectionRow(ctx.tx, detailsOf(loaded));
  return section ? [section.id] : [];
}
