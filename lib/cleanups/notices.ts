import { and, eq } from "drizzle-orm";
import { cleanup } from "@/db/schema/cleanups";
import type { Ctx } from "@/lib/core/ctx";
import { type Describe, type NewsKinds, newsOf, notify } from "@/lib/notices";

const CLEANUP_NEWS_KIND = "cleanup";

/** Notifies a member that moderators take back what they contributed: once, not for each contribution. */
export async function notifyCleanedUp(
  ctx: Ctx,
  { memberId, cleanupId }: { memberId: string; cleanupId: string },
): Promise<void> {
  await notify(ctx, {
    memberIds: [memberId],
    category: "decision",
    kind: CLEANUP_NEWS_KIND,
    key: cleanupId,
    pageId: null,
    anew: true,
  });
}

const describeCleanup: Describe = async (reader, { key }, on) => {
  const [found] = await on
    .select({ reason: cleanup.reason, state: cleanup.state })
    .from(cleanup)
    .where(and(eq(cleanup.id, key), eq(cleanup.memberId, reader.id)));
  if (!found) return null;
  const isBack = found.state === "undoing" || found.state === "undone";
  return newsOf({
    news: isBack ? "cleanup.undone" : "cleanup.started",
    title: (t) => t("cleanups.own"),
    path: "/charter",
    reason: isBack ? null : found.reason,
    isSecret: true,
  });
};

export const CLEANUP_NEWS: NewsKinds = { [CLEANUP_NEWS_KIND]: describeCleanup };
