import type { Ctx } from "@/lib/core/ctx";
import { noteOnce } from "@/lib/notices/events";

/** A note says something else than before. */
export function noteChange(
  ctx: Ctx,
  { pageId, revisionId, authorId }: { pageId: string; revisionId: string; authorId: string | null },
): Promise<void> {
  return noteOnce(ctx, { pageId, kind: "change", subjectId: revisionId }, authorId);
}
