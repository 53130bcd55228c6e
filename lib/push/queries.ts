import { and, asc, eq, isNull, type SQL, sql } from "drizzle-orm";
import { db, type Queryable } from "@/db/client";
import { pushSubscription } from "@/db/schema/push";
import { session } from "@/db/schema/sign-in";
import { subselect } from "@/db/subselect";
import type { Actor } from "@/lib/core/actor";
import { env } from "@/lib/env";

/** A browser in which a member sees notifications. */
export interface PushBrowser {
  id: string;
  /** What the browser said of itself when its member signed in. */
  device: string;
  createdAt: Date;
  /** Whether it is the one of this session. */
  isPresent: boolean;
}

/** Lists the browsers in which a member sees notifications. One whose session has ended shows none. */
export async function listBrowsers(actor: Actor, on: Queryable = db()): Promise<PushBrowser[]> {
  if (env().WEB_PUSH === "off") return [];
  const rows = await on
    .select({
      id: pushSubscription.id,
      device: session.device,
      createdAt: pushSubscription.createdAt,
      sessionId: pushSubscription.sessionId,
    })
    .from(pushSubscription)
    .innerJoin(session, eq(session.id, pushSubscription.sessionId))
    .where(and(eq(pushSubscription.memberId, actor.id), isNull(session.endedAt)))
    .orderBy(asc(pushSubscription.createdAt), asc(pushSubscription.id));
  return rows.map(({ sessionId, ...row }) => ({ ...row, isPresent: sessionId === actor.sessionId }));
}

/** SQL: whether a member sees notifications in any browser. */
export const wantsPush = (memberId: SQL): SQL =>
  env().WEB_PUSH === "off"
    ? sql`false`
    : subselect`exists (select 1 from push_subscription p join session s on s.id = p.session_id
        where p.member_id = ${memberId} and s.ended_at is null)`;
