import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { db, pool } from "@/db/client";
import { member, roleGrant, roleProposal } from "@/db/schema/accounts";
import { auditEntry } from "@/db/schema/core";
import { invitation } from "@/db/schema/invitations";
import { hashPassword } from "@/lib/accounts";
import type { Actor } from "@/lib/core/actor";
import { eraseMember, listRoleProposals } from "@/lib/members";
import { applyRetention } from "@/lib/operation";
import { collectOwnData } from "@/lib/personal-data";
import { SYSTEM, transact } from "@/lib/transact";
import { useDatabase } from "@/tests/support/database";
import { makeInvitation } from "@/tests/support/invitations";
import { readMails, recipientOf } from "@/tests/support/mailbox";
import { actorOf, by, giveRole, makeActor, makeMember } from "@/tests/support/members";
import { refusal } from "@/tests/support/sections";
import {
  acceptAsMember,
  acceptInvitation,
  declineInvitation,
  findInvitation,
  findInvitationFor,
  inviteMember,
  listInvitations,
  mailInvitation,
  prepareAcceptance,
  prepareInvitation,
  resendInvitation,
  withdrawInvitation,
} from "./index";
import { AcceptInvitation, Invite } from "./model";

useDatabase();

const DAY = 86_400_000;
const ADDRESS = "awa@justice.example";
const FOCAL = { role: "focal-point", country: "SN", reason: "Named by the ministry" } as const;
let ada: Actor;

async function administrator(): Promise<Actor> {
  const { id } = await makeMember({ totpEnabledAt: new Date() });
  await giveRole(id, "administrator");
  return actorOf(id);
}

beforeEach(async () => {
  ada = await administrator();
});

/** Runs the job that mails an invitation; returns the mail. */
async function mail(invitationId: string) {
  await mailInvitation({ invitationId });
  const sent = (await readMails()).at(-1);
  if (!sent) throw new Error("no mail was sent");
  return sent;
}
const invite = (actor: Actor | null, values: object = {}, now?: Date) =>
  transact(
    by(actor),
    (ctx) => inviteMember(ctx, Invite.parse({ email: ADDRESS, role: "member", language: "fr", ...values })),
    now ? { now } : {},
  );
/** Accepts with a new account, as the form does. */
const accept = async (token: string, values: object = {}) => {
  const input = AcceptInvitation.parse({
    token,
    fullName: "Awa Ndiaye",
    password: "a quiet harbour in november",
    sector: "judiciary",
    charter: "on",
    ...values,
  });
  const prepared = await prepareAcceptance(input, {
    browser: { network: "192.0.2.1", deviceToken: null },
    locale: "fr",
  });
  return transact(by(null), (ctx) => acceptInvitation(ctx, prepared));
};
const asMember = (actor: Actor, token: string) =>
  transact(by(actor), (ctx) => acceptAsMember(ctx, { token }));
const decline = (token: string) => transact(by(null), (ctx) => declineInvitation(ctx, { token }));
const rows = () => db().select().from(invitation).orderBy(invitation.id);
const states = async () => (await listInvitations(ada, {})).rows.map(({ state }) => state);
const rolesOf = async (memberId: string) =>
  (await db().select().from(roleGrant).where(eq(roleGrant.memberId, memberId))).map(
    ({ role, country }) => `${role} ${country}`,
  );
const memberOf = async (email: string) =>
  (await db().select().from(member).where(eq(member.emailKey, email)))[0];
const facts = async () => (await db().select().from(auditEntry)).map(({ fact }) => fact).sort();

