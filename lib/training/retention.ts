import { and, eq, lt } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { material, materialFile, materialItem, materialLink } from "@/db/schema/training";
import { materialMessage } from "@/db/schema/training-use";
import type { Ctx } from "@/lib/core/ctx";
import { trashedBefore } from "@/lib/core/trash";
import { eraserOf } from "@/lib/publishing";
import { MATERIAL_KIND } from "./model";

/** Days for which messages to owners are stored. */
const MESSAGE_DAYS = 90;

/** Deletes expired messages; for the retention job. Returns how many. */
export async function removeOldMessages(tx: Tx, now: Date): Promise<number> {
  const gone = await tx
    .delete(materialMessage)
    .where(lt(materialMessage.createdAt, new Date(now.getTime() - MESSAGE_DAYS * 86_400_000)))
    .returning({ id: materialMessage.id });
  return gone.length;
}

const erase = eraserOf<Date>({
  kind: MATERIAL_KIND,
  list: ({ tx }, before, most) =>
    tx
      .select({ id: material.pageId })
      .from(material)
      .where(and(eq(material.state, "removed"), lt(material.removedAt, before)))
      .orderBy(material.removedAt, material.pageId)
      .limit(most)
      .for("update"),
  async clear({ tx }, id) {
    await tx.delete(materialLink).where(eq(materialLink.materialId, id));
    await tx.delete(materialItem).where(eq(materialItem.courseId, id));
    await tx.delete(materialFile).where(eq(materialFile.materialId, id));
    // Marks it as never published and erased, which the trigger that guards revisions requires.
    await tx
      .update(material)
      .set({ title: "", abstract: "", prerequisites: "", objectives: [], sessions: [], removedAt: null })
      .where(eq(material.pageId, id));
  },
});

/**
 * Erases materials whose time in the trash is over: details, description and drafts. Only the row remains, so
 * that its address is not reused. Returns how many.
 */
export function emptyMaterialBins(ctx: Ctx): Promise<number> {
  return erase(ctx, trashedBefore(ctx.now));
}
