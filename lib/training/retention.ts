import { and, eq, lt } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { material, materialFile, materialItem, materialLink } from "@/db/schema/training";
import { materialMessage } from "@/db/schema/training-use";
import { binnedBefore } from "@/lib/core/bin";
import type { Ctx } from "@/lib/core/ctx";
import { eraserOf } from "@/lib/publishing";
import { MATERIAL_KIND } from "./model";

/** How long a message to a material's owner is kept, in days. */
const MESSAGE_DAYS = 90;

/** Removes messages whose time is over; for the retention job. Answers how many. */
export async function removeOldMessages(tx: Tx, now: Date): Promise<number> {
  const gone = await tx
    .delete(materialMessage)
    .where(lt(materialMessage.createdAt, new Date(now.getTime() - MESSAGE_DAYS * 86_400_000)))
    .returning({ id: materialMessage.id });
  return gone.length;
}

const forget = eraserOf<Date>({
  kind: MATERIAL_KIND,
  list: ({ tx }, before, most) =>
    tx
      .select({ id: material.pageId })
      .from(material)
      .where(and(eq(material.state, "removed"), lt(material.removedAt, before)))
      .orderBy(material.removedAt)
      .limit(most)
      .for("update"),
  async clear({ tx }, id) {
    await tx.delete(materialLink).where(eq(materialLink.materialId, id));
    await tx.delete(materialItem).where(eq(materialItem.courseId, id));
    await tx.delete(materialFile).where(eq(materialFile.materialId, id));
    // Nobody but its owner has read it, and now nobody can: the guard of revisions asks for just that.
    await tx
      .update(material)
      .set({ title: "", abstract: "", prerequisites: "", objectives: [], sessions: [], removedAt: null })
      .where(eq(material.pageId, id));
  },
});

/**
 * Ends what lay in bins for its time: details, description and drafts go. What stays is that there was one, and its
 * address, which nobody else gets. Answers how many.
 */
export function emptyMaterialBins(ctx: Ctx): Promise<number> {
  return forget(ctx, binnedBefore(ctx.now));
}
