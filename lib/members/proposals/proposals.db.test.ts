import { and, eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { db, pool } from "@/db/client";
import { member, roleGrant, roleProposal } from "@/db/schema/accounts";
import { auditEntry } from "@/db/schema/core";
import { identity } from "@/db/schema/sign-in";
import { findActorBySession, makeSetupLink } from "@/lib/accounts";
import type { Actor, Role } from "@/lib/core/actor";
import { newId } from "@/lib/core/id";
import { translator } from "@/lib/i18n/translator";
import { runDueJobs } from "@/lib/jobs/worker";
import { applyRetention } from "@/lib/operation";
import { OPERATOR, SYSTEM, transact } from "@/lib/transact";
import { listNotices, noticeWords } from "@/lib/watching";
import { setEnvironment } from "@/tests/support/accounts";
import { useDatabase } from "@/tests/support/database";
import { readMails, recipientOf } from "@/tests/support/mailbox";
import { actorOf, by, giveRole, makeActor, makeMember } from "@/tests/support/members";
import { refusal } from "@/tests/support/sections";
import {
  changeRole,
  changeRoleAsOperator,
  confirmRole,
  eraseMember,
  findMemberForAdmin,
  hasConfirmerFor,
  listRoleProposals,
  refuseRole,
  reinstateMember,
  suspendMember,
  takingNeedsSecond,
  withdrawRole,
} from "../index";
import { ChangeRole } from "../model";

useDatabase();

const DAY = 86_400_000;
const REASON = "Asked for by the ministry";
let ada: Actor;
let ben: Actor;
let target: { id: string; handle: string; email: string };

/** An administrator with a second factor, so that the role is active. */
async function administrator(values: Parameters<typeof makeMember>[0] = {}): Promise<Actor> {
  const { id } = await makeMember({ totpEnabledAt: new Date(), ...values });
  await giveRole(id, "administrator");
  return actorOf(id);
}

beforeEach(async () => {
  ada = await administrator({ displayName: "Ada" });
  ben = await administrator({ displayName: "Ben" });
  target = await makeMember();
});

const change = (
  admin: Actor | null,
  role: string,
  given: { handle?: string; change?: "give" | "take"; country?: string; now?: Date } = {},
) => {
  const { handle = target.handle, now, ...rest } = given;
  const input = ChangeRole.parse({ change: "give", ...rest, handle, role, roleReason: REASON });
  return transact(by(admin), (ctx) => changeRole(ctx, input), now ? { now } : {});
};
const confirm = (admin: Actor | null, proposalId: string, now?: Date) =>
  transact(by(admin), (ctx) => confirmRole(ctx, { proposalId }), now ? { now } : {});
const refuse = (admin: Actor | null, proposalId: string) =>
  transact(by(admin), (ctx) => refuseRole(ctx, { proposalId, refusalReason: "Not known there" }));
const withdraw = (admin: Actor | null, proposalId: string) =>
  transact(by(admin), (ctx) => withdrawRole(ctx, { proposalId }));
/** Ada proposes a role; returns the proposal's id. */
async function proposed(role = "moderator", given: Parameters<typeof change>[2] = {}): Promise<string> {
  expect(await change(ada, role, given)).toEqual({ outcome: "proposed" });
  const open = await listRoleProposals(ben, undefined, given.now);
  return open.at(-1)?.id ?? "";
}
const addressOf = async (id: string) =>
  (await db().select({ email: member.email }).from(member).where(eq(member.id, id)))[0]?.email ?? "";
/** Removes the administrator role as the operator does, at once. */
const dethrone = async ({ id }: Actor) => {
  const email = await addressOf(id);
  await transact(OPERATOR, (ctx) =>
    changeRoleAsOperator(ctx, { email, role: "administrator", country: null, isGiven: false }),
  );
};
const rolesOf = async (id = target.id) =>
  (await db().select({ role: roleGrant.role }).from(roleGrant).where(eq(roleGrant.memberId, id))).map(
    ({ role }) => role,
  );
const outcomeOf = async (id: string) =>
  (await db().select({ outcome: roleProposal.outcome }).from(roleProposal).where(eq(roleProposal.id, id)))[0]
    ?.outcome;
const entries = () =>
  db()
    .select({ fact: auditEntry.fact, actorId: auditEntry.actorId, details: auditEntry.details })
    .from(auditEntry)
    .orderBy(auditEntry.id);
const told = async (actor: Actor) =>
  (await listNotices(actor, {})).rows.map((row) => noticeWords(row.content, translator("en"), "en"));

/** Checks whether a connection waits for a lock. */
const isAnyoneWaiting = async () =>
  (
    await pool().query(
      "select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'",
    )
  ).rowCount !== 0;

function gate() {
  let open = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { open: () => open(), opened };
}

describe("role with rights", () => {
  it("waits for a second administrator, and is effective at the next request once confirmed", async () => {
    const session = (await actorOf(target.id)).sessionId ?? "";
    const acting = async () => (await findActorBySession(session))?.roles;
    const id = await proposed("focal-point", { country: "SN" });
    expect(await rolesOf()).toEqual([]);
    expect(await acting()).toEqual(["member"]);
    expect(await listRoleProposals(ben, target.id)).toMatchObject([
      { id, role: "focal-point", country: "SN", reason: REASON, proposedBy: ada.id, proposerName: "Ada" },
    ]);
    await confirm(ben, id);
    expect(await acting()).toEqual(["member", "focal-point"]);
    expect(await listRoleProposals(ben)).toEqual([]);
    const { roles } = (await findMemberForAdmin(ada, target.handle)) ?? {};
    expect(roles).toMatchObject([{ grantedBy: { name: "Ada" }, confirmedBy: { name: "Ben" } }]);
    const of = { role: "focal-point", country: "SN", proposalId: id, reason: REASON };
    expect(await entries()).toMatchObject([
      { fact: "role.proposed", actorId: ada.id, details: of },
      { fact: "role.changed", actorId: ben.id, details: { ...of, proposedBy: ada.id, isGiven: true } },
    ]);
  });

  it.each(["practitioner", "focal-point", "moderator", "administrator"])(
    "%s: needs a second administrator",
    async (role) => {
      expect(await change(ada, role, { country: "SN" })).toEqual({ outcome: "proposed" });
      expect(await rolesOf()).toEqual([]);
    },
  );

  it("excludes trusted, which is assigned at once; all roles are removed at once", async () => {
    expect(await change(ada, "trusted")).toEqual({ outcome: "changed" });
    await giveRole(target.id, "moderator");
    expect(await change(ada, "moderator", { change: "take" })).toEqual({ outcome: "changed" });
    expect(await rolesOf()).toEqual(["trusted"]);
    expect(await listRoleProposals(ada)).toEqual([]);
  });

  it("is not proposed if the member has it", async () => {
    await giveRole(target.id, "moderator");
    expect(await change(ada, "moderator")).toEqual({ outcome: "changed" });
    expect(await listRoleProposals(ada)).toEqual([]);
    expect(await entries()).toEqual([]);
  });

  it("is one proposal, however often requested; another administrator learns that it is open", async () => {
    const id = await proposed();
    expect(await proposed()).toBe(id);
    expect(await refusal(change(ben, "moderator"))).toMatchObject({ reason: "role_proposal_waits" });
    await proposed("focal-point", { country: "SN" });
    await proposed("focal-point", { country: "FR" });
    expect(await listRoleProposals(ben)).toHaveLength(3);
    const both = await Promise.allSettled([change(ada, "practitioner"), change(ben, "practitioner")]);
    expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  });

  it("is validated before it is proposed", async () => {
    expect(await refusal(change(ada, "focal-point", { country: "QQ" }))).toMatchObject({ code: "invalid" });
    const { handle } = await makeMember({ state: "suspended" });
    expect(await refusal(change(ada, "moderator", { handle }))).toMatchObject({ reason: "member_inactive" });
    const stale = await actorOf(ada.id, { confirmedAt: new Date(Date.now() - 700_000) });
    expect(await refusal(change(stale, "moderator"))).toMatchObject({ reason: "confirm_first" });
    expect(await refusal(change(ada, "moderator", { handle: ada.handle }))).toMatchObject({
      code: "forbidden",
    });
  });
});

describe("without a second administrator who could confirm", () => {
  const others: [string, () => Promise<unknown>][] = [
    ["there is no other", async () => db().delete(roleGrant).where(eq(roleGrant.memberId, ben.id))],
    [
      "the other has no second factor",
      () => db().update(member).set({ totpEnabledAt: null }).where(eq(member.id, ben.id)),
    ],
    [
      "the other is suspended",
      () => db().update(member).set({ state: "suspended" }).where(eq(member.id, ben.id)),
    ],
    [
      "the other owes the charter",
      () =>
        db().insert(identity).values({ issuer: "i", subject: "s", memberId: ben.id, createdAt: new Date() }),
    ],
    [
      "the other is whom it is for",
      async () => {
        target = { id: ben.id, handle: ben.handle, email: "" };
      },
    ],
  ];

  it.each(others)("a role is assigned at once, reported as alone: %s", async (_, prepare) => {
    await prepare();
    expect(await hasConfirmerFor(ada, target.id)).toBe(false);
    expect(await change(ada, "moderator")).toEqual({ outcome: "alone" });
    expect(await rolesOf()).toContain("moderator");
    expect(await entries()).toMatchObject([
      { fact: "role.changed", actorId: ada.id, details: { isAlone: true, reason: REASON } },
    ]);
    const { roles = [] } = (await findMemberForAdmin(ada, target.handle)) ?? {};
    expect(roles.find(({ role }) => role === "moderator")).toMatchObject({
      grantedBy: { name: "Ada" },
      confirmedBy: null,
    });
  });

  it("an open proposal is executed when requested again", async () => {
    const id = await proposed();
    await db().delete(roleGrant).where(eq(roleGrant.memberId, ben.id));
    expect(await change(ada, "moderator")).toEqual({ outcome: "alone" });
    expect(await outcomeOf(id)).toBe("given");
  });
});

describe("confirming a role", () => {
  it("is impossible for the proposer, the member, non-administrators and tokens", async () => {
    const id = await proposed();
    expect(await refusal(confirm(ada, id))).toMatchObject({ code: "forbidden", reason: "role_confirm" });
    expect(await refusal(confirm(await makeActor("moderator"), id))).toMatchObject({ code: "forbidden" });
    expect(await refusal(confirm(await actorOf(target.id), id))).toMatchObject({ code: "forbidden" });
    expect(await refusal(confirm({ ...ben, scopes: [] }, id))).toMatchObject({ code: "forbidden" });
    expect(await refusal(confirm(null, id))).toMatchObject({ code: "unauthenticated" });
    const asleep = await actorOf(ben.id, { secondFactorAt: null });
    expect(await refusal(confirm(asleep, id))).toMatchObject({ code: "forbidden" });
    const stale = await actorOf(ben.id, { confirmedAt: new Date(Date.now() - 700_000) });
    expect(await refusal(confirm(stale, id))).toMatchObject({ reason: "confirm_first" });
    expect(await refusal(confirm(ben, newId()))).toMatchObject({ code: "not_found" });
    // The member may be an administrator too.
    const cleo = await administrator();
    const own = await proposed("moderator", { handle: cleo.handle });
    expect(await refusal(confirm(cleo, own))).toMatchObject({ code: "forbidden" });
    expect(await refusal(refuse(cleo, own))).toMatchObject({ code: "forbidden" });
    expect(await rolesOf()).toEqual([]);
  });

  it("assigns once when two confirm simultaneously, and informs the second", async () => {
    const cleo = await administrator();
    const id = await proposed();
    const both = await Promise.allSettled([confirm(ben, id), confirm(cleo, id)]);
    expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    const failed = both.find((one) => one.status === "rejected");
    expect(failed?.reason).toMatchObject({ code: "conflict", reason: "role_decided" });
    expect(await rolesOf()).toEqual(["moderator"]);
    expect((await entries()).map(({ fact }) => fact)).toEqual(["role.proposed", "role.changed"]);
  });

  it("or refusing simultaneously: only one takes effect", async () => {
    const cleo = await administrator();
    const id = await proposed();
    const both = await Promise.allSettled([confirm(ben, id), refuse(cleo, id)]);
    expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(await rolesOf()).toEqual((await outcomeOf(id)) === "confirmed" ? ["moderator"] : []);
  });

  it("needs an active member", async () => {
    const id = await proposed();
    await transact(by(ben), (ctx) =>
      suspendMember(ctx, { handle: target.handle, suspensionReason: "Advertising" }),
    );
    expect(await refusal(confirm(ben, id))).toMatchObject({ code: "conflict", reason: "member_inactive" });
    const actor = await makeActor();
    const other = await proposed("moderator", { handle: actor.handle });
    await transact(by(actor), (ctx) => eraseMember(ctx, { typedHandle: actor.handle }));
    expect(await refusal(confirm(ben, other))).toMatchObject({ code: "not_found" });
    expect((await listRoleProposals(ben)).map((one) => one.id)).toEqual([id]);
  });

  it("needs a proposer who is still an administrator", async () => {
    const cleo = await administrator();
    const id = await proposed();
    await dethrone(ada);
    expect(await outcomeOf(id)).toBe("void");
    expect(await refusal(confirm(ben, id))).toMatchObject({ reason: "role_proposal_ended" });
    // Another administrator can propose it again.
    expect(await change(cleo, "moderator")).toEqual({ outcome: "proposed" });
    await transact(by(ben), (ctx) => suspendMember(ctx, { handle: cleo.handle, suspensionReason: "Left" }));
    expect(await listRoleProposals(ben)).toEqual([]);
  });

  it("fails if the proposer lost the right otherwise, but the proposal can be refused", async () => {
    const id = await proposed();
    await db()
      .delete(roleGrant)
      .where(and(eq(roleGrant.memberId, ada.id), eq(roleGrant.role, "administrator")));
    expect(await refusal(confirm(ben, id))).toMatchObject({
      code: "conflict",
      reason: "role_proposer_left",
    });
    await refuse(ben, id);
    expect(await rolesOf()).toEqual([]);
  });

  it("waits while the proposer's right is being removed, and then fails", async () => {
    const id = await proposed();
    const [taken, letGo] = [gate(), gate()];
    const email = await addressOf(ada.id);
    const taking = transact(OPERATOR, async (ctx) => {
      await changeRoleAsOperator(ctx, { email, role: "administrator", country: null, isGiven: false });
      taken.open();
      await letGo.opened;
    });
    await taken.opened;
    const confirming = Promise.allSettled([confirm(ben, id)]);
    await expect.poll(isAnyoneWaiting).toBe(true).finally(letGo.open);
    await taking;
    expect(await confirming).toMatchObject([
      { status: "rejected", reason: { code: "conflict", reason: "role_proposal_ended" } },
    ]);
    expect(await rolesOf()).toEqual([]);
  });
});

describe("other ends of a proposal", () => {
  it("are refusal by another, with a reason, or withdrawal by the proposer", async () => {
    const id = await proposed();
    expect(await refusal(refuse(ada, id))).toMatchObject({ code: "forbidden" });
    expect(await refusal(withdraw(ben, id))).toMatchObject({ code: "forbidden", reason: "role_withdraw" });
    await refuse(ben, id);
    expect(await refusal(confirm(ben, id))).toMatchObject({
      reason: "role_decided",
      details: { by: "Ben" },
    });
    const second = await proposed();
    await withdraw(ada, second);
    expect(await refusal(refuse(ben, second))).toMatchObject({ reason: "role_decided" });
    expect(await rolesOf()).toEqual([]);
    expect(await entries()).toMatchObject([
      { fact: "role.proposed" },
      {
        fact: "role.refused",
        actorId: ben.id,
        details: { proposalId: id, proposedBy: ada.id, role: "moderator", reason: "Not known there" },
      },
      { fact: "role.proposed" },
      { fact: "role.withdrawn", actorId: ada.id, details: { proposalId: second } },
    ]);
  });

  it("include the operator assigning the role, by command or setup link", async () => {
    const id = await proposed();
    const give = (email: string, role: Exclude<Role, "member">) =>
      transact(OPERATOR, (ctx) => changeRoleAsOperator(ctx, { email, role, country: null, isGiven: true }));
    await give(target.email, "moderator");
    expect(await outcomeOf(id)).toBe("given");
    expect(await refusal(confirm(ben, id))).toMatchObject({ reason: "role_proposal_ended" });
    expect(await rolesOf()).toEqual(["moderator"]);
    expect((await entries()).at(-1)?.details).not.toHaveProperty("isAlone");

    const admin = await makeMember({ email: "admin@localhost" });
    const own = await proposed("administrator", { handle: admin.handle });
    setEnvironment({ ADMIN_EMAIL: "admin@localhost" });
    expect(await transact(OPERATOR, makeSetupLink)).toContain("/reset?token=");
    expect(await outcomeOf(own)).toBe("given");
  });

  it("include expiry after fourteen days, before and after the cleanup", async () => {
    const ago = (days: number) => new Date(Date.now() - days * DAY);
    const at = async (days: number, handle: string) => {
      const now = ago(days);
      await db().update(member).set({ createdAt: now }).where(eq(member.handle, handle));
      const fresh = { ...ada, confirmedAt: now };
      return change(fresh, "moderator", { handle, now });
    };
    const other = await makeMember();
    expect(await at(14.1, target.handle)).toEqual({ outcome: "proposed" });
    expect(await at(13.9, other.handle)).toEqual({ outcome: "proposed" });
    const [old] = await db()
      .select({ id: roleProposal.id })
      .from(roleProposal)
      .where(eq(roleProposal.memberId, target.id));
    const id = old?.id ?? "";
    expect((await listRoleProposals(ben)).map((one) => one.memberId)).toEqual([other.id]);
    expect(await refusal(confirm(ben, id))).toMatchObject({ reason: "role_proposal_ended" });
    // Another administrator can propose it again, as if it were gone.
    expect(await change(ben, "moderator")).toEqual({ outcome: "proposed" });
    expect(await outcomeOf(id)).toBe("lapsed");
    const lapsed = async (actor: Actor) =>
      (await told(actor))
        .filter(
          ({ path, said }) =>
            path === `/admin/members/${target.handle}` && said.includes("was not confirmed"),
        )
        .map(({ title, said }) => `${title}: ${said}`);
    const words =
      /^Moderator: The role for \u2068.+\u2069 was not confirmed within 14 days; you can propose it again$/;
    expect(await lapsed(ada)).toEqual([expect.stringMatching(words)]);

    await db()
      .update(roleProposal)
      .set({ proposedAt: ago(15) })
      .where(eq(roleProposal.memberId, target.id));
    expect(await transact(SYSTEM, applyRetention)).toMatchObject({ roleProposals: 1 });
    expect(await transact(SYSTEM, applyRetention)).toMatchObject({ roleProposals: 0 });
    expect(await listRoleProposals(ben)).toMatchObject([{ memberId: other.id }]);
    // Each proposer is notified once, by a fact of the log; former administrators are not.
    expect(await lapsed(ben)).toHaveLength(1);
    expect(await lapsed(ada)).toHaveLength(1);
    expect(await db().$count(auditEntry, eq(auditEntry.fact, "role.lapsed"))).toBe(2);
    await db().delete(roleGrant).where(eq(roleGrant.memberId, ada.id));
    expect(await lapsed(await actorOf(ada.id))).toEqual([]);
  });
});

describe("notices about proposals", () => {
  const SAYS = "1 role waits for a second administrator";

  it("go to administrators who can confirm, until decided", async () => {
    const cleo = await administrator();
    const own = await proposed("moderator", { handle: cleo.handle });
    expect(await told(ben)).toMatchObject([{ said: SAYS, path: "/admin#proposals" }]);
    for (const actor of [ada, cleo, await makeActor("moderator")]) expect(await told(actor)).toEqual([]);
    const second = await proposed();
    expect((await told(ben)).map(({ said }) => said)).toEqual(["2 roles wait for a second administrator"]);
    expect((await told(cleo)).map(({ said }) => said)).toEqual([SAYS]);
    await confirm(ben, second);
    // The other open one is for Cleo, who cannot decide on it.
    expect(await told(cleo)).toEqual([]);
    expect((await told(ben)).map(({ said }) => said)).toEqual([SAYS]);
    await withdraw(ada, own);
    expect(await told(ben)).toEqual([]);
  });

  it("go to member and proposer by mail once decided", async () => {
    setEnvironment({ APP_URL: "https://octopus.example", SMTP_URL: undefined });
    await confirm(ben, await proposed());
    await refuse(ben, await proposed("focal-point", { country: "SN" }));
    await runDueJobs();
    const address = async (id: string) =>
      (await db().select({ email: member.email }).from(member).where(eq(member.id, id)))[0]?.email;
    const mails = await readMails();
    const to = async (id: string) => {
      const own = await address(id);
      return mails.filter((mail) => recipientOf(mail) === own);
    };
    expect((await to(target.id)).map((mail) => mail.subject)).toEqual(["Your roles have changed"]);
    const [yes, no, ...more] = await to(ada.id);
    expect(more).toEqual([]);
    expect(yes?.text).toMatch(/Ben confirmed your proposal\. Member \d+ now has the role: Moderator/);
    expect(no?.text).toMatch(/Ben refused .*Focal point \(Senegal\)/);
    expect(no?.text).toContain("Not known there");
    expect(no?.text).toContain(`https://octopus.example/admin/members/${target.handle}`);
  });

  it("do not go to former administrators", async () => {
    setEnvironment({ APP_URL: "https://octopus.example", SMTP_URL: undefined });
    await administrator();
    await confirm(ben, await proposed());
    await dethrone(ada);
    const before = (await readMails()).length;
    await runDueJobs();
    const texts = (await readMails()).slice(before).map((mail) => mail.text ?? "");
    expect(texts.filter((text) => text.includes("confirmed your proposal"))).toEqual([]);
  });
});

describe("removing an administrator", () => {
  const take = (admin: Actor, from: { handle: string }, now?: Date) =>
    change(admin, "administrator", { handle: from.handle, change: "take", ...(now ? { now } : {}) });
  let cleo: Actor;
  beforeEach(async () => {
    cleo = await administrator({ displayName: "Cleo" });
  });

  it("needs two of three or more, and never the member concerned", async () => {
    expect(await takingNeedsSecond(ada, ben.id)).toBe(true);
    expect(await take(ada, ben)).toEqual({ outcome: "proposed" });
    expect(await rolesOf(ben.id)).toEqual(["administrator"]);
    const [waiting] = await listRoleProposals(cleo);
    expect(waiting).toMatchObject({ memberId: ben.id, role: "administrator", isGiven: false });
    const id = waiting?.id ?? "";
    expect(await refusal(confirm(ada, id))).toMatchObject({ reason: "role_confirm" });
    expect(await refusal(confirm(ben, id))).toMatchObject({ reason: "role_confirm" });
    expect(await confirm(cleo, id)).toEqual({ isGiven: false });
    expect(await rolesOf(ben.id)).toEqual([]);
    expect((await entries()).at(-1)).toMatchObject({
      fact: "role.changed",
      actorId: cleo.id,
      details: { isGiven: false, proposedBy: ada.id, proposalId: id, reason: REASON },
    });
    // With only two left, one can remove the other: there is nobody to ask.
    expect(await takingNeedsSecond(ada, cleo.id)).toBe(false);
    expect(await take(ada, cleo)).toEqual({ outcome: "changed" });
    expect((await entries()).at(-1)).toMatchObject({ details: { isAlone: true, isGiven: false } });
  });

  it("is never possible alone against all others, in any order", async () => {
    const suspend = (admin: Actor, of: Actor) =>
      transact(by(admin), (ctx) =>
        suspendMember(ctx, { handle: of.handle, suspensionReason: "A reason that is long enough" }),
      );
    await suspend(ada, ben);
    expect(await refusal(suspend(ada, cleo))).toMatchObject({ reason: "suspends_another_administrator" });
    expect(await take(ada, cleo)).toEqual({ outcome: "proposed" });
    expect(await take(ada, ben)).toEqual({ outcome: "proposed" });
    for (const one of [ben, cleo]) expect(await rolesOf(one.id)).toEqual(["administrator"]);
    for (const { id } of await listRoleProposals(ada))
      expect(await refusal(confirm(ada, id))).toMatchObject({ reason: "role_confirm" });
    // The remaining one corrects it.
    await transact(by(cleo), (ctx) => reinstateMember(ctx, { handle: ben.handle }));
    await suspend(cleo, ada);
    expect(await listRoleProposals(cleo)).toEqual([]);
  });

  it("keeps one of two simultaneous suspensions", async () => {
    await administrator();
    const both = await Promise.allSettled(
      [ben, cleo].map(({ handle }) =>
        transact(by(ada), (ctx) => suspendMember(ctx, { handle, suspensionReason: "A reason, long enough" })),
      ),
    );
    expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  });

  it("can be refused, withdrawn or expire; other roles need one administrator", async () => {
    const wait = async (now?: Date) => {
      expect(await take(ada, ben, now)).toEqual({ outcome: "proposed" });
      return (await listRoleProposals(cleo, undefined, now)).at(-1)?.id ?? "";
    };
    await refuse(cleo, await wait());
    await withdraw(ada, await wait());
    const past = new Date(Date.now() - 15 * DAY);
    const old = await wait(past);
    expect(await refusal(confirm(cleo, old))).toMatchObject({ reason: "role_proposal_ended" });
    await transact(SYSTEM, (ctx) => applyRetention(ctx));
    expect(await outcomeOf(old)).toBe("lapsed");
    expect((await told(ada)).map(({ said }) => said)).toEqual([
      expect.stringMatching(/^The removal of this role from .*Ben.* was not confirmed within 14 days/),
    ]);
    expect(await rolesOf(ben.id)).toEqual(["administrator"]);
    const facts = (await entries()).map(({ fact, details }) => [
      fact,
      (details as { isGiven?: boolean }).isGiven,
    ]);
    expect(facts).toEqual(
      expect.arrayContaining([
        ["role.refused", false],
        ["role.withdrawn", false],
        ["role.lapsed", false],
      ]),
    );
    await giveRole(ben.id, "moderator");
    expect(await change(ada, "moderator", { handle: ben.handle, change: "take" })).toEqual({
      outcome: "changed",
    });
  });

  it("by the operator ends open proposals; when confirmed, the proposer gets a mail", async () => {
    setEnvironment({ APP_URL: "https://octopus.example", SMTP_URL: undefined });
    await take(ada, ben);
    await dethrone(ben);
    expect(await listRoleProposals(cleo)).toEqual([]);
    await giveRole(ben.id, "administrator");
    await take(ada, ben);
    await confirm(cleo, (await listRoleProposals(cleo))[0]?.id ?? "");
    await runDueJobs();
    const texts = (await readMails()).map((mail) => mail.text ?? "");
    expect(texts.filter((text) => text.includes("Ben no longer has the role: Administrator"))).toHaveLength(
      1,
    );
  });
});

describe("list of proposals", () => {
  it("is for administrators", async () => {
    for (const actor of [await makeActor("moderator"), await makeActor()]) {
      expect(await refusal(listRoleProposals(actor))).toMatchObject({ code: "forbidden" });
      expect(await refusal(hasConfirmerFor(actor, target.id))).toMatchObject({ code: "forbidden" });
    }
    expect(await hasConfirmerFor(ada, target.id)).toBe(true);
  });
});
