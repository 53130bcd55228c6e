import type { Ctx } from "@/lib/core/ctx";
import { type Preview, previewContent } from "@/lib/revisions";
import type { PreviewSection } from "../editing/model";
import { loadSection, profileKinds } from "../section-access";

/** Compares a text with what stands, without saving it. Throws `invalid` for content that its kind refuses. */
export async function previewSection(ctx: Ctx, input: PreviewSection): Promise<Preview> {
  const { section, facts } = await loadSection(ctx.tx, input.slug, input.section, input.lang);
  ctx.authorize("section.edit", facts);
  ctx.skipAudit("nothing is kept");
  return previewContent(ctx.tx, section, profileKinds(section.key), input);
}
