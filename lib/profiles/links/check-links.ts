import { eq, sql } from "drizzle-orm";
import { db } from "@/db/client";
import { linkCheck } from "@/db/schema/links";
import type { Ctx } from "@/lib/core/ctx";
import { parseUrl } from "@/lib/core/url";
import type { Guard } from "@/lib/outgoing/guarded";
import { type Answer, askLink } from "./ask";

/** Most addresses in one run, with one of each host; days until the next check, and until the one after a failure. */
export const LINKS = { inRun: 20, again: 7, afterSilence: 1 } as const;
/** Readers see a link as broken after this many failures, over this many days. */
export const SILENT = { times: 3, days: 3 } as const;

const DAY_MS = 86_400_000;

/** Computes the next state after a response. Pure. */
export function afterAnswer(
  was: { failures: number; failingSince: Date | null; brokenSince: Date | null },
  answer: Answer,
  now: Date,
) {
  const again = (days: number) => new Date(now.getTime() + days * DAY_MS);
  if (answer === "answers")
    return { failures: 0, failingSince: null, brokenSince: null, nextAt: again(LINKS.again) };
  // An address that we must not check counts as neither broken nor working.
  if (answer === "unasked") return { ...was, nextAt: again(LINKS.again) };
  const failures = was.failures + 1;
  const failingSince = was.failingSince ?? now;
  const isBroken = failures >= SILENT.times && now.getTime() - failingSince.getTime() >= SILENT.days * DAY_MS;
  const brokenSince = was.brokenSince ?? (isBroken ? failingSince : null);
  return { failures, failingSince, brokenSince, nextAt: again(isBroken ? LINKS.again : LINKS.afterSilence) };
}

/** Updates the list of addresses to those that sources name today; new ones are spread over a week. */
export async function gatherLinks(ctx: Ctx): Promise<void> {
  ctx.asSystem("which addresses there are is said by the sources");
  ctx.skipAudit("a list of what is to be asked");
  const now = sql`${ctx.now.toISOString()}::timestamptz`;
  const named = sql`select r.data ->> 'url' from profile_record r where r.section = 'sources'`;
  await ctx.tx.execute(sql`
    insert into link_check (url, next_at)
    select distinct url, ${now} + (abs(hashtext(url)::bigint) % 10080) * interval '1 minute'
    from (${named}) n (url) where url ~* '^https?://'
    on conflict (url) do nothing`);
  await ctx.tx.execute(
    sql`delete from link_check l where not exists (select 1 from profile_record r
      where r.section = 'sources' and r.data ->> 'url' = l.url)`,
  );
}

type Due = Pick<typeof linkCheck.$inferSelect, "url" | "failures" | "failingSince" | "brokenSince">;

/** Lists addresses due for a check, at most one of each host. */
export async function listDueLinks(now: Date): Promise<Due[]> {
  const rows = await db()
    .select({
      url: linkCheck.url,
      failures: linkCheck.failures,
      failingSince: linkCheck.failingSince,
      brokenSince: linkCheck.brokenSince,
    })
    .from(linkCheck)
    .where(sql`${linkCheck.nextAt} <= ${now.toISOString()}::timestamptz`)
    .orderBy(linkCheck.nextAt, linkCheck.url)
    .limit(LINKS.inRun * 10);
  const hosts = new Set<string>();
  const chosen: Due[] = [];
  for (const row of rows) {
    const host = parseUrl(row.url)?.host ?? "";
    if (hosts.has(host) || chosen.length === LINKS.inRun) continue;
    hosts.add(host);
    chosen.push(row);
  }
  return chosen;
}

/** Asks one address, outside any transaction. */
export function askDue({ url }: Due, guard?: Guard): Promise<Answer> {
  return parseUrl(url) ? askLink(url, guard) : Promise.resolve("unasked");
}

/** Stores the answer of an address; pages that name it become stale if its state changed. */
export async function recordAnswer(ctx: Ctx, { due, answer }: { due: Due; answer: Answer }): Promise<void> {
  ctx.asSystem("the site asks for itself");
  const next = afterAnswer(due, answer, ctx.now);
  await ctx.tx
    .update(linkCheck)
    .set({ ...next, askedAt: ctx.now })
    .where(eq(linkCheck.url, due.url));
  const isNews = (next.brokenSince === null) !== (due.brokenSince === null);
  if (!isNews) return ctx.skipAudit("it answered as before");
  const { rows } = await ctx.tx.execute<{ slug: string }>(sql`select distinct p.slug from profile_record r
    join profile p on p.page_id = r.page_id where r.section = 'sources' and r.data ->> 'url' = ${due.url} order by p.slug`);
  const slugs = rows.map(({ slug }) => slug);
  await ctx.record("source-link.changed", { slugs, isBroken: next.brokenSince !== null });
}
