import type { Ctx } from "@/lib/core/ctx";
import { trashKind } from "@/lib/core/trash";
import { updateFileWriters } from "./grants";
import { type FileOwner, listUsedFiles, removeFileUses, updateFileUses } from "./uses";

/**
 * Assigns a deleted work's files to the trash while the work can be restored; there only their uploaders can
 * read them. `kinds`: the owner kinds under which the work had files. On restore, the caller sets the uses
 * again and then calls `restoreFiles`.
 */
export async function trashFiles(
  ctx: Ctx,
  owner: Omit<FileOwner, "isOpen" | "isInReview">,
  kinds: readonly string[],
): Promise<void> {
  const { id } = owner;
  const had = await listUsedFiles(ctx.tx, kinds, id);
  await updateFileUses(
    ctx,
    { ...owner, kind: trashKind(owner.kind), isOpen: false, isInReview: false },
    had,
    {
      kinds,
      had,
    },
  );
  for (const kind of kinds) {
    await removeFileUses(ctx, { kind, id });
    await updateFileWriters(ctx, { kind, id }, []);
  }
}

/** Ends the trash's use of a work's files: the work was restored or has expired. */
export const restoreFiles = (ctx: Ctx, { kind, id }: Pick<FileOwner, "kind" | "id">): Promise<void> =>
  removeFileUses(ctx, { kind: trashKind(kind), id });
