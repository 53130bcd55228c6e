import { eq } from "drizzle-orm";
import { replyProposal } from "@/db/schema/reply-proposals";
import type { Ctx } from "@/lib/core/ctx";
import { eraseDrafts } from "@/lib/revisions";

/** Deletes the drafts into which members are bringing a reply that was purged, and that they are. */
export async function eraseProposals(ctx: Ctx, { commentId }: { commentId: string }): Promise<void> {
  const gone = await ctx.tx
    .delete(replyProposal)
    .where(eq(replyProposal.commentId, commentId))
    .returning({ memberId: replyProposal.memberId, sectionId: replyProposal.sectionId });
  for (const { memberId, sectionId } of gone) await eraseDrafts(ctx, sectionId, { memberIds: [memberId] });
}
