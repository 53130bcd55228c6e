import type { Ctx } from "@/lib/core/ctx";
import { DETAILS } from "@/lib/revisions/form-draft";
import type { TextDiscard } from "@/lib/revisions/input";
import { discardOwnDrafts, keepOwnDraft } from "@/lib/revisions/own-draft";
import { ensureSectionRow, findSectionRow } from "@/lib/revisions/sections";
import { loadForEdit } from "../access";
import { type KeepMaterialDetails, MATERIAL_KIND } from "../model";

const detailsOf = (slug: string) => ({ pageKind: MATERIAL_KIND, slug, key: DETAILS });

/** Keeps what a member typed into the form of a material and did not save. Throws as `saveDescriptionDraft`. */
export async function keepMaterialDetails(
  ctx: Ctx,
  input: KeepMaterialDetails,
): Promise<{ sequence: number; updatedAt: Date }> {
  const { slug } = await loadForEdit(ctx, input.slug);
  const section = await ensureSectionRow(ctx.tx, detailsOf(slug));
  if (!section) throw new Error("a material went while its draft was kept");
  return keepOwnDraft(ctx, section, input);
}

type Discarded = { slug: string; isDiscarded: boolean };

/** Throws that away; no harm when there is none. */
export async function discardMaterialDetails(
  ctx: Ctx,
  { slug, sequence }: { slug: string } & TextDiscard,
): Promise<Discarded> {
  await loadForEdit(ctx, slug);
  return { slug, isDiscarded: await discardOwnDrafts(ctx, await listDetailsIds(ctx, slug), sequence) };
}

/** Throws all that its member did not save of a material away: of its description and of what stands round it. */
export async function discardMaterialDrafts(ctx: Ctx, { slug }: { slug: string }): Promise<Discarded> {
  const loaded = await loadForEdit(ctx, slug);
  const ids = [loaded.section.id, ...(await listDetailsIds(ctx, slug))];
  return { slug, isDiscarded: await discardOwnDrafts(ctx, ids) };
}

async function listDetailsIds(ctx: Ctx, slug: string): Promise<string[]> {
  const section = await findSectionRow(ctx.tx, detailsOf(slug));
  return section ? [section.id] : [];
}
