import { and, eq, inArray, or } from "drizzle-orm";
import { dataExport } from "@/db/schema/accounts";
import { draft } from "@/db/schema/revisions";
import type { Ctx } from "@/lib/core/ctx";

/**
 * Deletes data exports made before a text was hidden, of its author and of members with drafts in its
 * section. They can request new ones without it.
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
