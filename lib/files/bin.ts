import { binKind } from "@/lib/core/bin";
import type { Ctx } from "@/lib/core/ctx";
import { updateFileWriters } from "./grants";
import { endFileUses, type FileOwner, listUsedFiles, updateFileUses } from "./uses";

/**
 * Keeps the files of a thing that its author deleted for as long as it can be had back, where nobody else has them.
 * `kinds`: under which owners it had them. Whoever puts it back says anew which files stand where, and calls
 * `restoreFiles` then.
 */
export async function trashFiles(
  ctx: Ctx,
  owner: Omit<FileOwner, "isOpen" | "isInReview">,
  kinds: readonly string[],
): Promise<void> {
  const { id } = owner;
  const had = await listUsedFiles(ctx.tx, kinds, id);
  await updateFileUses(ctx, { ...owner, kind: binKind(owner.kind), isOpen: false, isInReview: false }, had, {
    kinds,
    had,
  });
  for (const kind of kinds) {
    await endFileUses(ctx, { kind, id });
    await updateFileWriters(ctx, { kind, id }, []);
  }
}

/** Gives the files up that a thing has in a bin: it stands where it stood again, or has had its time. */
export const restoreFiles = (ctx: Ctx, { kind, id }: Pick<FileOwner, "kind" | "id">): Promise<void> =>
  endFileUses(ctx, { kind: binKind(kind), id });
