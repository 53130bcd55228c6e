import { and, eq, inArray, or } from "drizzle-orm";
import { dataExport } from "@/db/schema/accounts";
import { draft } from "@/db/schema/revisions";
import type { Ctx } from "@/lib/core/ctx";

/**
 * Takes away own data that was made before a text in it was hidden: its author's, and that of whoever was writing in its
 * section. They ask for it again, and get it without.
 */
export async function removeDataExports(
  { tx }: Pick<Ctx, "tx">,
  { authorId, sectionId }: { authorId: string | null; sectionId: string },
): Promise<void> {
  const writers = tx.select({ id: draft.memberId }).from(draft).where(eq(draft.sectionId, sectionId));
  await tx
    .delete(dataExport)
    .where(
      and(
        eq(dataExport.state, "ready"),
        or(authorId ? eq(dataExport.memberId, authorId) : undefined, inArray(dataExport.memberId, writers)),
      ),
    );
}