describe("an invitation", () => {
  it("is made by administrators only, and mailed with a link of which only the hash is stored", async () => {
    for (const other of [null, await makeActor(), await makeActor("moderator")])
      expect(await refusal(invite(other))).toMatchObject({
        code: other ? "forbidden" : "unauthenticated",
      });
    const { invitationId } = await invite(ada, FOCAL);
    expect(await states()).toEqual(["queued"]);
    const sent = await mail(invitationId);
    expect(recipientOf(sent)).toBe(ADDRESS);
    expect(sent.text).toContain("Point focal (Sénégal)");
    const token = /invitation\?token=(\S+)/.exec(sent.text ?? "")?.[1] ?? "";
    expect(sent.text).toContain(`/join/invitation/decline?token=${token}`);
    expect(JSON.stringify(await rows())).not.toContain(token);
    expect(await findInvitation(token)).toMatchObject({ email: ADDRESS, role: "focal-point", country: "SN" });
    expect(await states()).toEqual(["sent"]);
    const { rows: logged } = await pool().query("select details::text as text from audit_entry");
    expect(JSON.stringify(logged)).not.toContain(ADDRESS);
  });

  it("of one address is one, when two administrators invite at once", async () => {
    const ben = await administrator();
    const both = await Promise.allSettled([invite(ada), invite(ben, { email: "AWA@Justice.example" })]);
    expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    const failed = both.find((one) => one.status === "rejected");
    expect(failed?.reason).toMatchObject({ code: "conflict", reason: "invitation_open" });
    expect(await rows()).toHaveLength(1);
    // It makes no difference here whether an address has an account.
    const { email } = await makeMember();
    await invite(ada, { email });
    expect(await states()).toEqual(["queued", "queued"]);
  });

  it("as focal point needs a country, a reason, and the password given lately", async () => {
    const fields = (values: object) =>
      Invite.safeParse({ email: ADDRESS, language: "en", ...values }).error?.issues.map(
        ({ path }) => path[0],
      );
    expect(fields({ role: "focal-point" })).toEqual(["country", "reason"]);
    expect(fields({ role: "administrator", country: "SN" })).toEqual(["reason"]);
    expect(fields({ role: "moderator", reason: "x" })).toEqual(["role"]);
    expect(fields({ role: "member", country: "QQ", language: "xx" })).toEqual(["country", "language"]);
    expect(fields({ role: "member" })).toBeUndefined();
    const stale = await actorOf(ada.id, { confirmedAt: new Date(Date.now() - 700_000) });
    expect(await refusal(invite(stale, FOCAL))).toMatchObject({ reason: "confirm_first" });
    await invite(stale);
  });

  it("is mailed to an address four times an hour at most", async () => {
    const input = Invite.parse({ email: ADDRESS, role: "member", language: "en" });
    for (const _ of [1, 2, 3, 4]) await prepareInvitation(ada, input);
    expect(await refusal(prepareInvitation(ada, input))).toMatchObject({
      code: "rate_limited",
      reason: "invitation",
    });
    expect(await refusal(prepareInvitation(null, input))).toMatchObject({ code: "forbidden" });
  });

  it("is sent again with a new link for another 14 days, and withdrawn; both only while it is open", async () => {
    const { id, token } = await makeInvitation(ADDRESS, { expiresAt: new Date(Date.now() - DAY) });
    expect(await states()).toEqual(["expired"]);
    expect(await findInvitation(token)).toBeNull();
    const of = { invitationId: id };
    await transact(by(ada), (ctx) => resendInvitation(ctx, of));
    const sent = await mail(id);
    const second = /invitation\?token=(\S+)/.exec(sent.text ?? "")?.[1] ?? "";
    expect(await findInvitation(token)).toBeNull();
    expect(await findInvitation(second)).not.toBeNull();
    await transact(by(ada), (ctx) => withdrawInvitation(ctx, of));
    expect(await states()).toEqual(["withdrawn"]);
    expect(await findInvitation(second)).toBeNull();
    expect(await refusal(accept(second))).toMatchObject({ code: "invalid", reason: "link" });
    for (const command of [resendInvitation, withdrawInvitation])
      expect(await refusal(transact(by(ada), (ctx) => command(ctx, of)))).toMatchObject({
        reason: "invitation_ended",
      });
    expect(await facts()).toEqual(["invitation.resent", "invitation.withdrawn"]);
  });

  it("makes room for another once it has expired", async () => {
    await makeInvitation(ADDRESS, { expiresAt: new Date(Date.now() - DAY) });
    await invite(ada);
    expect((await states()).sort()).toEqual(["expired", "queued"]);
  });
});

