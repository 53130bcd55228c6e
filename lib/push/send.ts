import { and, eq, isNull, sql } from "drizzle-orm";
import { db } from "@/db/client";
import { pushSubscription } from "@/db/schema/push";
import { session } from "@/db/schema/sign-in";
import { parseUrl } from "@/lib/core/url";
import { env } from "@/lib/env";
import { type Guard, LOCAL, PUBLIC, post } from "@/lib/outgoing/guarded";
import { unseal } from "@/lib/sealing";
import { encrypt } from "./encrypt";
import { AllowPush, MOST_FAILURES } from "./model";
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

/**
 * Sends a message to all browsers of a member, one after the other. A browser whose service says that it is gone is
 * removed. Messages are not tried again: the notification is on the site.
 */
export async function sendToBrowsers(
  memberId: string,
  message: PushMessage,
  guard: Guard = env().WEB_PUSH === "local" ? LOCAL : PUBLIC,
): Promise<void> {
  if (env().WEB_PUSH === "off") return;
  const rows = await db()
    .select({ id: pushSubscription.id, sealed: pushSubscription.sealed })
    .from(pushSubscription)
    .innerJoin(session, eq(session.id, pushSubscription.sessionId))
    .where(and(eq(pushSubscription.memberId, memberId), isNull(session.endedAt)));
  const text = Buffer.from(JSON.stringify(message), "utf8");
  for (const { id, sealed } of rows) await settle(id, await sendTo(id, sealed, text, guard));
}

type Outcome = "sent" | "failed" | "gone";

async function sendTo(id: string, sealed: Buffer, text: Buffer, guard: Guard): Promise<Outcome> {
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
      ttl: String(KEPT),
      urgency: "normal",
    },
  });
  if ("failure" in answer) return "failed";
  if (answer.status === 404 || answer.status === 410) return "gone";
  return answer.status >= 200 && answer.status < 300 ? "sent" : "failed";
}

async function settle(id: string, outcome: Outcome): Promise<void> {
  const of = eq(pushSubscription.id, id);
  if (outcome === "sent")
    await db().update(pushSubscription).set({ sentAt: new Date(), failures: 0 }).where(of);
  if (outcome === "failed")
    await db()
      .update(pushSubscription)
      .set({ failures: sql`${pushSubscription.failures} + 1` })
      .where(of);
  if (outcome === "gone") await db().delete(pushSubscription).where(of);
  else
    await db()
      .delete(pushSubscription)
      .where(and(of, sql`${pushSubscription.failures} >= ${MOST_FAILURES}`));
}
