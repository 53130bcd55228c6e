import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { db } from "@/db/client";
import { member } from "@/db/schema/accounts";
import { staffNote, suspension, warning } from "@/db/schema/conduct";
import { auditEntry } from "@/db/schema/core";
import { flagCase } from "@/db/schema/flags";
import { session } from "@/db/schema/sign-in";
import { notice } from "@/db/schema/watching";
import { findActorBySession, findMailActor, makeToken, signIn } from "@/lib/accounts";
import type { Actor } from "@/lib/core/actor";
import { decideAppeal, findCase, findOwnCase, findTarget, listCases, raiseFlag } from "@/lib/flag-kinds";
import { flags } from "@/lib/flags/queue";
import {
  appealSuspension,
  findMemberForModeration,
  findOwnSuspension,
  listSuspended,
  reinstateMember,
  suspendAsOperator,
  suspendMember,
} from "@/lib/members";
import { collectOwnData } from "@/lib/personal-data";
import { countParts } from "@/lib/queues";
import { OPERATOR, SYSTEM, transact } from "@/lib/transact";
import { useDatabase } from "@/tests/support/database";
import { actorOf, by, giveRole, makeActor, makeMember, makeSession } from "@/tests/support/members";
import {
  addNote,
  confirmWarning,
  endDueSuspension,
  findConduct,
  findOwnConduct,
  removeNote,
  warnMember,
} from "./index";
import type { SuspensionDays } from "./model";
import { CONDUCT_DATA } from "./personal-data";

useDatabase();

const REASON = "Advertising in three topics";
const BROWSER = { network: "198.51.100.7", deviceToken: null };

const suspend = (actor: Actor, handle: string, suspensionDays?: SuspensionDays) =>
  transact(by(actor), (ctx) => suspendMember(ctx, { handle, suspensionDays, suspensionReason: REASON }));

/** Signs in with a right password. */
const enter = (memberId: string) =>
  transact(by(null), (ctx) =>
    signIn(ctx, { memberId, isRight: true, passwordHash: null, newHash: null, browser: BROWSER }),
  );

const stateOf = async (id: string) =>
  (await db().select({ state: member.state }).from(member).where(eq(member.id, id)))[0]?.state;

/** Lets the time of a suspension pass, without any job. */
async function passTime(memberId: string): Promise<void> {
  const until = new Date(Date.now() - 60_000);
  await db().update(member).set({ suspendedUntil: until }).where(eq(member.id, memberId));
  await db().update(suspension).set({ until }).where(eq(suspension.memberId, memberId));
}

async function linkOf(memberId: string): Promise<string> {
  const outcome = await enter(memberId);
  if (outcome.is !== "suspended") throw new Error(`not suspended: ${outcome.is}`);
  return outcome.link;
}

const appeal = (token: string, appealText = "It was a law, not an advertisement.") =>
  transact(by(null), (ctx) => appealSuspension(ctx, { token, appealText }));

const decide = (actor: Actor, id: string, appealOutcome: "kept" | "overturned") =>
  transact(by(actor), (ctx) => decideAppeal(ctx, { id, appealOutcome, appealReason: "I looked again." }));

async function caseOf(memberId: string) {
  const [row] = await db()
    .select({ id: flagCase.id, outcome: flagCase.appealOutcome, subjectId: flagCase.subjectId })
    .from(flagCase)
    .innerJoin(suspension, eq(suspension.id, flagCase.subjectId))
    .where(eq(suspension.memberId, memberId));
  if (!row) throw new Error("no case");
  return row;
}

/** A member suspended for a day, who appealed, with the moderator who suspended them. */
async function appealed() {
  const target = await makeMember();
  const moderator = await makeActor("moderator");
  await suspend(moderator, target.handle, "1");
  await appeal(await linkOf(target.id));
  return { target, moderator, caseId: (await caseOf(target.id)).id };
}

const facts = async (memberId: string) =>
  (
    await db()
      .select({ fact: auditEntry.fact })
      .from(auditEntry)
      .where(eq(auditEntry.subject, memberId))
      .orderBy(auditEntry.id)
  ).map(({ fact }) => fact);

const jobs = async (task: string) =>
  (await db().execute(`select 1 from graphile_worker.jobs where task_identifier = '${task}'`)).rowCount;

