import { randomBytes } from "node:crypto";
import { and, eq, isNotNull, or } from "drizzle-orm";
import { erasure, member } from "@/db/schema/accounts";
import { auditEntry } from "@/db/schema/core";
import type { Ctx } from "@/lib/core/ctx";
import { personalData, personalTables } from "@/lib/core/personal-data";

/** Stored instead of a name; pages translate it by the member's state. */
const FORMER = "Former member";

/**
 * Erases a member's personal data; the row stays as author of contributions. Checks no right: callers do. The
 * audit log keeps its entries (ids, some handles), without network addresses.
 */
export async function erasePerson(ctx: Ctx, memberId: string): Promise<void> {
  for (const { erase } of personalData()) await erase?.(ctx, memberId);
  for (const table of personalTables()) await ctx.tx.delete(table).where(eq(table.memberId, memberId));
  await ctx.tx
    .update(auditEntry)
    .set({ ip: null })
    .where(
      and(isNotNull(auditEntry.ip), or(eq(auditEntry.actorId, memberId), eq(auditEntry.subject, memberId))),
    );
  await ctx.tx
    .update(member)
    .set({
      state: "erased",
      handle: `former-${randomBytes(6).toString("hex")}`,
      email: null,
      emailKey: null,
      passwordHash: null,
      fullName: FORMER,
      displayName: FORMER,
      country: null,
      institution: null,
      sector: null,
      biography: null,
      specialties: [],
      languages: [],
      visibility: {},
      isListed: false,
      takesMessages: true,
      messagesFrom: "everyone",
      locale: "en",
      charterAcceptedAt: null,
      suspendedAt: null,
      suspendedUntil: null,
      suspensionReason: null,
      totpSecret: null,
      totpEnabledAt: null,
      totpLastStep: null,
      passkeySince: null,
      lastSeenAt: null,
      firstStepsEndedAt: null,
      erasedAt: ctx.now,
    })
    .where(eq(member.id, memberId));
}

/** Erases a member permanently, even if a backup is restored. The caller has locked their row. */
export async function eraseForGood(ctx: Ctx, of: { memberId: string; handle: string }): Promise<void> {
  await erasePerson(ctx, of.memberId);
  await ctx.tx.insert(erasure).values({ memberId: of.memberId, at: ctx.now }).onConflictDoNothing();
  await ctx.record("member.erased", of);
}
