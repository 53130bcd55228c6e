import { createHash } from "node:crypto";
import { and, eq, isNull, sql } from "drizzle-orm";
import { member } from "@/db/schema/accounts";
import { identity, session } from "@/db/schema/sign-in";
import { OWES_READING } from "@/lib/conduct";
import type { Ctx } from "@/lib/core/ctx";
import { newId } from "@/lib/core/id";
import { type Browser, recordBrowser } from "./browser";

export type SignInMethod = "password" | "code" | "recovery" | "passkey" | "single-sign-on" | "joined";

/** A started session: what the browser stores, and its member's language. */
export interface Started {
  sessionId: string;
  deviceToken: string;
  locale: string;
  /** The charter must still be accepted (`Actor.owesCharter`); it is asked next. */
  owesCharter: boolean;
  /** A warning must still be confirmed; it is shown next. */
  owesReading?: true;
}

/** Starts a session with a new id; the browser's previous one ends. The caller has checked who signs in. */
export async function startSession(
  ctx: Ctx,
  wanted: { memberId: string; method: SignInMethod; hasSecondFactor: boolean; browser: Browser },
): Promise<Started> {
  const { memberId, method, browser } = wanted;
  if (ctx.actor?.sessionId) {
    await ctx.tx
      .update(session)
      .set({ endedAt: ctx.now })
      .where(and(eq(session.id, ctx.actor.sessionId), isNull(session.endedAt)));
  }
  const sessionId = newId(ctx.now.getTime());
  await ctx.tx.insert(session).values({
    id: sessionId,
    memberId,
    createdAt: ctx.now,
    lastSeenAt: ctx.now,
    confirmedAt: ctx.now,
    secondFactorAt: wanted.hasSecondFactor ? ctx.now : null,
    method,
    ip: ctx.origin.ip,
    device: ctx.origin.device ?? "",
  });
  const { deviceToken, isNew } = await recordBrowser(ctx, memberId, browser);
  const [row] = await ctx.tx
    .update(member)
    .set({ lastSeenAt: ctx.now })
    .where(eq(member.id, memberId))
    .returning({
      locale: member.locale,
      charterAcceptedAt: member.charterAcceptedAt,
      owesReading: sql<boolean>`${sql.raw(OWES_READING("member"))}`,
    });
  const owesCharter = row?.charterAcceptedAt === null && (await hasIdentity(ctx, memberId));
  await ctx.record("sign-in.succeeded", { memberId, sessionId, isNewDevice: isNew, method });
  return {
    sessionId,
    deviceToken,
    owesCharter,
    locale: row?.locale ?? "en",
    ...(row?.owesReading ? { owesReading: true } : {}),
  };
}

async function hasIdentity(ctx: Ctx, memberId: string): Promise<boolean> {
  const [row] = await ctx.tx
    .select({ subject: identity.subject })
    .from(identity)
    .where(eq(identity.memberId, memberId))
    .limit(1);
  return row !== undefined;
}

/**
 * Computes a short hash of password and second factor. A sign-in after its first step, or a new registration, stores
 * it and becomes invalid when either changes.
 */
export function credentialFingerprint(passwordHash: string | null, totpEnabledAt: Date | null): string {
  return createHash("sha256")
    .update(`${passwordHash ?? ""} ${totpEnabledAt?.getTime() ?? ""}`)
    .digest("base64url")
    .slice(0, 22);
}