describe("a suspension for a time", () => {
  it.each([
    ["1", 24],
    ["3", 72],
    ["7", 168],
    ["30", 720],
  ] as const)("of %s days ends after %i hours", async (days, hours) => {
    const target = await makeMember();
    await suspend(await makeActor("moderator"), target.handle, days);
    const [row] = await db().select().from(suspension);
    expect((row?.until?.getTime() ?? 0) - (row?.startedAt.getTime() ?? 0)).toBe(hours * 3_600_000);
    expect(await jobs("end-suspension")).toBe(1);
  });

  it("without a time has no end, and no job", async () => {
    const target = await makeMember();
    await suspend(await makeActor("moderator"), target.handle, "none");
    expect((await db().select().from(suspension))[0]?.until).toBeNull();
    expect(await jobs("end-suspension")).toBe(0);
  });

  it("ends sessions, shows the reason after signing in, and ends at its time without a job", async () => {
    const target = await makeMember();
    const sessionId = await makeSession(target.id);
    await suspend(await makeActor("moderator"), target.handle, "1");
    expect(await findActorBySession(sessionId)).toBeNull();
    const own = await findOwnSuspension(await linkOf(target.id));
    expect(own).toMatchObject({ reason: REASON, mayAppeal: true, appeal: null });
    await passTime(target.id);
    expect((await enter(target.id)).is).toBe("in");
    expect(await stateOf(target.id)).toBe("active");
    expect(await findActorBySession(sessionId)).toBeNull();
    expect((await db().select().from(suspension))[0]).toMatchObject({ ended: "time", endedBy: null });
    expect((await facts(target.id)).sort()).toEqual([
      "member.reinstated",
      "member.suspended",
      "sign-in.refused",
      "sign-in.succeeded",
    ]);
  });

  it("stays after a wrong password", async () => {
    const target = await makeMember();
    await suspend(await makeActor("moderator"), target.handle, "1");
    await passTime(target.id);
    await transact(by(null), (ctx) =>
      signIn(ctx, {
        ...{ memberId: target.id, isRight: false, passwordHash: null, newHash: null },
        browser: BROWSER,
      }),
    );
    expect(await stateOf(target.id)).toBe("suspended");
  });

  it("asks for the second factor before it says anything", async () => {
    const target = await makeMember({ totpEnabledAt: new Date(), totpSecret: Buffer.alloc(8) });
    await suspend(await makeActor("moderator"), target.handle, "1");
    expect((await enter(target.id)).is).toBe("code");
  });

  it("is over for moderators, mails and its job at its time, and not before", async () => {
    const target = await makeMember();
    const moderator = await makeActor("moderator");
    await suspend(moderator, target.handle, "1");
    await transact(SYSTEM, (ctx) => endDueSuspension(ctx, { memberId: target.id }));
    expect(await stateOf(target.id)).toBe("suspended");
    expect((await listSuspended(moderator)).total).toBe(1);
    expect(await findMailActor(target.id)).toBeNull();
    await passTime(target.id);
    expect(await findMemberForModeration(moderator, target.handle)).toMatchObject({ state: "active" });
    expect(await listSuspended(moderator)).toEqual({ rows: [], total: 0 });
    expect(await findMailActor(target.id)).not.toBeNull();
    await transact(SYSTEM, (ctx) => endDueSuspension(ctx, { memberId: target.id }));
    await transact(SYSTEM, (ctx) => endDueSuspension(ctx, { memberId: target.id }));
    expect(await stateOf(target.id)).toBe("active");
    expect(await facts(target.id)).toEqual(["member.suspended", "member.reinstated"]);
  });

  it("is made once by two moderators at once, and again after its time", async () => {
    const target = await makeMember();
    const [one, two] = [await makeActor("moderator"), await makeActor("moderator")];
    const results = await Promise.allSettled([
      suspend(one, target.handle, "1"),
      suspend(two, target.handle, "30"),
    ]);
    expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(results.find((r) => r.status === "rejected")).toMatchObject({
      reason: { reason: "member_inactive" },
    });
    expect(await db().select().from(suspension)).toHaveLength(1);
    await passTime(target.id);
    await suspend(one, target.handle, "3");
    const rows = await db().select({ ended: suspension.ended }).from(suspension).orderBy(suspension.id);
    expect(rows).toEqual([{ ended: "time" }, { ended: null }]);
  });

  it("takes over one that the version before lifted without its row", async () => {
    const target = await makeMember();
    const moderator = await makeActor("moderator");
    await suspend(moderator, target.handle, "1");
    await db()
      .update(member)
      .set({ state: "active", suspendedAt: null, suspensionReason: null })
      .where(eq(member.id, target.id));
    await suspend(moderator, target.handle, "3");
    expect(await db().select().from(suspension)).toHaveLength(2);
  });
});

