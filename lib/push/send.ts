import { and, eq, isNull, sql } from "drizzle-orm";
import { db, type Tx } from "@/db/client";
import { pushSubscription } from "@/db/schema/push";
import { session } from "@/db/schema/sign-in";
import { queueJob } from "@/lib/core/transact";
import { parseUrl } from "@/lib/core/url";
import { env } from "@/lib/env";
import { type Guard, LOCAL, PUBLIC, post } from "@/lib/outgoing/guarded";
import { unseal } from "@/lib/sealing";
import { encrypt } from "./encrypt";
import { AllowPush, isForNow, MOST_FAILURES, nextTry } from "./model";
import { proofFor } from "./vapid";

/** Seconds for which a service keeps a message for a browser that is not running. */
const KEPT = 86_400;

/** What a browser shows. `path`: of this site, with its language. */
export interface PushMessage {
  title: string;
  body: string;
  path: string;
  lang: string;
  dir: "ltr" | "rtl";
}

/** Whose notifications the message is of: those that one mail would have. */
export interface PushOf {
  memberId: string;
  noticeMailId: string;
}

/** A further attempt, for one browser. `failed`: attempts so far; `at`: of the first, in seconds. */
export interface PushAgain {
  pushId: string;
  failed: number;
  at: number;
}

/** `again`: this is a further attempt. */
export interface PushOptions {
  guard?: Guard;
  now?: Date;
  again?: PushAgain;
}

/**
 * Sends a message to all browsers of a member, one after the other. A browser whose service says that it is gone is
 * removed. What a service refuses for the moment is tried again by a job of its own, which reads the notifications anew.
 */
export async function sendToBrowsers(
  of: PushOf,
  message: PushMessage,
  { guard = env().WEB_PUSH === "local" ? LOCAL : PUBLIC, now = new Date(), again }: PushOptions = {},
): Promise<void> {
  if (env().WEB_PUSH === "off") return;
  const rows = await db()
    .select({ id: pushSubscription.id, sealed: pushSubscription.sealed })
    .from(pushSubscription)
    .innerJoin(session, eq(session.id, pushSubscription.sessionId))
    .where(
      and(
        eq(pushSubscription.memberId, of.memberId),
        isNull(session.endedAt),
        again ? eq(pushSubscription.id, again.pushId) : undefined,
      ),
    );
  const text = Buffer.from(JSON.stringify(message), "utf8");
  const first = again ? new Date(again.at * 1_000) : now;
  for (const { id, sealed } of rows) {
    const outcome = await sendTo(id, sealed, text, { guard, ttl: ttlAt(first, now) });
    const failed = (again?.failed ?? 0) + 1;
    const next = typeof outcome === "object" ? nextTry({ failed, first, asked: outcome.asked }, now) : null;
    await db().transaction(async (tx) => {
      if (next)
        await queueJob(tx, {
          task: "push-again",
          payload: { ...of, pushId: id, failed, at: Math.floor(first.getTime() / 1_000) },
          key: `push-again:${of.noticeMailId}:${id}`,
          queue: "push",
          runAt: next,
        });
      // A message that is tried again has not failed yet.
      else await settle(tx, id, typeof outcome === "object" ? "failed" : outcome);
    });
  }
}

/** A later attempt leaves the service less time, so that the message ends at the same time. */
const ttlAt = (first: Date, now: Date) =>
  Math.max(60, KEPT - Math.floor((now.getTime() - first.getTime()) / 1_000));

/** `asked`: refused for the moment, with the seconds after which the service wants to be asked again. */
type Outcome = "sent" | "failed" | "gone" | { asked: number | null };

async function sendTo(
  id: string,
  sealed: Buffer,
  text: Buffer,
  { guard, ttl }: { guard: Guard; ttl: number },
): Promise<Outcome> {
  const opened = unseal("push subscription", sealed, id);
  const known = opened === null ? null : AllowPush.safeParse(JSON.parse(opened));
  const at = known?.success ? parseUrl(known.data.endpoint) : null;
  // With another secret of the site, it cannot prove any more that it is the site that the browser knows.
  if (!known?.success || !at) return "gone";
  let body: Buffer;
  try {
    body = encrypt(text, known.data);
  } catch {
    // The key is no point of the curve.
    return "gone";
  }
  const answer = await post(known.data.endpoint, {
    guard,
    body,
    headers: {
      authorization: proofFor(at, new Date()),
      "content-type": "application/octet-stream",
      "content-encoding": "aes128gcm",
      ttl: String(ttl),
      urgency: "normal",
    },
  });
  // An address that the site may not ask stays one; a service that did not answer may do so later.
  if ("failure" in answer) return answer.failure === "address" ? "failed" : { asked: null };
  const { status, retryAfter } = answer;
  if (status === 404 || status === 410) return "gone";
  if (isForNow(status)) return { asked: retryAfter };
  return status >= 200 && status < 300 ? "sent" : "failed";
}

async function settle(tx: Tx, id: string, outcome: "sent" | "failed" | "gone"): Promise<void> {
  const of = eq(pushSubscription.id, id);
  if (outcome === "sent")
    await tx.update(pushSubscription).set({ sentAt: new Date(), failures: 0 }).where(of);
  if (outcome === "failed")
    await tx
      .update(pushSubscription)
      .set({ failures: sql`${pushSubscription.failures} + 1` })
      .where(of);
  if (outcome === "gone") await tx.delete(pushSubscription).where(of);
  else
    await tx.delete(pushSubscription).where(and(of, sql`${pushSubscription.failures} >= ${MOST_FAILURES}`));
}
