import { asc, eq, sql } from "drizzle-orm";
import type { Queryable } from "@/db/client";
import { bouncedMail, bounceScore } from "@/db/schema/bounces";
import type { PersonalData } from "@/lib/core/personal-data";
import { sweep } from "@/lib/core/sweep";
import { daysBefore, KEPT_DAYS, RESET_DAYS } from "./model";

/** Collects which mails to a member came back, and what followed. */
async function collectBounces(on: Queryable, memberId: string) {
  const [score] = await on
    .select({
      score: bounceScore.score,
      since: bounceScore.since,
      lastAt: bounceScore.lastAt,
      stoppedAt: bounceScore.stoppedAt,
    })
    .from(bounceScore)
    .where(eq(bounceScore.memberId, memberId));
  return {
    returnedMails: await on
      .select({
        weight: bouncedMail.weight,
        status: bouncedMail.status,
        reason: bouncedMail.reason,
        at: bouncedMail.at,
      })
      .from(bouncedMail)
      .where(eq(bouncedMail.memberId, memberId))
      .orderBy(asc(bouncedMail.at), asc(bouncedMail.mail)),
    returnedMailsScore: score ?? null,
  };
}

/** Mails that came back. A score is deleted when it is zero again, a bounce when no report of it can come any more. */
export const BOUNCE_DATA: PersonalData = {
  collect: collectBounces,
  tables: [bouncedMail, bounceScore],
  expire: async ({ tx, now }) => ({
    bounces: await sweep(
      tx,
      sql`delete from bounced_mail where (member_id, mail) in (select b.member_id, b.mail from bounced_mail b
        where b.at < ${daysBefore(now, KEPT_DAYS).toISOString()}::timestamptz limit 2000)`,
    ),
    bounceScores: await sweep(
      tx,
      sql`delete from bounce_score where member_id in (select b.member_id from bounce_score b
        where b.last_at < ${daysBefore(now, RESET_DAYS).toISOString()}::timestamptz
          and b.counts_from < ${daysBefore(now, RESET_DAYS).toISOString()}::timestamptz limit 2000)`,
    ),
  }),
};
