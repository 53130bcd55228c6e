import { eq } from "drizzle-orm";
import { application, type MemberState, member } from "@/db/schema/accounts";
import type { Ctx } from "@/lib/core/ctx";
import type { Browser } from "../browser";
import type { CheckedSignIn } from "../check-sign-in";
import { credentialFingerprint, type SignInMethod, type Started, startSession } from "../start-session";
import { makeToken } from "../token";
import { isOn } from "../two-factor/factors";

/**
 * How a sign-in went. Only `refused` is told to those who gave a wrong password; the others gave the right one and
 * learn where their own account stands. A refusal is a value, not an error: what is recorded of it must be kept.
 */
export type SignInOutcome =
  | { is: "refused" }
  | { is: "unverified"; email: string; ground: string }
  /** `link`: the text of a secret that opens the page of the application, for an hour; null where there is none. */
  | { is: "waiting"; link: string | null }
  | { is: "declined"; link: string | null }
  | { is: "suspended" }
  /** The second factor is missing; `ground` ties the next step to this one. */
  | { is: "code"; memberId: string; ground: string }
  | { is: "in"; started: Started };

/** Signs a member in whose password was checked, or says what is still missing. */
export async function signIn(ctx: Ctx, checked: CheckedSignIn): Promise<SignInOutcome> {
  ctx.authorize("account.sign-in");
  const row = await readMember(ctx, checked.memberId);
  // A password that was changed between the check and here is no longer right.
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
  state: MemberState;
  email: string | null;
  passwordHash: string | null;
  totpEnabledAt: Date | null;
  passkeySince: Date | null;
}

/** The row of whoever signs in, locked; null for nobody. */
export async function readMember(ctx: Ctx, memberId: string | null): Promise<SigningIn | null> {
  const [row] = await ctx.tx
    .select({
      id: member.id,
      state: member.state,
      email: member.email,
      passwordHash: member.passwordHash,
      totpEnabledAt: member.totpEnabledAt,
      passkeySince: member.passkeySince,
    })
    .from(member)
    // An id that nobody has: a stranger costs the same query.
    .where(eq(member.id, memberId ?? "00000000-0000-0000-0000-000000000000"))
    .for("update");
  return row ?? null;
}

/** What someone who proved who they are is given: a session, the second step, or where the account stands. */
export async function admit(
  ctx: Ctx,
  row: SigningIn,
  method: SignInMethod,
  browser: Browser,
): Promise<SignInOutcome> {
  if (row.state !== "active") {
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

/** What somebody is told whose account may not be signed in to. */
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
      return { is: "suspended" };
    default:
      return { is: "refused" };
  }
}

/** For whoever just proved that the account is theirs: the mailed link may be lost, or too old. */
async function linkToApplication(ctx: Ctx, memberId: string): Promise<string | null> {
  const [row] = await ctx.tx
    .select({ id: application.id })
    .from(application)
    .where(eq(application.memberId, memberId));
  return row ? makeToken(ctx.tx, { kind: "application", memberId, seconds: 3600 }, ctx.now) : null;
}