describe("an appeal against a suspension", () => {
  it("is decided by another moderator, who lifts it", async () => {
    const { target, moderator, caseId } = await appealed();
    // While there is nobody else, the one who suspended may.
    expect((await findCase(moderator, caseId)).isOnly).toBe(true);
    const other = await makeActor("moderator");
    expect((await findCase(moderator, caseId)).line.canDecide).toBe(false);
    await expect(decide(moderator, caseId, "kept")).rejects.toMatchObject({ code: "forbidden" });
    expect((await listCases(other, {})).appeals.map(({ id }) => id)).toEqual([caseId]);
    const waits = await countParts(other, flags, db());
    expect(waits.map(({ name, waiting }) => [name, waiting.count])).toEqual([
      ["flags", 0],
      ["appeals", 1],
    ]);
    await decide(other, caseId, "overturned");
    expect(await stateOf(target.id)).toBe("active");
    expect((await db().select().from(suspension))[0]).toMatchObject({ ended: "appeal", endedBy: other.id });
    const told = await db().select().from(notice).where(eq(notice.memberId, target.id));
    expect(told).toMatchObject([{ kind: "flag.author", key: caseId }]);
    const own = await findOwnConduct(await actorOf(target.id), new Date());
    expect(own.suspensions).toMatchObject([{ ended: "appeal", appeal: { outcome: "overturned" } }]);
  });

  it("is decided once by two at once; kept, the suspension stays and is mailed", async () => {
    const { target, caseId } = await appealed();
    const [one, two] = [await makeActor("moderator"), await makeActor("moderator")];
    const results = await Promise.allSettled([decide(one, caseId, "kept"), decide(two, caseId, "kept")]);
    expect(results.find((r) => r.status === "rejected")).toMatchObject({
      reason: { reason: "flag_decided_by" },
    });
    expect(await stateOf(target.id)).toBe("suspended");
    expect(await findOwnSuspension(await linkOf(target.id))).toMatchObject({
      mayAppeal: false,
      appeal: { outcome: "kept", reason: "I looked again." },
    });
    const { rows } = await db().execute<{ n: string }>(
      `select payload->>'notice' as n from graphile_worker._private_jobs j
        join graphile_worker._private_tasks t on t.id = j.task_id where t.identifier = 'mail-account-notice'`,
    );
    expect(rows.map(({ n }) => n)).toContain("suspension-kept");
  });

  it("is made once, also by a double click, and only with the secret of the suspension", async () => {
    const target = await makeMember();
    await suspend(await makeActor("moderator"), target.handle, "1");
    const token = await linkOf(target.id);
    const results = await Promise.allSettled([appeal(token), appeal(token)]);
    expect(results.find((r) => r.status === "rejected")).toMatchObject({
      reason: { reason: "flag_appealed" },
    });
    await expect(appeal("no-such-secret")).rejects.toMatchObject({ reason: "link" });
    const reset = await makeToken(db(), { kind: "reset", memberId: target.id }, new Date());
    await expect(appeal(reset)).rejects.toMatchObject({ reason: "link" });
    expect(await findOwnSuspension(reset)).toBeNull();
  });

  it("gives no session, and ends with the suspension", async () => {
    const target = await makeMember();
    const moderator = await makeActor("moderator");
    await suspend(moderator, target.handle, "1");
    const token = await linkOf(target.id);
    expect(await db().select().from(session).where(eq(session.memberId, target.id))).toEqual([]);
    await transact(by(moderator), (ctx) => reinstateMember(ctx, { handle: target.handle }));
    expect(await findOwnSuspension(token)).toBeNull();
    await expect(appeal(token)).rejects.toMatchObject({ reason: "link" });
    await suspend(moderator, target.handle, "1");
    await passTime(target.id);
    expect(await findOwnSuspension(await makeSecret(target.id))).toBeNull();
  });

  const makeSecret = (memberId: string) => makeToken(db(), { kind: "suspension", memberId }, new Date());

  it("is closed when a moderator lifts the suspension", async () => {
    const { target, moderator, caseId } = await appealed();
    await transact(by(moderator), (ctx) => reinstateMember(ctx, { handle: target.handle }));
    expect(await caseOf(target.id)).toMatchObject({ outcome: "overturned" });
    await expect(decide(await makeActor("moderator"), caseId, "kept")).rejects.toMatchObject({
      reason: "flag_decided_by",
    });
  });

  it("about a suspension that ended by its time changes no state", async () => {
    const { target, caseId } = await appealed();
    await passTime(target.id);
    await decide(await makeActor("moderator"), caseId, "overturned");
    expect(await stateOf(target.id)).toBe("active");
    expect((await db().select().from(suspension))[0]?.ended).toBe("time");
  });

  it("of a moderator is for administrators, and one of the operator for any", async () => {
    const officer = await makeMember();
    await giveRole(officer.id, "moderator");
    await suspend(await makeActor("administrator"), officer.handle, "7");
    await appeal(await linkOf(officer.id));
    const { id } = await caseOf(officer.id);
    const moderator = await makeActor("moderator");
    expect((await findCase(moderator, id)).line.canDecide).toBe(false);
    await expect(decide(moderator, id, "overturned")).rejects.toMatchObject({ code: "forbidden" });
    await decide(await makeActor("administrator"), id, "overturned");
    expect(await stateOf(officer.id)).toBe("active");

    const target = await makeMember({ email: "o@example.org" });
    await transact(OPERATOR, (ctx) => suspendAsOperator(ctx, { email: "o@example.org", reason: REASON }));
    await appeal(await linkOf(target.id));
    await decide(moderator, (await caseOf(target.id)).id, "overturned");
    expect(await stateOf(target.id)).toBe("active");
  });

  it("is nothing that anybody can report or return", async () => {
    const { target, caseId } = await appealed();
    const { subjectId: id } = await caseOf(target.id);
    const moderator = await makeActor("moderator");
    const of = { kind: "suspension", id };
    await expect(findTarget(moderator, of)).rejects.toMatchObject({ code: "not_found" });
    await expect(
      transact(by(moderator), (ctx) => raiseFlag(ctx, { ...of, flagCode: "spam", flagReason: "" })),
    ).rejects.toMatchObject({ code: "not_found" });
    await decide(moderator, caseId, "overturned");
    await expect(findOwnCase(await actorOf(target.id), caseId)).rejects.toMatchObject({ code: "not_found" });
  });
});

