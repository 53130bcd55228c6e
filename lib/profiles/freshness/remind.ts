import { and, asc, eq, lte, or } from "drizzle-orm";
import { db, type Queryable } from "@/db/client";
import { sectionFreshness } from "@/db/schema/freshness";
import { profile } from "@/db/schema/profiles";
import { revision, section } from "@/db/schema/revisions";
import { findToken, makeToken, spendToken } from "@/lib/accounts";
import type { Ctx } from "@/lib/core/ctx";
import { DomainError } from "@/lib/core/errors";
import { can } from "@/lib/core/policy";
import { PROFILE_NAMES } from "@/lib/profiles/names";
import { isSectionKey, type SectionKey } from "../model";
import { loadSection } from "../section-access";
import { type Checked, recordConfirmation } from "./check";
import { findHolder } from "./holder";
import { type FreshnessState, stateAt } from "./model";

/** Most sections handled in one transaction; the job repeats while there are as many. */
export const TEND_BATCH = 100;

/**
 * Handles sections that became due or overdue, once each: makes their pages stale and reminds the members
 * who can confirm them. Returns how many there were.
 */
export async function refreshFreshness(ctx: Ctx): Promise<number> {
  ctx.asSystem("time passes for everyone");
  ctx.skipAudit("each section that is due is recorded as such");
  const f = sectionFreshness;
  const rows = await ctx.tx
    .select({ sectionId: f.sectionId, pageId: f.pageId, reviewBy: f.reviewBy, outdatedAt: f.outdatedAt })
    .from(f)
    .where(
      or(
        and(eq(f.state, "fresh"), lte(f.reviewBy, ctx.now)),
        and(eq(f.state, "due"), lte(f.outdatedAt, ctx.now)),
      ),
    )
    .orderBy(asc(f.sectionId))
    .limit(TEND_BATCH)
    .for("update", { skipLocked: true });
  for (const { sectionId, pageId, ...dates } of rows) {
    const state = stateAt(dates, ctx.now);
    if (state === "fresh") continue;
    await ctx.tx.update(f).set({ state }).where(eq(f.sectionId, sectionId));
    const [of] = await ctx.tx
      .select({ slug: profile.slug, section: section.key })
      .from(section)
      .innerJoin(profile, eq(profile.pageId, section.pageId))
      .where(eq(section.id, sectionId));
    if (of) await ctx.record("section.due", { pageId, sectionId, ...of, state });
  }
  return rows.length;
}

/** A due section, as shown to members who can confirm it. */
export interface DueSection {
  slug: string;
  section: SectionKey;
  names: { en: string; fr: string; ar: string };
  state: FreshnessState;
  checkedAt: Date;
  /** Its current revision. */
  number: number;
}

/** Finds a section for a member who can confirm it; null if they cannot. */
export async function findDueSection(
  memberId: string,
  sectionId: string,
  now: Date = new Date(),
  on: Queryable = db(),
): Promise<DueSection | null> {
  const [row] = await on
    .select({
      slug: profile.slug,
      iso2: profile.iso2,
      ...PROFILE_NAMES,
      key: section.key,
      number: revision.number,
      checkedAt: sectionFreshness.checkedAt,
      reviewBy: sectionFreshness.reviewBy,
      outdatedAt: sectionFreshness.outdatedAt,
    })
    .from(sectionFreshness)
    .innerJoin(section, eq(section.id, sectionFreshness.sectionId))
    .innerJoin(revision, eq(revision.id, section.currentRevisionId))
    .innerJoin(profile, eq(profile.pageId, section.pageId))
    .where(eq(sectionFreshness.sectionId, sectionId));
  if (!row || !isSectionKey(row.key)) return null;
  const holder = await findHolder(memberId, on);
  if (!can(holder, "section.confirm", { country: row.iso2, protection: null, needsSecond: false }))
    return null;
  const { slug, en, fr, ar, checkedAt, number } = row;
  const state = stateAt(row, now);
  return { slug, section: row.key, names: { en, fr, ar }, state, checkedAt, number };
}

const KINDS = ["still-correct"] as const;

/**
 * Creates the secret of a reminder's link for one member, one section and one use, valid for a limited time.
 * Only its hash is stored.
 */
export function makeCheckLink(memberId: string, sectionId: string, now: Date): Promise<string> {
  return makeToken(db(), { kind: "still-correct", memberId, payload: { sectionId } }, now);
}

const sectionIdOf = (payload: Record<string, unknown>) => String(payload.sectionId ?? "");

/**
 * Finds what a reminder's link is for; null if it is no longer valid. Does not use it up: mail scanners follow
 * links.
 */
export async function findCheckLink(token: string, now: Date = new Date()): Promise<DueSection | null> {
  const found = await findToken(db(), KINDS, token, now);
  return found ? findDueSection(found.memberId, sectionIdOf(found.payload), now) : null;
}

/**
 * Confirms "still correct" by the link in a reminder, with the recipient's current permissions. Throws
 * `gone` for a link that was used, has expired, or whose recipient lost permission; `conflict` if the
 * section has changed.
 */
export async function confirmByLink(ctx: Ctx, input: { token: string; seen: number }): Promise<Checked> {
  const spent = await spendToken(ctx.tx, KINDS, input.token, ctx.now);
  const due = spent && (await findDueSection(spent.memberId, sectionIdOf(spent.payload), ctx.now, ctx.tx));
  if (!spent || !due) {
    ctx.asSystem("a link that is good for nothing asks for nothing");
    throw new DomainError("gone", "link");
  }
  const found = await loadSection(ctx.tx, due.slug, due.section);
  const holder = await findHolder(spent.memberId, ctx.tx);
  ctx.authorize("section.confirm-by-link", { ...found.facts, holder });
  return recordConfirmation(
    ctx,
    { slug: due.slug, section: due.section, seen: input.seen },
    found,
    spent.memberId,
  );
}
