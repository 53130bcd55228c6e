import { binKind } from "@/lib/core/bin";
import type { Ctx } from "@/lib/core/ctx";
import { putFileWriters } from "./grants";
import { endFileUses, type FileOwner, listUsedFiles, putFileUses } from "./uses";

/**
 * Keeps the files of a thing that its author deleted for as long as it can be had back, where nobody else has them.
 * `kinds`: under which owners it had them. Whoever puts it back says anew which files stand where, and calls
 * `takeFilesFromBin` then.
 */
export async function putFilesInBin(
  ctx: Ctx,
  owner: Omit<FileOwner, "isOpen" | "isInReview">,
  kinds: readonly string[],
): Promise<void> {
  const { id } = owner;
  const had = await listUsedFiles(ctx.tx, kinds, id);
  await putFileUses(ctx, { ...owner, kind: binKind(owner.kind), isOpen: false, isInReview: false }, had, {
    kinds,
    had,
  });
  for (const kind of kinds) {
    await endFileUses(ctx, { kind, id });
    await putFileWriters(ctx, { kind, id }, []);
  }
}

/** Gives the files up that a thing has in a bin: it stands where it stood again, or has had its time. */
export const takeFilesFromBin = (ctx: Ctx, { kind, id }: Pick<FileOwner, "kind" | "id">): Promise<void> =>
  endFileUses(ctx, { kind: binKind(kind), id });
