import { and, eq, inArray, ne } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { fileObject, fileUse, type ObjectKind } from "@/db/schema/files";

/** Marks a file's objects, or some kinds of them, for deletion by a job after the commit. */
export async function doomObjects(
  tx: Tx,
  fileId: string,
  kinds: readonly ObjectKind[] = ["piece", "original", "picture", "captions", "outline"],
): Promise<void> {
  await tx
    .update(fileObject)
    .set({ state: "doomed" })
    .where(
      and(
        eq(fileObject.fileId, fileId),
        inArray(fileObject.kind, [...kinds]),
        ne(fileObject.state, "doomed"),
      ),
    );
}

/** Lists the scopes of documents that show a file. */
export async function scopesOf(tx: Tx, fileId: string): Promise<string[]> {
  const rows = await tx
    .selectDistinct({ scope: fileUse.scope })
    .from(fileUse)
    .where(and(eq(fileUse.fileId, fileId), ne(fileUse.scope, "")));
  return rows.map((row) => row.scope);
}
