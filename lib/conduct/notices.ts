import { and, eq } from "drizzle-orm";
import { warning } from "@/db/schema/conduct";
import type { Ctx } from "@/lib/core/ctx";
import { type Describe, type NewsKinds, newsOf, notify } from "@/lib/notices";
import { CONDUCT_PATH } from "./model";

const WARNING_NEWS = "warning";

/** Notifies a member of a warning. */
export async function notifyWarned(
  ctx: Ctx,
  { memberId, warningId }: { memberId: string; warningId: string },
): Promise<void> {
  await notify(ctx, {
    memberIds: [memberId],
    category: "decision",
    kind: WARNING_NEWS,
    key: warningId,
    pageId: null,
    // A mail of its own goes at once, whatever the member chose.
    isMailedApart: true,
  });
}

const describeWarning: Describe = async (reader, { key }, on) => {
  const [found] = await on
    .select({ reason: warning.reason })
    .from(warning)
    .where(and(eq(warning.id, key), eq(warning.memberId, reader.id)));
  if (!found) return null;
  return newsOf({
    news: "warned",
    title: (t) => t("conduct.own.title"),
    path: CONDUCT_PATH,
    reason: found.reason,
    isSecret: true,
  });
};

export const CONDUCT_NEWS: NewsKinds = { [WARNING_NEWS]: describeWarning };
