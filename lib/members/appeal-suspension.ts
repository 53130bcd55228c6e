import { and, eq, isNull } from "drizzle-orm";
import { db } from "@/db/client";
import { member } from "@/db/schema/accounts";
import { suspension } from "@/db/schema/conduct";
import { findToken } from "@/lib/accounts";
import { SUSPENSION_CASES } from "@/lib/conduct";
import type { AppealSuspension } from "@/lib/conduct/model";
import type { Ctx } from "@/lib/core/ctx";
import { DomainError } from "@/lib/core/errors";
import { appealFor, type Decided, findDecided } from "@/lib/flags";

/** Why and until when a member is suspended, and their appeal. Moderators are not named. */
export interface OwnSuspension extends Decided {
  reason: string;
  startedAt: Date;
  until: Date | null;
}

/**
 * Finds the suspension for the secret that a member gets by signing in. Null if the secret is not valid, and if the
 * suspension ended. The secret opens nothing else.
 */
export async function findOwnSuspension(text: string, now: Date = new Date()): Promise<OwnSuspension | null> {
  const found = await findToken(db(), ["suspension"], text, now);
  if (!found) return null;
  const [row] = await db()
    .select({
      id: suspension.id,
      reason: suspension.reason,
      startedAt: suspension.startedAt,
      until: suspension.until,
    })
    .from(suspension)
    .innerJoin(member, eq(member.id, suspension.memberId))
    .where(
      and(eq(suspension.memberId, found.memberId), isNull(suspension.endedAt), eq(member.state, "suspended")),
    );
  if (!row || (row.until !== null && row.until <= now)) return null;
  const { id, ...own } = row;
  const decided = await findDecided(db(), { kind: SUSPENSION_CASES, ids: [id] }, now);
  return { ...own, ...(decided.get(id) ?? { mayAppeal: false, appeal: null }) };
}

/**
 * Asks another moderator to look at the suspension again, once. Without a session: by the secret, which gives no other
 * right. Throws `invalid` / `link` for one that is not valid or whose suspension ended, `conflict` / `flag_appealed`.
 */
export async function appealSuspension(ctx: Ctx, { token, appealText }: AppealSuspension): Promise<void> {
  ctx.authorize("suspension.appeal");
  const found = await findToken(ctx.tx, ["suspension"], token, ctx.now);
  if (!found) throw new DomainError("invalid", "link");
  const [who] = await ctx.tx
    .select({ state: member.state, until: member.suspendedUntil })
    .from(member)
    .where(eq(member.id, found.memberId))
    .for("update");
  const [row] = await ctx.tx
    .select({ id: suspension.id })
    .from(suspension)
    .where(and(eq(suspension.memberId, found.memberId), isNull(suspension.endedAt)));
  const isOver = who?.until !== null && who?.until !== undefined && who.until <= ctx.now;
  if (!row || who?.state !== "suspended" || isOver) throw new DomainError("invalid", "link");
  await appealFor(ctx, { kind: SUSPENSION_CASES, id: row.id, text: appealText });
}
