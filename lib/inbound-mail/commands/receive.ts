import { createHash } from "node:crypto";
import { inboundMail } from "@/db/schema/inbound-mail";
import { takeReport } from "@/lib/bounces";
import type { Ctx } from "@/lib/core/ctx";
import { DomainError } from "@/lib/core/errors";
import { newId } from "@/lib/core/id";
import { queueJob } from "@/lib/core/transact";
import { MOST_BYTES } from "../limits";
import { findReplyTo, type ReplyTo } from "../reply-address";

/** Addresses of one mail that are looked up: one of them is the reply address. */
const MOST_RECIPIENTS = 20;

/** A mail as the server of the mailbox hands it over. */
export interface Received {
  /** Every address that it may have been sent to. */
  recipients: readonly string[];
  raw: Buffer;
  /** Whether `raw` is only the beginning of a mail that is too large. */
  isCut?: boolean;
}

/**
 * What became of a mail; `unknown`: none of its addresses is one of ours. To a return address (`lib/bounces`): `counted` if
 * it reports a new bounce, or else `ignored`.
 */
export type Reception = "stored" | "known" | "unknown" | "counted" | "ignored";

/**
 * Stores a mail to a reply address, and queues the job that takes it. The same mail again is `known`. One to the return
 * address of a mail is read at once. Throws `too_large` above 10 MB.
 */
export async function receiveMail(
  ctx: Ctx,
  { recipients, raw, isCut = false }: Received,
): Promise<Reception> {
  ctx.asSystem("the address says whose mail it is");
  if (raw.length > MOST_BYTES) throw new DomainError("too_large", "mail");
  const named = recipients.slice(0, MOST_RECIPIENTS);
  const to = await findFirst(ctx, named);
  if (!to) {
    ctx.skipAudit("unless it reports a bounce, the mail is for nobody");
    const returned = await takeReport(ctx, { recipients: named, raw });
    return returned ?? "unknown";
  }
  const digest = createHash("sha256").update(`${to.memberId} ${to.pageId} `).update(raw).digest("hex");
  const id = newId(ctx.now.getTime());
  const stored = await ctx.tx
    .insert(inboundMail)
    .values({ id, ...to, digest, raw, isCut, receivedAt: ctx.now })
    .onConflictDoNothing()
    .returning({ id: inboundMail.id });
  ctx.skipAudit("what becomes of it is recorded");
  if (stored.length === 0) return "known";
  await queueJob(ctx.tx, { task: "take-mail", payload: { inboundMailId: id } });
  return "stored";
}

async function findFirst(ctx: Ctx, recipients: readonly string[]): Promise<ReplyTo | null> {
  for (const one of recipients) {
    const found = await findReplyTo(one, ctx.tx);
    if (found) return found;
  }
  return null;
}
