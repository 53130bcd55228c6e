import { eq, type SQL, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { sectionFreshness } from "@/db/schema/freshness";
import { subselect } from "@/db/subselect";
import type { Change } from "@/lib/core/audit";
import type { Ctx } from "@/lib/core/ctx";
import { scope } from "@/lib/core/versions";
import { kindOf } from "@/lib/profiles/kinds";
import { contentOf } from "@/lib/revisions";
import { isTrivial } from "@/lib/revisions/prose/trivial";
import { isSectionKey, sectionOf } from "../model";
import { type Check, CONTACT_SECTIONS, datesAfter, stateAt } from "./model";

/** These restore an older text, which is not a new review. */
const BRINGS_BACK: readonly string[] = ["undo", "revert", "rollback"];

/**
 * Restarts the review period after a published revision, as its author has read the section. Not for a small
 * correction or a restored older text. An emptied section has no period. Returns the scopes that become stale.
 */
export async function updateFreshness(
  ctx: Ctx,
  fact: { pageId: string; sectionId: string; section: string; current: Change },
): Promise<string[]> {
  const { section: key, sectionId, pageId } = fact;
  if (!isSectionKey(key)) return [];
  const { before, after } = fact.current;
  const [row] = await ctx.tx
    .select({ reviewBy: sectionFreshness.reviewBy })
    .from(sectionFreshness)
    .where(eq(sectionFreshness.sectionId, sectionId));
  // The directory counts overdue sections.
  const stale = row && row.reviewBy <= ctx.now ? [scope.directory] : [];
  const kind = kindOf(key);
  const is = contentOf(kind, after);
  if (kind.isEmpty(is)) {
    await ctx.tx.delete(sectionFreshness).where(eq(sectionFreshness.sectionId, sectionId));
    return stale;
  }
  // A small correction does not mean that its author has checked the whole section.
  const isSlip = () => isTrivial(kind, sectionOf(key).isLegal, contentOf(kind, before), is);
  if (row && (BRINGS_BACK.includes(after.tag) || isSlip())) return [];
  const at = after.tag === "import" ? await dayOfData(ctx, pageId, is) : ctx.now;
  await restartPeriod(ctx.tx, { pageId, sectionId, section: key, how: "edit", at, now: ctx.now });
  return stale;
}

/** Sections that seeded and imported texts are based on: a text is as old as the older of the two. */
const UNDER_TEXTS = ["laws", "treaty-status"];

/** SQL: date of the data that the texts of a profile (`page`) are based on. */
const dayUnderTexts = (page: SQL) => subselect<
  string | null
>`(select min(u.day) from (select max(f.as_of) as day from profile_record f
  where f.page_id = ${page} and f.section = any(${sql.param(UNDER_TEXTS)}::text[]) group by f.section) u)`;

/** Returns the newest date of a section's records, else of those under its text, else now; never later than now. */
async function dayOfData(ctx: Ctx, pageId: string, content: unknown): Promise<Date> {
  const { records = [] } = content as { records?: readonly { asOf?: unknown }[] };
  const newest = records.flatMap(({ asOf }) => (typeof asOf === "string" ? [asOf] : [])).sort();
  const day = newest.at(-1) ?? (await findDayUnderTexts(ctx.tx, pageId)) ?? ctx.now;
  const at = new Date(day);
  return at < ctx.now ? at : ctx.now;
}

async function findDayUnderTexts(tx: Tx, pageId: string): Promise<string | null> {
  const { rows } = await tx.execute<{ day: string | null }>(
    sql`select ${dayUnderTexts(sql`${pageId}::uuid`)}::text as day`,
  );
  return rows[0]?.day ?? null;
}

/** Restarts the review period of a section: it was found correct at this moment. */
export async function restartPeriod(
  tx: Tx,
  found: {
    pageId: string;
    sectionId: string;
    section: string;
    how: Check;
    at: Date;
    /** The current time, if `at` is earlier: for imported data. */
    now?: Date;
    verified?: { by: "focal-point" | "administrator"; number: number };
  },
): Promise<void> {
  const { pageId, sectionId, section: key, how, at, now = at, verified } = found;
  const values = {
    checkedAt: at,
    how,
    ...datesAfter(key, at),
    state: stateAt(datesAfter(key, at), now),
    ...(verified ? { verifiedAt: at, verifiedBy: verified.by, verifiedNumber: verified.number } : {}),
  };
  await tx
    .insert(sectionFreshness)
    .values({ pageId, sectionId, ...values })
    .onConflictDoUpdate({ target: sectionFreshness.sectionId, set: values });
}

/**
 * Starts the review period of each seeded section at the date of its records, or for text, of the records that
 * it is based on. Sections overdue from the start cause no notification.
 */
export async function insertSeededFreshness(
  ctx: Pick<Ctx, "tx" | "now">,
  { slugs }: { slugs: readonly string[] },
): Promise<void> {
  const contacts = sql.param([...CONTACT_SECTIONS]);
  const now = ctx.now.toISOString();
  await ctx.tx.execute(sql`
    insert into section_freshness (section_id, page_id, checked_at, how, review_by, outdated_at, state)
    select s.id, s.page_id, d.day, 'edit', n.review_by, n.outdated_at,
      case when n.outdated_at <= ${now}::timestamptz then 'outdated'
        when n.review_by <= ${now}::timestamptz then 'due' else 'fresh' end
    from profile p
    join section s on s.page_id = p.page_id
    join revision r on r.id = s.current_revision_id
    cross join lateral (select case when s.key = any(${contacts}::text[]) then interval '6 months'
      else interval '12 months' end as months) m
    cross join lateral (select least(r.created_at, coalesce((select max(f.as_of) from profile_record f
      where f.page_id = s.page_id and f.section = s.key), ${dayUnderTexts(sql`s.page_id`)})::timestamp
      at time zone 'UTC') as day) d
    cross join lateral (select (d.day at time zone 'UTC' + m.months) at time zone 'UTC' as review_by,
      (d.day at time zone 'UTC' + 2 * m.months) at time zone 'UTC' as outdated_at) n
    where p.slug = any(${sql.param([...slugs])}::text[])
    on conflict (section_id) do nothing`);
}
