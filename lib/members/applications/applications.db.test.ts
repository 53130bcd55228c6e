import { and, eq, isNotNull, isNull } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { db } from "@/db/client";
import { application, applicationStep, member } from "@/db/schema/accounts";
import { auditEntry } from "@/db/schema/core";
import { token } from "@/db/schema/sign-in";
import { notice } from "@/db/schema/watching";
import { prepareMailRequest } from "@/lib/accounts";
import type { Actor } from "@/lib/core/actor";
import { newId } from "@/lib/core/id";
import { applyRetention } from "@/lib/operation";
import { SYSTEM, transact } from "@/lib/transact";
import { enter, linkFor, listFacts, listJobs, VISITOR, withPassword } from "@/tests/support/accounts";
import { useDatabase } from "@/tests/support/database";
import { actorOf, by, giveRole, makeActor, makeMember } from "@/tests/support/members";
import {
  amendApplication,
  answerQuestion,
  askApplicant,
  decideApplication,
  findOwnApplication,
  listApplications,
  listDecidedApplications,
  requestStatusLink,
  withdrawApplication,
} from "./index";
import { MAX_AGAIN, MAX_CHANGES } from "./model";

useDatabase();

interface Applied {
  applicationId: string;
  memberId: string;
  email: string;
}

async function apply(name = "Awa Ndiaye", made = makeMember): Promise<Applied> {
  const { id, email } = await made({ state: "applied", fullName: name, displayName: name });
  const applicationId = newId();
  await db().insert(application).values({
    id: applicationId,
    memberId: id,
    reason: "I prosecute cybercrime.",
    state: "waiting",
    createdAt: new Date(),
  });
  return { applicationId, memberId: id, email };
}

type Given = Partial<Parameters<typeof decideApplication>[1]>;
const decide = (admin: Actor, applicationId: string, decision: "accept" | "refuse", given: Given = {}) =>
  transact(by(admin), (ctx) =>
    decideApplication(ctx, { applicationId, decision, decisionReason: "", seen: "", ...given }),
  );
const reverse = (admin: Actor, applicationId: string) =>
  decide(admin, applicationId, "accept", { isReversal: "yes", decisionReason: "She showed her badge" });
const ask = (admin: Actor, applicationId: string, seen = "") =>
  transact(by(admin), (ctx) => askApplicant(ctx, { applicationId, question: "Since when?", seen }));
const answer = (link: string) =>
  transact(VISITOR, (ctx) => answerQuestion(ctx, { token: link, answer: "Since 2019." }));
const stepsOf = (applicationId: string) =>
  db().$count(applicationStep, eq(applicationStep.applicationId, applicationId));
const amend = (link: string, given: object = {}) =>
  transact(VISITOR, (ctx) =>
    amendApplication(ctx, {
      token: link,
      fullName: "Awa Ndiaye",
      country: "SN",
      sector: "judiciary" as const,
      institution: "Tribunal de Dakar",
      reason: "I judge cybercrime in Dakar.",
      ...given,
    }),
  );
const withdraw = (link: string) =>
  transact(VISITOR, (ctx) => withdrawApplication(ctx, { token: link, isSure: "on" }));
const stateOf = async (id: string) =>
  (await db().select({ state: member.state }).from(member).where(eq(member.id, id)))[0]?.state;

