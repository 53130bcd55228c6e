import { and, eq, isNull, lte, sql } from "drizzle-orm";
import { notice, savedSearch } from "@/db/schema/watching";
import type { Ctx } from "@/lib/core/ctx";
import { DomainError } from "@/lib/core/errors";
import { newId } from "@/lib/core/id";
import { lockMembers } from "@/lib/core/lock-members";
import { DEFAULT_LOCALE } from "@/lib/i18n/locales";
import { moment } from "../sql";
import { type ForgetSearch, MAX_SAVED, type SaveSearch, type SeeSearch, type SetSearchLevel } from "./model";

/** Category of notices of saved searches, and their kind of thing. */
export const SEARCH_NOTICE = "search";

/**
 * Saves a search; its member is notified of new results. Saving the same search again renames it. Throws
 * `conflict` / `too_many_searches`.
 */
export async function saveSearch(ctx: Ctx, { name, query }: SaveSearch): Promise<void> {
  const memberId = authorize(ctx);
  await lockMembers(ctx.tx, memberId);
  const [same] = await ctx.tx
    .select({ id: savedSearch.id, name: savedSearch.name })
    .from(savedSearch)
    .where(and(eq(savedSearch.memberId, memberId), eq(savedSearch.query, query)))
    .for("update");
  if (same?.name === name) return ctx.skipAudit("it is kept so already");
  if (same) {
    await ctx.tx.update(savedSearch).set({ name }).where(eq(savedSearch.id, same.id));
    await ctx.record("search.saved", { memberId, searchId: same.id });
    return;
  }
  const count = await ctx.tx.$count(savedSearch, eq(savedSearch.memberId, memberId));
  if (count >= MAX_SAVED) throw new DomainError("conflict", "too_many_searches", { most: MAX_SAVED });
  const { now } = ctx;
  const id = newId(now.getTime());
  const { rowCount } = await ctx.tx
    .insert(savedSearch)
    .values({
      id,
      memberId,
      name,
      query,
      locale: ctx.actor?.locale ?? DEFAULT_LOCALE,
      level: "watching",
      toldAt: now,
      seenAt: now,
      createdAt: now,
    })
    .onConflictDoNothing();
  if (!rowCount) ctx.skipAudit("the same form came twice");
  else await ctx.record("search.saved", { memberId, searchId: id });
}

/** Changes the level of a saved search. Existing results are not notified. Throws `conflict` / `search_gone`. */
export async function setSearchLevel(ctx: Ctx, { searchId, level }: SetSearchLevel): Promise<void> {
  const memberId = authorize(ctx);
  const [present] = await ctx.tx
    .select({ level: savedSearch.level })
    .from(savedSearch)
    .where(isOwn(memberId, searchId))
    .for("update");
  if (!present) throw gone();
  if (present.level === level) return ctx.skipAudit("it is followed so already");
  await ctx.tx.update(savedSearch).set({ level, toldAt: ctx.now }).where(isOwn(memberId, searchId));
  await ctx.record("search.level-changed", { memberId, searchId, level });
}

/** Deletes a saved search with its unseen notices. Throws `conflict` / `search_gone`. */
export async function deleteSavedSearch(ctx: Ctx, { searchId }: ForgetSearch): Promise<void> {
  const memberId = authorize(ctx);
  const { rowCount } = await ctx.tx.delete(savedSearch).where(isOwn(memberId, searchId));
  if (!rowCount) throw gone();
  await ctx.tx.delete(notice).where(and(ofSearch(memberId, searchId), isNull(notice.seenAt)));
  await ctx.record("search.forgotten", { memberId, searchId });
}

/** Marks new results of a saved search as seen, up to the time the page was drawn. */
export async function seeSearch(ctx: Ctx, { searchId, at }: SeeSearch): Promise<void> {
  const memberId = authorize(ctx);
  ctx.skipAudit("what a member has seen is nobody else's");
  const until = new Date(Math.min(at, ctx.now.getTime()));
  await ctx.tx
    .update(savedSearch)
    .set({ seenAt: sql`greatest(${savedSearch.seenAt}, ${moment(until)})` })
    .where(isOwn(memberId, searchId));
  await ctx.tx
    .update(notice)
    .set({ seenAt: ctx.now })
    .where(and(ofSearch(memberId, searchId), isNull(notice.seenAt), lte(notice.lastAt, until)));
}

function authorize(ctx: Ctx): string {
  const memberId = ctx.actor?.id ?? "";
  ctx.authorize("watch.keep", { memberId });
  return memberId;
}

const gone = () => new DomainError("conflict", "search_gone");
const isOwn = (memberId: string, id: string) =>
  and(eq(savedSearch.id, id), eq(savedSearch.memberId, memberId));
const ofSearch = (memberId: string, id: string) =>
  and(eq(notice.memberId, memberId), eq(notice.kind, SEARCH_NOTICE), eq(notice.key, id));
