import { and, eq } from "drizzle-orm";
import { application, member } from "@/db/schema/accounts";
import { identity } from "@/db/schema/sign-in";
import type { Ctx } from "@/lib/core/ctx";
import { newId } from "@/lib/core/id";
import { findRegistration } from "@/lib/site-settings";
import type { Browser } from "../browser";
import { displaceClaim } from "../displace-claim";
import { insertMember } from "../insert-member";
import { emailKeyOf, PersonName } from "../model";
import { admit, readMember, type SignInOutcome } from "./sign-in";

/** Identity from the single sign-on provider, with verified signature. */
export interface ProvenIdentity {
  issuer: string;
  subject: string;
  email: string | null;
  isEmailVerified: boolean;
  name: string | null;
  locale: string;
}

/** As for a password; or the provider gave no confirmed address, or registration is closed. */
export type IdentityOutcome = SignInOutcome | { is: "no-address" } | { is: "closed" };

/**
 * Signs in a user of the single sign-on provider. A known identity belongs to its member. A new one is linked
 * to the member with the same address only if the provider has confirmed it; otherwise a verified member is
 * created. The site's second factor is still required.
 */
export async function signInByIdentity(
  ctx: Ctx,
  input: { proven: ProvenIdentity; browser: Browser },
): Promise<IdentityOutcome> {
  ctx.authorize("account.sign-in");
  const { proven, browser } = input;
  const known = await findByIdentity(ctx, proven);
  const memberId = known ?? (await joinIdentity(ctx, proven));
  if (memberId === "no-address" || memberId === "closed") {
    await ctx.record("sign-in.refused", { memberId: null, reason: memberId });
    return { is: memberId };
  }
  const row = await readMember(ctx, memberId);
  if (!row) throw new Error("an identity of nobody");
  return admit(ctx, row, "single-sign-on", browser);
}

async function findByIdentity(ctx: Ctx, { issuer, subject }: ProvenIdentity): Promise<string | null> {
  const [row] = await ctx.tx
    .select({ memberId: identity.memberId })
    .from(identity)
    .where(and(eq(identity.issuer, issuer), eq(identity.subject, subject)));
  return row?.memberId ?? null;
}

async function joinIdentity(ctx: Ctx, proven: ProvenIdentity): Promise<string | "no-address" | "closed"> {
  const emailKey = proven.email && proven.isEmailVerified ? emailKeyOf(proven.email) : null;
  if (!emailKey) return "no-address";
  const memberId = (await findOwner(ctx, emailKey)) ?? (await makeMember(ctx, proven, emailKey));
  if (memberId === "closed") return memberId;
  await ctx.tx
    .insert(identity)
    .values({ issuer: proven.issuer, subject: proven.subject, memberId, createdAt: ctx.now });
  await ctx.record("identity.joined", { memberId, issuer: proven.issuer });
  return memberId;
}

/**
 * Finds the member who confirmed the address. An unconfirmed registration is removed, as its password is not
 * the owner's.
 */
async function findOwner(ctx: Ctx, emailKey: string): Promise<string | null> {
  await displaceClaim(ctx.tx, emailKey);
  const [row] = await ctx.tx.select({ id: member.id }).from(member).where(eq(member.emailKey, emailKey));
  return row?.id ?? null;
}

async function makeMember(ctx: Ctx, proven: ProvenIdentity, emailKey: string): Promise<string | "closed"> {
  const mode = await findRegistration(ctx.tx);
  if (mode === "closed") return "closed";
  const email = proven.email ?? "";
  const name = PersonName.safeParse(proven.name ?? "");
  const made = await insertMember(ctx, {
    email,
    emailKey,
    passwordHash: null,
    fullName: name.success ? name.data : (email.split("@")[0] ?? "Member"),
    country: null,
    institution: null,
    sector: null,
    locale: proven.locale,
    state: mode === "approval" ? "applied" : "active",
    charterAcceptedAt: null,
  });
  if (!made) throw new Error("the address was taken in the same moment");
  if (mode === "open") {
    await ctx.record("member.verified", { memberId: made.id, handle: made.handle });
    return made.id;
  }
  const applicationId = newId(ctx.now.getTime());
  await ctx.tx
    .insert(application)
    .values({ id: applicationId, memberId: made.id, reason: "", state: "waiting", createdAt: ctx.now });
  await ctx.record("member.applied", { memberId: made.id, applicationId });
  return made.id;
}
