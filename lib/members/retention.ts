import { inArray, type SQL, sql } from "drizzle-orm";
import { member } from "@/db/schema/accounts";
import type { Ctx } from "@/lib/core/ctx";
import { personalTables } from "@/lib/core/personal-data";
import { sweep } from "@/lib/core/sweep";
import { eraseForGood } from "./erase-person";
import { lapse } from "./proposals/end";

const BATCH = 500;

/** Retention of account data in days. */
export const ACCOUNT_DAYS = {
  unverified: 7,
  address: 90,
  session: 90,
  token: 1,
  apiAnswer: 1,
  knownDevice: 365,
  /** After the refusal: until then it can be reversed or the application sent again. */
  refusedApplication: 365,
  /** After it expired or was answered: until then an administrator sees what became of it. */
  invitation: 30,
} as const;

const before = (now: Date, days: number) => new Date(now.getTime() - days * 86_400_000).toISOString();

/**
 * Deletes expired account data: network addresses of sessions, old sessions, expired secrets, held forms, API
 * answers and data exports, browsers unused for a year, old invitations, unverified members, applicants refused a year ago. Expires
 * unconfirmed role proposals. Returns the counts.
 */
export async function applyAccountRetention(ctx: Ctx): Promise<Record<string, number>> {
  const { tx, now } = ctx;
  const run = (statement: SQL) => sweep(tx, statement);
  const moment = now.toISOString();
  return {
    sessionAddresses: await run(sql`update session set ip = null where id in (
      select id from session where ip is not null and created_at < ${before(now, ACCOUNT_DAYS.address)} limit 2000)`),
    sessions: await run(sql`delete from session where id in (
      select id from session where ended_at < ${before(now, ACCOUNT_DAYS.session)}
        or last_seen_at < ${before(now, ACCOUNT_DAYS.session)} limit 2000)`),
    tokens: await run(sql`delete from token where id in (
      select id from token where expires_at < ${before(now, ACCOUNT_DAYS.token)} limit 2000)`),
    spentChallenges: await run(sql`delete from spent_challenge where hash in (
      select hash from spent_challenge where expires_at < ${moment} limit 2000)`),
    heldForms: await run(sql`delete from held_form where id in (
      select id from held_form where expires_at < ${moment} limit 2000)`),
    apiAnswers: await run(sql`delete from api_answer where id in (
      select id from api_answer where created_at < ${before(now, ACCOUNT_DAYS.apiAnswer)} limit 2000)`),
    dataExports: await run(sql`delete from data_export where id in (
      select id from data_export where expires_at < ${moment} limit 20)`),
    knownDevices: await run(sql`delete from known_device where (member_id, hash) in (
      select member_id, hash from known_device where last_seen_at < ${before(now, ACCOUNT_DAYS.knownDevice)} limit 2000)`),
    invitations: await run(sql`delete from invitation where id in (
      select id from invitation where coalesce(ended_at, expires_at) < ${before(now, ACCOUNT_DAYS.invitation)} limit 2000)`),
    roleProposals: await lapse(ctx),
    unverifiedMembers: await removeUnverified(ctx),
    refusedApplicants: await eraseRefused(ctx),
  };
}

/** Erases applicants refused a year ago who were not admitted and did not apply again. */
async function eraseRefused(ctx: Ctx): Promise<number> {
  const { rows } = await ctx.tx.execute<{
    id: string;
    handle: string;
  }>(sql`select m.id, m.handle from member m
    where m.state = 'refused' and exists (select 1 from application a where a.member_id = m.id
      and a.state = 'refused' and a.decided_at < ${before(ctx.now, ACCOUNT_DAYS.refusedApplication)})
    order by m.id limit ${BATCH} for update of m skip locked`);
  for (const { id, handle } of rows) await eraseForGood(ctx, { memberId: id, handle });
  return rows.length;
}

/** Members unverified after seven days never used the site: their rows are deleted. */
async function removeUnverified(ctx: Ctx): Promise<number> {
  let removed = 0;
  for (;;) {
    const { rows } = await ctx.tx.execute<{ id: string }>(sql`select id from member
      where state = 'unverified' and created_at < ${before(ctx.now, ACCOUNT_DAYS.unverified)}
      order by id limit ${BATCH} for update skip locked`);
    const ids = rows.map((row) => row.id);
    if (ids.length === 0) return removed;
    for (const table of personalTables()) await ctx.tx.delete(table).where(inArray(table.memberId, ids));
    await ctx.tx.delete(member).where(inArray(member.id, ids));
    removed += ids.length;
  }
}
