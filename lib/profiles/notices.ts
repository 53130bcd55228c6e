import type { Ctx } from "@/lib/core/ctx";
import { notify } from "@/lib/notices";

/** Notifies the author of a revision of thanks for it; the notice finds out from whom when it is read. */
export async function notifyThanked(
  ctx: Ctx,
  { pageId, revisionId, authorId }: { pageId: string; revisionId: string; authorId: string | null },
): Promise<void> {
  const memberIds = authorId ? [authorId] : [];
  await notify(ctx, { memberIds, category: "reply", kind: "revision.thanked", key: revisionId, pageId });
}

/** Notifies a reviewer of an edit handed to them. */
export async function notifyHandedOver(
  ctx: Ctx,
  { pageId, revisionId, memberId }: { pageId: string; revisionId: string; memberId: string },
): Promise<void> {
  const memberIds = [memberId];
  await notify(ctx, { memberIds, category: "review", kind: "revision.handed", key: revisionId, pageId });
}
