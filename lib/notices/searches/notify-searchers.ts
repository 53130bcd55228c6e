import { and, asc, eq, gt, lt, sql } from "drizzle-orm";
import { db } from "@/db/client";
import { savedSearch } from "@/db/schema/watching";
import type { Actor } from "@/lib/core/actor";
import type { Ctx } from "@/lib/core/ctx";
import { type By, transact } from "@/lib/core/transact";
import { newestFound } from "@/lib/search";
import { dueCase } from "../due";
import { freshId, moment } from "../sql";
import { SEARCH_NOTICE } from "./commands";
import { countOf } from "./queries";

const BATCH = 200;
/** Entries older than this (ms) are committed, as it exceeds the statement timeout. */
const SETTLED_MS = 60_000;

/**
 * Notifies members of new results of their saved searches. Runs a search only if the index has new entries,
 * and with the rights of a plain member, since mailboxes have no second factor. Safe to run twice. Returns
 * how many members were notified.
 */
export async function notifySearchers(by: By, now = new Date()): Promise<number> {
  const newest = await newestFound();
  const until = new Date(now.getTime() - SETTLED_MS);
  if (!newest) return 0;
  let notified = 0;
  let after = "00000000-0000-0000-0000-000000000000";
  for (;;) {
    const rows = await db()
      .select({
        id: savedSearch.id,
        memberId: savedSearch.memberId,
        query: savedSearch.query,
        locale: savedSearch.locale,
        toldAt: savedSearch.toldAt,
      })
      .from(savedSearch)
      .where(
        and(
          eq(savedSearch.level, "watching"),
          lt(savedSearch.toldAt, newest < until ? newest : until),
          gt(savedSearch.id, after),
        ),
      )
      .orderBy(asc(savedSearch.id))
      .limit(BATCH);
    for (const row of rows) {
      const count = await countOf(asMember(row.memberId), row, { from: row.toldAt, until });
      await transact(by, (ctx) => tell(ctx, { row, count, until }), { evenReadOnly: true });
      if (count > 0) notified += 1;
    }
    after = rows.at(-1)?.id ?? after;
    if (rows.length < BATCH) return notified;
  }
}

async function tell(
  ctx: Ctx,
  { row, count, until }: { row: { id: string; memberId: string; toldAt: Date }; count: number; until: Date },
): Promise<void> {
  ctx.asSystem("the saved search belongs to the member who is notified");
  ctx.skipAudit("a notice is kept as a row of its own");
  const { rowCount } = await ctx.tx
    .update(savedSearch)
    .set({ toldAt: until })
    .where(
      and(eq(savedSearch.id, row.id), eq(savedSearch.level, "watching"), eq(savedSearch.toldAt, row.toldAt)),
    );
  if (!rowCount || count === 0) return;
  await ctx.tx.execute(sql`
    insert into notice (id, member_id, category, kind, key, page_id, from_number, to_number, first_at, last_at, due_at)
    select ${freshId(ctx.now)}, m.id, ${SEARCH_NOTICE}, ${SEARCH_NOTICE}, ${row.id}, null, 0, 0,
      ${moment(row.toldAt)}, ${moment(until)}, ${dueCase(SEARCH_NOTICE, ctx.now)}
    from member m left join notice_setting s on s.member_id = m.id
    where m.id = ${row.memberId} and m.state = 'active'
    on conflict (member_id, category, kind, key) where seen_at is null and mail_id is null do update set
      last_at = greatest(notice.last_at, excluded.last_at), due_at = least(notice.due_at, excluded.due_at)`);
}

/** A mail's reader has no second factor, so privileged results are never mailed. */
const asMember = (id: string): Actor => ({
  id,
  handle: "",
  displayName: "",
  roles: ["member"],
  dormantRoles: [],
  focalCountries: [],
  locale: "en",
  sessionId: null,
  confirmedAt: null,
  scopes: null,
});
