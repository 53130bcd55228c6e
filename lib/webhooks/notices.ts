import { and, eq } from "drizzle-orm";
import { member, roleGrant } from "@/db/schema/accounts";
import { webhookEndpoint } from "@/db/schema/webhooks";
import type { Ctx } from "@/lib/core/ctx";
import { can } from "@/lib/core/policy";
import { type Describe, type NewsKinds, NO_WORDS, notify } from "@/lib/notices";
import { FAILING_DAYS } from "./model";

/** Notifies all administrators that nothing is sent to an endpoint any more. */
export async function notifyStoppedHook(ctx: Ctx, { webhookId }: { webhookId: string }): Promise<void> {
  const rows = await ctx.tx
    .select({ id: member.id })
    .from(roleGrant)
    .innerJoin(member, eq(member.id, roleGrant.memberId))
    .where(and(eq(roleGrant.role, "administrator"), eq(member.state, "active")));
  await notify(ctx, {
    memberIds: rows.map(({ id }) => id),
    category: "review",
    kind: "webhook.stopped",
    key: webhookId,
    pageId: null,
    anew: true,
  });
}

/** An endpoint that the site switched off; nothing once it is on again, or removed. */
const describeStopped: Describe = async (reader, row, on) => {
  if (!can(reader, "webhook.manage")) return null;
  const [found] = await on
    .select({ name: webhookEndpoint.name, off: webhookEndpoint.off })
    .from(webhookEndpoint)
    .where(eq(webhookEndpoint.id, row.key));
  if (!found || found.off === null || found.off === "chosen") return null;
  const { name, off } = found;
  return {
    what: "news",
    news: "webhook.stopped",
    words: (t) => ({
      ...NO_WORDS,
      title: name,
      said:
        off === "gone"
          ? t("watching.told.webhook.gone")
          : t("watching.told.webhook.failing", { days: FAILING_DAYS }),
      path: `/admin/webhooks/${row.key}`,
    }),
  };
};

export const WEBHOOK_NEWS: NewsKinds = { "webhook.stopped": describeStopped };