const warn = (actor: Actor, handle: string, warningReason = "Do not name suspects.") =>
  transact(by(actor), (ctx) => warnMember(ctx, { handle, warningReason }));
const confirm = (actor: Actor, warningId: string) =>
  transact(by(actor), (ctx) => confirmWarning(ctx, { warningId }));

describe("a warning", () => {
  it("takes every role until the member confirms it, once", async () => {
    const target = await makeMember();
    const sessionId = await makeSession(target.id);
    await warn(await makeActor("moderator"), target.handle);
    const owing = await findActorBySession(sessionId);
    expect(owing).toMatchObject({ roles: [], owesReading: true });
    expect((await findMailActor(target.id))?.actor).toMatchObject({ roles: [], owesReading: true });
    if (!owing) throw new Error("no actor");
    await expect(
      transact(by(owing), async (ctx) => ctx.authorize("message.write", { recipientId: "x" })),
    ).rejects.toMatchObject({ reason: "warning_first" });
    const [row] = await db().select().from(warning);
    const id = row?.id ?? "";
    await Promise.all([confirm(owing, id), confirm(owing, id)]);
    expect(await findActorBySession(sessionId)).toMatchObject({ roles: ["member"] });
    expect(await facts(target.id)).toEqual(["member.warned", "warning.confirmed"]);
    expect(await db().select().from(notice).where(eq(notice.memberId, target.id))).toMatchObject([
      { kind: "warning", key: id },
    ]);
    expect((await findOwnConduct(owing, new Date())).warnings).toMatchObject([
      { reason: "Do not name suspects." },
    ]);
  });

  it("is confirmed by its member only", async () => {
    const target = await makeMember();
    await warn(await makeActor("moderator"), target.handle);
    const [row] = await db().select().from(warning);
    await expect(confirm(await makeActor(), row?.id ?? "")).rejects.toMatchObject({ code: "not_found" });
  });

  it("goes to active members, by moderators, about officers by administrators, never to oneself", async () => {
    const target = await makeMember();
    const [moderator, peer, administrator] = [
      await makeActor("moderator"),
      await makeActor("moderator"),
      await makeActor("administrator"),
    ];
    for (const [actor, handle] of [
      [moderator, moderator.handle],
      [moderator, peer.handle],
      [moderator, administrator.handle],
      [administrator, administrator.handle],
      [await makeActor(), target.handle],
      [await makeActor("focal-point"), target.handle],
    ] as const)
      await expect(warn(actor, handle)).rejects.toMatchObject({ code: "forbidden" });
    await warn(administrator, peer.handle);
    await suspend(moderator, target.handle, "1");
    await expect(warn(moderator, target.handle)).rejects.toMatchObject({ reason: "warned_inactive" });
  });
});

