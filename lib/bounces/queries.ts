import { and, desc, eq, gt, type SQL, sql } from "drizzle-orm";
import { db, type Queryable } from "@/db/client";
import { member } from "@/db/schema/accounts";
import { bouncedMail, bounceScore } from "@/db/schema/bounces";
import { subselect } from "@/db/subselect";
import type { Actor } from "@/lib/core/actor";
import { can } from "@/lib/core/policy";
import { type BounceState, daysBefore, RESET_DAYS } from "./model";
import { MAIL_DIGITS } from "./return-address";

/** Finds what a member sees of mails to them that came back; null if none did in the last 30 days. */
export async function findBounces(actor: Actor, on: Queryable = db()): Promise<BounceState | null> {
  return can(actor, "account.manage", { memberId: actor.id }) ? findState(actor.id, on) : null;
}

/** The same of any member, for administrators. */
export async function findBouncesOf(actor: Actor, memberId: string): Promise<BounceState | null> {
  return can(actor, "member.administer") ? findState(memberId, db()) : null;
}

async function findState(memberId: string, on: Queryable): Promise<BounceState | null> {
  const [row] = await on
    .select({
      email: sql<string>`coalesce(${member.email}, '')`,
      since: bounceScore.since,
      lastAt: bounceScore.lastAt,
      stoppedAt: bounceScore.stoppedAt,
      score: bounceScore.score,
      status: bouncedMail.status,
      reason: bouncedMail.reason,
    })
    .from(bounceScore)
    .innerJoin(member, eq(member.id, bounceScore.memberId))
    .innerJoin(bouncedMail, eq(bouncedMail.memberId, bounceScore.memberId))
    .where(
      and(
        eq(bounceScore.memberId, memberId),
        gt(bounceScore.score, 0),
        gt(bounceScore.lastAt, daysBefore(new Date(), RESET_DAYS)),
      ),
    )
    .orderBy(desc(bouncedMail.at), desc(bouncedMail.mail))
    .limit(1);
  return row ?? null;
}

/** SQL: whether mails that can be switched off are not sent to a member, because earlier ones came back. */
export function isStopped(memberId: SQL, now: Date): SQL {
  const after = daysBefore(now, RESET_DAYS).toISOString();
  return subselect`exists (select 1 from bounce_score b where b.member_id = ${memberId}
    and b.stopped_at is not null and b.last_at > ${after}::timestamptz)`;
}

/** Says the same of one member. */
export async function isAddressStopped(memberId: string, now: Date): Promise<boolean> {
  const { rows } = await db().execute<{ is: boolean }>(
    sql`select ${isStopped(sql`${memberId}::uuid`, now)} as is`,
  );
  return rows[0]?.is ?? false;
}

/** SQL: whether it was counted that a mail did not arrive; by its id, as `mailOf` names it. */
export const isCounted = (memberId: SQL, mailId: SQL): SQL =>
  subselect`exists (select 1 from bounced_mail b where b.member_id = ${memberId}
    and b.mail = left(encode(sha256(convert_to(${mailId}::text, 'UTF8')), 'hex'), ${MAIL_DIGITS}))`;
