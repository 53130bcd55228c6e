import type { Ctx } from "@/lib/core/ctx";
import { leave, listOthers, type Present, touch } from "@/lib/revisions";
import type { SectionParams } from "../editing/model";
import { loadSection } from "../section-access";

/** Says that the member has the editor of a section open, and answers who else has. Good for 30 seconds. */
export async function touchPresence(ctx: Ctx, input: SectionParams): Promise<{ others: Present[] }> {
  const { section, facts } = await loadSection(ctx.tx, input.slug, input.section, input.lang);
  ctx.authorize("draft.keep", facts);
  ctx.skipAudit("forgotten within seconds");
  const memberId = ctx.actor?.id ?? "";
  await touch(ctx.tx, memberId, section.id, ctx.now);
  return { others: await listOthers(memberId, section.id, ctx.now, ctx.tx) };
}

/** Says that the member has closed the editor of a section. */
export async function leavePresence(ctx: Ctx, input: SectionParams): Promise<{ isLeft: true }> {
  const { section, facts } = await loadSection(ctx.tx, input.slug, input.section, input.lang);
  ctx.authorize("draft.keep", facts);
  ctx.skipAudit("forgotten within seconds");
  await leave(ctx.tx, ctx.actor?.id ?? "", section.id);
  return { isLeft: true };
}
