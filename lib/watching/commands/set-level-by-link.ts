import { and, eq, sql } from "drizzle-orm";
import { page } from "@/db/schema/revisions";
import { watch } from "@/db/schema/watching";
import type { Ctx } from "@/lib/core/ctx";
import { DomainError } from "@/lib/core/errors";
import { isId } from "@/lib/core/id";
import { newestOf } from "@/lib/notices";
import type { SetLevelByLink } from "../forms/model";
import { levelsOfKind } from "../model";
import { findLevelLink } from "../queries/level-by-link";
import { refuseTooMany } from "./set-watch";

/**
 * Changes the level of the one thing that a mail's link names, signed in or not. Throws `gone` for an invalid link,
 * `conflict` / `too_many_watches`.
 */
export async function setLevelByLink(ctx: Ctx, { token, level }: SetLevelByLink): Promise<void> {
  ctx.asSystem("the link of a mail is the right to change how closely its reader follows one thing");
  const link = await findLevelLink(token, ctx.tx);
  if (!link || !levelsOfKind(link.kind).includes(level)) throw new DomainError("gone", "level_link");
  const { memberId, kind, key } = link;
  const mine = and(eq(watch.memberId, memberId), eq(watch.kind, kind), eq(watch.key, key));
  const [present] = await ctx.tx.select({ level: watch.level }).from(watch).where(mine).for("update");
  if (present?.level === level) return ctx.skipAudit("it is watched so already");
  if (!present) await refuseTooMany(ctx, memberId);
  const pageId = await findPage(ctx, key);
  const { now } = ctx;
  const chosen = { level, reason: "chosen", since: now } as const;
  await ctx.tx
    .insert(watch)
    .values({
      memberId,
      kind,
      key,
      pageId,
      ...chosen,
      seenNumber: pageId === null ? 0 : newestOf(sql`${pageId}::uuid`),
      seenAt: now,
      createdAt: now,
    })
    .onConflictDoUpdate({ target: [watch.memberId, watch.kind, watch.key], set: chosen });
  await ctx.record("watch.changed", { memberId, of: `${kind}:${key}`, level });
}

/** Finds the page of a key, which begins with its id; null for subjects and regions, and for categories. */
async function findPage({ tx }: Ctx, key: string): Promise<string | null> {
  const [id = ""] = key.split("/");
  if (!isId(id)) return null;
  const [row] = await tx.select({ id: page.id }).from(page).where(eq(page.id, id));
  return row?.id ?? null;
}