const note = (actor: Actor, handle: string, noteText = "Asked twice for evidence by mail.") =>
  transact(by(actor), (ctx) => addNote(ctx, { handle, noteText }));

describe("notes of staff", () => {
  it("are shared by moderators, hidden from their member, and removed by any of them once", async () => {
    const target = await makeMember();
    const [one, two] = [await makeActor("moderator"), await makeActor("moderator")];
    await note(one, target.handle);
    const of = { memberId: target.id, isOfficer: false };
    const { notes } = await findConduct(two, of);
    expect(notes).toMatchObject([{ text: "Asked twice for evidence by mail.", by: one.displayName }]);
    await expect(findConduct(await actorOf(target.id), of)).rejects.toMatchObject({ code: "forbidden" });
    const gone = { handle: target.handle, noteId: notes[0]?.id ?? "" };
    await transact(by(two), (ctx) => removeNote(ctx, gone));
    await transact(by(two), (ctx) => removeNote(ctx, gone));
    expect(await facts(target.id)).toEqual(["staff-note.added", "staff-note.removed"]);
    const [entry] = await db().select().from(auditEntry).where(eq(auditEntry.fact, "staff-note.added"));
    expect(JSON.stringify(entry)).not.toContain("evidence");
  });

  it("about a moderator are for administrators, never for that moderator", async () => {
    const officer = await makeActor("moderator");
    await note(await makeActor("administrator"), officer.handle);
    const of = { memberId: officer.id, isOfficer: true };
    for (const actor of [officer, await makeActor("moderator")]) {
      await expect(findConduct(actor, of)).rejects.toMatchObject({ code: "forbidden" });
      await expect(note(actor, officer.handle)).rejects.toMatchObject({ code: "forbidden" });
    }
  });

  it("are not removed by the address of another member", async () => {
    const [target, other] = [await makeMember(), await makeMember()];
    const moderator = await makeActor("moderator");
    await note(moderator, target.handle);
    const [row] = await db().select().from(staffNote);
    await transact(by(moderator), (ctx) => removeNote(ctx, { handle: other.handle, noteId: row?.id ?? "" }));
    expect(await db().select().from(staffNote)).toHaveLength(1);
  });
});

describe("personal data", () => {
  it("has what staff recorded without their names, and an erasure takes it", async () => {
    const { target, moderator } = await appealed();
    await note(moderator, target.handle);
    await transact(by(moderator), (ctx) => reinstateMember(ctx, { handle: target.handle }));
    await warn(moderator, target.handle);
    const copy = (await collectOwnData(db(), target.id, new Date())).toString();
    for (const text of [REASON, "Asked twice", "Do not name suspects", "It was a law"])
      expect(copy).toContain(text);
    expect(copy).not.toContain(moderator.displayName);
    expect(copy).not.toContain(moderator.id);
    await transact(SYSTEM, async (ctx) => {
      ctx.asSystem("a test");
      ctx.skipAudit("a test");
      await CONDUCT_DATA.erase?.(ctx, target.id);
    });
    expect(await db().select().from(flagCase)).toEqual([]);
  });

  it("is deleted two years later, but for what still stands", async () => {
    const target = await makeMember();
    const moderator = await makeActor("moderator");
    await note(moderator, target.handle);
    await warn(moderator, target.handle);
    await suspend(moderator, target.handle, "none");
    const expire = () =>
      transact(SYSTEM, async (ctx) => {
        ctx.asSystem("a test");
        ctx.skipAudit("a test");
        return CONDUCT_DATA.expire?.(ctx);
      });
    expect(await expire()).toEqual({ staffNotes: 0, warnings: 0, suspensions: 0 });
    const old = new Date(Date.now() - 731 * 86_400_000);
    await db().update(staffNote).set({ createdAt: old });
    await db().update(warning).set({ createdAt: old });
    await db().update(suspension).set({ startedAt: old });
    expect(await expire()).toEqual({ staffNotes: 1, warnings: 0, suspensions: 0 });
    await db().update(warning).set({ readAt: old });
    await db().update(suspension).set({ endedAt: old, ended: "lifted" });
    expect(await expire()).toEqual({ staffNotes: 0, warnings: 1, suspensions: 1 });
  });
});
