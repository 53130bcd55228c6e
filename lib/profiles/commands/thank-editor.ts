import { revisionThanks } from "@/db/schema/revisions";
import type { Ctx } from "@/lib/core/ctx";
import { DomainError } from "@/lib/core/errors";
import { factOf } from "@/lib/pages/moderation";
import type { RevisionParams } from "../editing/model";
import { loadRevision } from "../section-access";

/**
 * Thanks whoever wrote a published revision: once, told to them alone, and counted nowhere. Throws `not_found` for one
 * that was never published, `forbidden` for an own one.
 */
export async function thankEditor(ctx: Ctx, input: RevisionParams): Promise<RevisionParams> {
  const { section, facts, revision } = await loadRevision(ctx.tx, input.slug, input.number);
  ctx.authorize("revision.thank", { country: facts.country, authorId: revision.authorId });
  if (revision.state !== "published") throw new DomainError("not_found", "revision");
  const thanked = await ctx.tx
    .insert(revisionThanks)
    .values({ revisionId: revision.id, memberId: ctx.actor?.id ?? "", thankedAt: ctx.now })
    .onConflictDoNothing()
    .returning({ id: revisionThanks.revisionId });
  if (thanked.length === 0) ctx.untraced("they have thanked for it already");
  else await ctx.record("revision.thanked", factOf(section, revision));
  return input;
}
