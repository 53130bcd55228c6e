import { lt } from "drizzle-orm";
import { inboundMail } from "@/db/schema/inbound-mail";
import type { Ctx } from "@/lib/core/ctx";
import { queueJob } from "@/lib/core/transact";

/** Minutes after which a stored mail has waited for longer than its job takes. */
const WAITED = 15;
/** Mails whose jobs are queued again in one run. */
const BATCH = 100;

/** Queues again the jobs of mails that wait: their tries end within half an hour, and read-only mode can last longer. */
export async function queueWaiting(ctx: Ctx): Promise<void> {
  ctx.asSystem("mails that were stored are taken");
  ctx.skipAudit("what becomes of them is recorded");
  const waiting = await ctx.tx
    .select({ id: inboundMail.id, refusal: inboundMail.refusal, leftOut: inboundMail.leftOut })
    .from(inboundMail)
    .where(lt(inboundMail.receivedAt, new Date(ctx.now.getTime() - WAITED * 60_000)))
    .orderBy(inboundMail.receivedAt, inboundMail.id)
    .limit(BATCH);
  for (const { id, refusal, leftOut } of waiting)
    await queueJob(ctx.tx, {
      task: refusal === null && leftOut === null ? "take-mail" : "mail-refused",
      payload: { inboundMailId: id },
      key: `inbound-mail:${id}`,
    });
}
