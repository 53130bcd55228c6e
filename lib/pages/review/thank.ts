import { revisionThanks } from "@/db/schema/revisions";
import type { Ctx } from "@/lib/core/ctx";
import { DomainError } from "@/lib/core/errors";
import { factOf, type Placed } from "../moderation";

/**
 * Thanks the author of a published revision: once, seen by the author alone, and not counted. The caller
 * checks the right. Throws `not_found` for one that was never published.
 */
export async function thankFor(ctx: Ctx, { section, revision }: Placed): Promise<void> {
  if (revision.state !== "published") throw new DomainError("not_found", "revision");
  const thanked = await ctx.tx
    .insert(revisionThanks)
    .values({ revisionId: revision.id, memberId: ctx.actor?.id ?? "", thankedAt: ctx.now })
    .onConflictDoNothing()
    .returning({ id: revisionThanks.revisionId });
  if (thanked.length === 0) ctx.skipAudit("they have thanked for it already");
  else await ctx.record("revision.thanked", factOf(section, revision));
}
