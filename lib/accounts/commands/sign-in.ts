import { eq } from "drizzle-orm";
import { application, type MemberState, member } from "@/db/schema/accounts";
import { endIfOver } from "@/lib/conduct";
import type { Ctx } from "@/lib/core/ctx";
import type { Browser } from "../browser";
import type { CheckedSignIn } from "../check-sign-in";
import { credentialFingerprint, type SignInMethod, type Started, startSession } from "../start-session";
import { makeToken } from "../token";
import { isOn } from "../two-factor/factors";

/**
 * Outcome of a sign-in. A wrong password always gives `refused`; the others reveal the account's state and
 * need the right password. A refusal is a value, not an error, because its record must be committed.
 */
export type SignInOutcome =
  | { is: "refused" }
  | { is: "unverified"; email: string; ground: string }
  /** `link`: secret that opens the application's page for an hour; null if there is none. */
  | { is: "waiting"; link: string | null }
  | { is: "declined"; link: string | null }
  /** `link`: secret that opens the page with the reason and the appeal for an hour. */
  | { is: "suspended"; link: string }
  /** The second factor is required; `ground` binds the next step to this one. */
  | { is: "code"; memberId: string; ground: string }
  | { is: "in"; started: Started };

/** Signs in a member whose password was checked, or returns what is still required. */
export async function signIn(ctx: Ctx, checked: CheckedSignIn): Promise<SignInOutcome> {
  ctx.authorize("account.sign-in");
  const row = await readMember(ctx, checked.memberId);
  // The last condition: the password was changed after the check.
  if (!row || !checked.isRight || row.passwordHash !== checked.passwordHash) {
    await ctx.record("sign-in.refused", { memberId: row?.id ?? null, reason: "password" });
    return { is: "refused" };
  }
  if (checked.newHash) {
    await ctx.tx.update(member).set({ passwordHash: checked.newHash }).where(eq(member.id, row.id));
    row.passwordHash = checked.newHash;
  }
  return admit(ctx, row, "password", checked.browser);
}

export interface SigningIn {
  id: string;
  handle: string;
  state: MemberState;
  suspendedUntil: Date | null;
  email: string | null;
  passwordHash: string | null;
  totpEnabledAt: Date | null;
  passkeySince: Date | null;
}

/** Reads and locks the row of the member signing in; null for none. */
export async function readMember(ctx: Ctx, memberId: string | null): Promise<SigningIn | null> {
  const [row] = await ctx.tx
    .select({
      id: member.id,
      handle: member.handle,
      state: member.state,
      suspendedUntil: member.suspendedUntil,
      email: member.email,
      passwordHash: member.passwordHash,
      totpEnabledAt: member.totpEnabledAt,
      passkeySince: member.passkeySince,
    })
    .from(member)
    // An id that does not exist, so that an unknown address costs the same query.
    .where(eq(member.id, memberId ?? "00000000-0000-0000-0000-000000000000"))
    .for("update");
  return row ?? null;
}

/** Ends a suspension whose time is over: no job has to have run before. */
export async function wake(ctx: Ctx, row: SigningIn): Promise<void> {
  if (await endIfOver(ctx, row)) row.state = "active";
}

/** Continues after identification: a session, the second step, or the account's state. */
export async function admit(
  ctx: Ctx,
  row: SigningIn,
  method: SignInMethod,
  browser: Browser,
): Promise<SignInOutcome> {
  await wake(ctx, row);
  // With a second factor, the page of a suspension is shown after that only.
  if (row.state !== "active" && !(row.state === "suspended" && isOn(row))) {
    await ctx.record("sign-in.refused", { memberId: row.id, reason: row.state });
    return standing(ctx, row);
  }
  if (isOn(row)) {
    ctx.skipAudit("the second step records how it went");
    return {
      is: "code",
      memberId: row.id,
      ground: credentialFingerprint(row.passwordHash, row.totpEnabledAt),
    };
  }
  return {
    is: "in",
    started: await startSession(ctx, { memberId: row.id, method, hasSecondFactor: false, browser }),
  };
}

/** Returns the outcome for an account that may not sign in. */
export async function standing(ctx: Ctx, row: SigningIn): Promise<SignInOutcome> {
  switch (row.state) {
    case "unverified":
      return {
        is: "unverified",
        email: row.email ?? "",
        ground: credentialFingerprint(row.passwordHash, null),
      };
    case "applied":
      return { is: "waiting", link: await linkToApplication(ctx, row.id) };
    case "refused":
      return { is: "declined", link: await linkToApplication(ctx, row.id) };
    case "suspended":
      return {
        is: "suspended",
        link: await makeToken(ctx.tx, { kind: "suspension", memberId: row.id }, ctx.now),
      };
    default:
      return { is: "refused" };
  }
}

/** Makes a link to the member's application, as the mailed one may be lost or expired; null without an application. */
async function linkToApplication(ctx: Ctx, memberId: string): Promise<string | null> {
  const [row] = await ctx.tx
    .select({ id: application.id })
    .from(application)
    .where(eq(application.memberId, memberId));
  return row ? makeToken(ctx.tx, { kind: "application", memberId, seconds: 3600 }, ctx.now) : null;
}