describe("decisions on applications", () => {
  it("are made once, and the second administrator learns who was first", async () => {
    const { id } = await makeMember({ displayName: "Ada First" });
    await giveRole(id, "administrator");
    const [first, second] = [await actorOf(id), await makeActor("administrator")];
    const one = await apply("One");
    const two = await apply("Two");
    expect((await listApplications(second)).rows.map((row) => row.fullName)).toEqual(["One", "Two"]);

    await decide(first, one.applicationId, "accept");
    await decide(first, two.applicationId, "refuse", { decisionReason: "No link to the field" });
    await expect(decide(second, one.applicationId, "refuse")).rejects.toMatchObject({
      reason: "already_decided",
      details: { by: "Ada First" },
    });
    expect(await stateOf(one.memberId)).toBe("active");
    expect(await stateOf(two.memberId)).toBe("refused");
    expect((await listApplications(first)).total).toBe(0);
    expect(await listDecidedApplications(first)).toMatchObject([
      { fullName: "Two", state: "refused", deciderName: "Ada First", decisionReason: "No link to the field" },
      { fullName: "One", state: "accepted" },
    ]);
  });

  it("are made once by two administrators simultaneously", async () => {
    const admins = [await makeActor("administrator"), await makeActor("administrator")];
    const { applicationId } = await apply();
    const results = await Promise.allSettled(admins.map((admin) => decide(admin, applicationId, "accept")));
    expect(results.map((result) => result.status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(await listFacts()).toEqual(["application.decided"]);
  });

  it("are for administrators only", async () => {
    const moderator = await makeActor("moderator");
    const { applicationId } = await apply();
    await expect(decide(moderator, applicationId, "accept")).rejects.toMatchObject({ code: "forbidden" });
    await expect(ask(moderator, applicationId)).rejects.toMatchObject({ code: "forbidden" });
    await expect(listApplications(moderator)).rejects.toMatchObject({ code: "forbidden" });
    await expect(listDecidedApplications(moderator)).rejects.toMatchObject({ code: "forbidden" });
    await expect(decide(await makeActor("administrator"), newId(), "accept")).rejects.toMatchObject({
      code: "not_found",
    });
  });

  it("are refused if the applicant changed the answers since", async () => {
    const admin = await makeActor("administrator");
    const { applicationId, memberId } = await apply();
    const [seen] = (await listApplications(admin)).rows;
    await amend(await linkFor(memberId, "application"));
    const late = decide(admin, applicationId, "accept", { seen: seen?.seen ?? "" });
    await expect(late).rejects.toMatchObject({ reason: "application_changed" });
    const [now] = (await listApplications(admin)).rows;
    await decide(admin, applicationId, "accept", { seen: now?.seen ?? "" });
  });
});

describe("reversing a refusal", () => {
  it("admits the member, logs and mails it; never by an ordinary decision", async () => {
    const [first, second] = [await makeActor("administrator"), await makeActor("administrator")];
    const { applicationId, memberId } = await apply();
    await decide(first, applicationId, "refuse", { decisionReason: "Unknown" });
    // The late button of another administrator's page does not reverse it.
    await expect(decide(second, applicationId, "accept")).rejects.toMatchObject({
      reason: "already_decided",
    });
    await expect(reverse(await makeActor("moderator"), applicationId)).rejects.toMatchObject({
      code: "forbidden",
    });
    await expect(reverse(second, applicationId)).resolves.toBe("reversed");
    expect(await stateOf(memberId)).toBe("active");
    const [entry] = await db()
      .select({ details: auditEntry.details, actorId: auditEntry.actorId })
      .from(auditEntry)
      .orderBy(auditEntry.id)
      .offset(1);
    expect(entry).toMatchObject({ actorId: second.id, details: { isAccepted: true, isReversal: true } });
    expect(await listJobs()).toEqual(["mail-application", "mail-application"]);
    await expect(reverse(first, applicationId)).rejects.toMatchObject({ reason: "already_decided" });
  });

  it("happens once for two simultaneous administrators, and gives no role", async () => {
    const admins = [await makeActor("administrator"), await makeActor("administrator")];
    const { applicationId, memberId } = await apply();
    await decide(admins[0] as Actor, applicationId, "refuse", { decisionReason: "Unknown" });
    const results = await Promise.allSettled(admins.map((admin) => reverse(admin, applicationId)));
    expect(results.map((result) => result.status).sort()).toEqual(["fulfilled", "rejected"]);
    expect((await actorOf(memberId)).roles).toEqual(["member"]);
  });
});

describe("notice of an application", () => {
  const notified = async () =>
    (
      await db()
        .select({ id: notice.memberId })
        .from(notice)
        .where(and(eq(notice.key, "applications"), eq(notice.kind, "review"), isNull(notice.seenAt)))
    ).map(({ id }) => id);
  const applied = ({ memberId, applicationId }: Applied) =>
    transact(SYSTEM, async (ctx) => {
      ctx.asSystem("a test applies");
      await ctx.record("member.applied", { memberId, applicationId });
    });

  it("goes to every administrator, by mail too, until all are decided", async () => {
    const [first, second] = [await makeActor("administrator"), await makeActor("administrator")];
    await makeActor("moderator");
    const [one, two] = [await apply("One"), await apply("Two")];
    for (const each of [one, two]) await applied(each);
    expect((await notified()).sort()).toEqual([first.id, second.id].sort());
    const mails = await db().$count(notice, and(eq(notice.key, "applications"), isNotNull(notice.dueAt)));
    expect(mails).toBe(2);
    await decide(first, one.applicationId, "accept");
    expect(await notified()).toHaveLength(2);
    await ask(second, two.applicationId);
    expect(await notified()).toEqual([]);
    await answer(await linkFor(two.memberId, "application"));
    expect(await notified()).toHaveLength(2);
    await decide(second, two.applicationId, "refuse", { decisionReason: "No link to the field" });
    expect(await notified()).toEqual([]);
    await amend(await linkFor(two.memberId, "application"));
    expect(await notified()).toHaveLength(2);
    await withdraw(await linkFor(two.memberId, "application"));
    expect(await notified()).toEqual([]);
  });
});

describe("data of refused applications", () => {
  const erased = async (after: number) => {
    const now = new Date(Date.now() + after * 86_400_000);
    const counts = await transact(SYSTEM, (ctx) => applyRetention(ctx), { now });
    return counts.refusedApplicants;
  };

  it("is erased with the person after a year, unless reversed or sent again", async () => {
    const admin = await makeActor("administrator");
    const all = [
      await apply("Refused"),
      await apply("Reversed"),
      await apply("Again"),
      await apply("Waiting"),
    ];
    const [refused, reversed, again] = all as [Applied, Applied, Applied];
    for (const { applicationId } of [refused, reversed, again]) await decide(admin, applicationId, "refuse");
    await reverse(admin, reversed.applicationId);
    await amend(await linkFor(again.memberId, "application"));
    expect(await erased(364)).toBe(0);
    expect(await erased(366)).toBe(1);
    expect(await erased(366)).toBe(0);
    expect(await stateOf(refused.memberId)).toBe("erased");
    expect(await db().$count(application, eq(application.id, refused.applicationId))).toBe(0);
    expect(await Promise.all(all.slice(1).map(({ memberId }) => stateOf(memberId)))).toEqual([
      "active",
      "applied",
      "applied",
    ]);
  });
});

describe("page of an application", () => {
  it("shows its state, questions and decision, without naming administrators", async () => {
    const admin = await makeActor("administrator");
    const { applicationId, memberId } = await apply();
    const link = await linkFor(memberId, "application");
    expect(await findOwnApplication(link)).toMatchObject({ state: "waiting", canAmend: true, steps: [] });
    await ask(admin, applicationId);
    expect(await findOwnApplication(link)).toMatchObject({ state: "asked" });
    await answer(link);
    await decide(admin, applicationId, "refuse", { decisionReason: "Outside the field" });
    const own = await findOwnApplication(link);
    expect(own).toMatchObject({ state: "refused", decisionReason: "Outside the field", canAmend: true });
    expect(own?.steps.map((step) => step.kind)).toEqual(["question", "answer", "refused"]);
    expect(JSON.stringify(own)).not.toContain(admin.displayName);
  });

  it("opens repeatedly for 30 days, and by no other secret", async () => {
    const { memberId } = await apply();
    const day = 86_400_000;
    const old = await linkFor(memberId, "application", new Date(Date.now() - 29 * day));
    expect(await findOwnApplication(old)).not.toBeNull();
    expect(await findOwnApplication(old)).not.toBeNull();
    const dead = await linkFor(memberId, "application", new Date(Date.now() - 31 * day));
    expect(await findOwnApplication(dead)).toBeNull();
    expect(await findOwnApplication(await linkFor(memberId, "reset"))).toBeNull();
    await expect(amend(dead)).rejects.toMatchObject({ reason: "link" });
    await expect(answer("")).rejects.toMatchObject({ reason: "link" });
    await expect(withdraw("nothing")).rejects.toMatchObject({ reason: "link" });
  });

  it("accepts one answer to a question, and none without a question", async () => {
    const admin = await makeActor("administrator");
    const { applicationId, memberId } = await apply();
    const link = await linkFor(memberId, "application");
    await expect(answer(link)).rejects.toMatchObject({ reason: "application_settled" });
    await ask(admin, applicationId);
    const results = await Promise.allSettled([answer(link), answer(link)]);
    expect(results.map((result) => result.status).sort()).toEqual(["fulfilled", "rejected"]);
    expect((await listApplications(admin)).rows[0]?.steps.map((step) => step.text)).toEqual([
      "Since when?",
      "Since 2019.",
    ]);
  });

  it("changes the answers, with a required reason and institution", async () => {
    const { memberId } = await apply();
    const link = await linkFor(memberId, "application");
    await expect(amend(link, { institution: null, reason: "no" })).rejects.toMatchObject({
      details: { fields: { institution: ["required"], reason: ["reason_short"] } },
    });
    await expect(amend(link, { fullName: "Awa Diop" })).resolves.toEqual({ isAgain: false });
    const [row] = await db().select().from(member).where(eq(member.id, memberId));
    expect(row).toMatchObject({ fullName: "Awa Diop", displayName: "Awa Diop", handle: "awa-diop" });
    expect(await findOwnApplication(link)).toMatchObject({ institution: "Tribunal de Dakar" });
  });

  it("sends a refused application again, at most three times", async () => {
    const admin = await makeActor("administrator");
    const { applicationId, memberId } = await apply();
    const link = await linkFor(memberId, "application");
    for (let time = 0; time < MAX_AGAIN; time += 1) {
      await decide(admin, applicationId, "refuse", { decisionReason: "Unknown" });
      await expect(amend(link)).resolves.toEqual({ isAgain: true });
      expect(await stateOf(memberId)).toBe("applied");
    }
    await decide(admin, applicationId, "refuse", { decisionReason: "Unknown" });
    expect(await findOwnApplication(link)).toMatchObject({ canAmend: false });
    await expect(amend(link)).rejects.toMatchObject({ reason: "application_again" });
    expect(await stateOf(memberId)).toBe("refused");
  });

  it("withdraws an application and erases its data, but not once accepted", async () => {
    const admin = await makeActor("administrator");
    const one = await apply("Mamadou Withdrawn");
    const link = await linkFor(one.memberId, "application");
    await ask(admin, one.applicationId);
    await withdraw(link);
    expect(await stateOf(one.memberId)).toBe("erased");
    expect(await db().$count(application)).toBe(0);
    expect(await findOwnApplication(link)).toBeNull();
    const two = await apply("Two");
    const other = await linkFor(two.memberId, "application");
    await decide(admin, two.applicationId, "accept");
    await expect(withdraw(other)).rejects.toMatchObject({ reason: "application_settled" });
    await expect(amend(other)).rejects.toMatchObject({ reason: "application_settled" });
    expect(await stateOf(two.memberId)).toBe("active");
  });
});

describe("link to an application", () => {
  const request = async (email: string) => {
    const input = await prepareMailRequest("application", { email });
    return transact(VISITOR, (ctx) => requestStatusLink(ctx, input));
  };

  it("is mailed if the address has one, without revealing that", async () => {
    const { email } = await apply();
    const active = await makeMember();
    expect(await request(email)).toBe(await request("nobody@example.org"));
    await request(active.email);
    expect(await listFacts()).toEqual(["application.link-requested", "sign-in.refused", "sign-in.refused"]);
    expect(await listJobs()).toEqual(["mail-application"]);
  });

  it("is offered for an hour after the right password of a waiting or refused account", async () => {
    const admin = await makeActor("administrator");
    const { applicationId, email } = await apply("Awa", withPassword);
    const waiting = await enter(email);
    expect(waiting.is).toBe("waiting");
    const link = waiting.is === "waiting" ? (waiting.link ?? "") : "";
    expect(await findOwnApplication(link)).toMatchObject({ state: "waiting" });
    expect(await findOwnApplication(link, new Date(Date.now() + 3_700_000))).toBeNull();
    await decide(admin, applicationId, "refuse", { decisionReason: "Unknown" });
    expect(await enter(email)).toMatchObject({ is: "declined", link: expect.any(String) });
    const before = await db().$count(token);
    expect(await enter(email, "not the password at all")).toEqual({ is: "refused" });
    expect(await db().$count(token)).toBe(before);
  });

  it("allows a limited number of changes, ignores repetition, and does not delay a refusal", async () => {
    const { applicationId, memberId } = await apply();
    const link = await linkFor(memberId, "application");
    for (let n = 0; n < MAX_CHANGES; n += 1) await amend(link, { fullName: `Awa ${"Diop".repeat(n + 1)}` });
    expect(await stepsOf(applicationId)).toBe(MAX_CHANGES);
    await amend(link, { fullName: `Awa ${"Diop".repeat(MAX_CHANGES)}` });
    expect(await stepsOf(applicationId)).toBe(MAX_CHANGES);
    await expect(amend(link)).rejects.toMatchObject({ reason: "application_changes" });
    const admin = await makeActor("administrator");
    const seen = new Date(0).toISOString();
    const unseen = decide(admin, applicationId, "accept", { seen });
    await expect(unseen).rejects.toMatchObject({ reason: "application_changed" });
    const refused = decide(admin, applicationId, "refuse", { seen, decisionReason: "Not known there" });
    expect(await refused).toBe("refused");
  });
});