describe("accepting", () => {
  it("makes a confirmed account with the invitation's country and institution, once", async () => {
    const { token } = await makeInvitation(ADDRESS, { country: "SN", institution: "Tribunal de Dakar" });
    expect(await refusal(accept(token, { password: "awa@justice.example" }))).toMatchObject({
      code: "invalid",
    });
    const both = await Promise.allSettled([accept(token), accept(token)]);
    expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(await memberOf(ADDRESS)).toMatchObject({
      state: "active",
      fullName: "Awa Ndiaye",
      country: "SN",
      institution: "Tribunal de Dakar",
      locale: "fr",
      charterAcceptedAt: expect.any(Date),
      verifiedAt: expect.any(Date),
    });
    expect(await states()).toEqual(["accepted"]);
    expect(await facts()).toEqual(["invitation.accepted", "member.verified", "sign-in.succeeded"]);
  });

  it("gives the role at once if there is no second administrator, and reports it as alone", async () => {
    const { token } = await makeInvitation(ADDRESS, { ...FOCAL, invitedBy: ada.id });
    await accept(token);
    const made = await memberOf(ADDRESS);
    expect(await rolesOf(made?.id ?? "")).toEqual(["focal-point SN"]);
    expect(await facts()).toContain("role.changed");
    expect(await db().$count(roleProposal)).toBe(0);
  });

  it("proposes the role to a second administrator in the name of the one who invited", async () => {
    const ben = await administrator();
    const { token } = await makeInvitation(ADDRESS, { ...FOCAL, invitedBy: ada.id });
    await accept(token);
    const made = await memberOf(ADDRESS);
    expect(await rolesOf(made?.id ?? "")).toEqual([]);
    expect(await listRoleProposals(ben)).toMatchObject([
      { memberId: made?.id, role: "focal-point", country: "SN", reason: FOCAL.reason, proposedBy: ada.id },
    ]);
  });

  it("as administrator gives the role without a country, and another administrator confirms it", async () => {
    const as = { role: "administrator", country: "SN", reason: "Deputy", invitedBy: ada.id };
    const { token } = await makeInvitation(ADDRESS, as);
    await accept(token);
    const made = await memberOf(ADDRESS);
    expect([made?.country, await rolesOf(made?.id ?? "")]).toEqual(["SN", ["administrator "]]);
    const ben = await administrator();
    const second = "ben@justice.example";
    await accept((await makeInvitation(second, as)).token);
    expect(await rolesOf((await memberOf(second))?.id ?? "")).toEqual([]);
    expect(await listRoleProposals(ben)).toMatchObject([{ role: "administrator", country: "" }]);
  });

  it("is void for a role if whoever invited is no administrator any more", async () => {
    const { token } = await makeInvitation(ADDRESS, { ...FOCAL, invitedBy: ada.id });
    await db().delete(roleGrant).where(eq(roleGrant.memberId, ada.id));
    expect(await findInvitation(token)).toBeNull();
    expect(await refusal(accept(token))).toMatchObject({ reason: "link" });
  });

  it("replaces a registration that was never confirmed", async () => {
    await makeMember({ email: ADDRESS, state: "unverified", verifiedAt: null, fullName: "A stranger" });
    const { token } = await makeInvitation(ADDRESS);
    await accept(token);
    expect(await memberOf(ADDRESS)).toMatchObject({ state: "active", fullName: "Awa Ndiaye" });
  });

  it("offers the role to the account of the address, which signs in; no other account can accept", async () => {
    const passwordHash = await hashPassword("a quiet harbour in november");
    const own = await makeMember({ email: ADDRESS, passwordHash, country: "FR" });
    const { token } = await makeInvitation(ADDRESS, { ...FOCAL, invitedBy: ada.id });
    expect(await refusal(accept(token))).toMatchObject({ code: "conflict", reason: "invitation_sign_in" });
    expect(await memberOf(ADDRESS)).toMatchObject({ id: own.id, passwordHash, country: "FR" });
    const other = await makeActor();
    expect(await findInvitationFor(other, token)).toMatchObject({ isOwn: false });
    expect(await refusal(asMember(other, token))).toMatchObject({ reason: "invitation_other" });
    const actor = await actorOf(own.id);
    expect(await findInvitationFor(actor, token)).toMatchObject({ isOwn: true });
    await asMember(actor, token);
    expect(await rolesOf(own.id)).toEqual(["focal-point SN"]);
    expect(await refusal(asMember(actor, token))).toMatchObject({ reason: "link" });
  });
});

describe("what is stored of an invitation", () => {
  it("after it was declined is that it was declined, and nothing of the person", async () => {
    const { token } = await makeInvitation(ADDRESS, { ...FOCAL, institution: "Cour", invitedBy: ada.id });
    await decline(token);
    const { rows: stored } = await pool().query("select i::text as text from invitation i");
    for (const trace of [ADDRESS, "SN", "Cour", FOCAL.reason])
      expect(JSON.stringify(stored)).not.toContain(trace);
    expect(await states()).toEqual(["declined"]);
    expect(await refusal(decline(token))).toMatchObject({ reason: "link" });
    expect(await facts()).toEqual(["invitation.declined"]);
    expect(await memberOf(ADDRESS)).toBeUndefined();
  });

  it("is deleted 30 days after it expired or was answered", async () => {
    const ago = (days: number) => new Date(Date.now() - days * DAY);
    await makeInvitation("a@example.org", { expiresAt: ago(31) });
    await makeInvitation("b@example.org", { endedAt: ago(31), outcome: "withdrawn" });
    const { id } = await makeInvitation("c@example.org", { expiresAt: ago(29) });
    const { id: open } = await makeInvitation("d@example.org");
    await transact(SYSTEM, applyRetention);
    expect((await rows()).map((row) => row.id).sort()).toEqual([id, open].sort());
  });

  it("is in the data of the member who accepted, and erased with the account", async () => {
    const { token } = await makeInvitation(ADDRESS, { institution: "Tribunal de Dakar" });
    await accept(token);
    const made = await memberOf(ADDRESS);
    const data = JSON.parse((await collectOwnData(db(), made?.id ?? "", new Date())).toString());
    expect(data.invitations).toMatchObject([{ email: ADDRESS, institution: "Tribunal de Dakar" }]);
    const actor = await actorOf(made?.id ?? "");
    await transact(by(actor), (ctx) => eraseMember(ctx, { typedHandle: actor.handle }));
    expect(await rows()).toEqual([]);
  });
});
