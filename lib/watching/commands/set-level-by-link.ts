import { eq, sql } from "drizzle-orm";
import { page } from "@/db/schema/revisions";
import type { Ctx } from "@/lib/core/ctx";
import { DomainError } from "@/lib/core/errors";
import { isId } from "@/lib/core/id";
import { newestOf, requireLinked } from "@/lib/notices";
import type { SetLevelByLink } from "../forms/model";
import { levelsOfKind } from "../model";
import { readLevelLink } from "../queries/level-by-link";
import { saveLevel } from "./set-watch";

/**
 * Changes the level of the one thing that a mail's link names, signed in or not. Throws `gone` for an invalid link,
 * `conflict` / `too_many_watches`.
 */
export async function setLevelByLink(ctx: Ctx, { token, level }: SetLevelByLink): Promise<void> {
  ctx.asSystem("the link of a mail is the right to change how closely its reader follows one thing");
  const { memberId, kind, key } = await requireLinked(ctx, readLevelLink(token), "level_link");
  if (!levelsOfKind(kind).includes(level)) throw new DomainError("gone", "level_link");
  const pageId = await findPage(ctx, key);
  const seenNumber = pageId === null ? 0 : newestOf(sql`${pageId}::uuid`);
  const isChanged = await saveLevel(ctx, { memberId, kind, key, pageId, level, seenNumber });
  if (isChanged) await ctx.record("watch.changed", { memberId, of: `${kind}:${key}`, level });
  else ctx.skipAudit("it is watched so already");
}

/** Finds the page of a key, which begins with its id; null for subjects and regions, and for categories. */
async function findPage({ tx }: Ctx, key: string): Promise<string | null> {
  const [id = ""] = key.split("/");
  if (!isId(id)) return null;
  const [row] = await tx.select({ id: page.id }).from(page).where(eq(page.id, id));
  return row?.id ?? null;
}
