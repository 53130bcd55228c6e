import { rmSync } from "node:fs";
import { join } from "node:path";
import { and, eq, isNotNull, isNull, sql } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { db } from "@/db/client";
import { member } from "@/db/schema/accounts";
import { auditEntry } from "@/db/schema/core";
import {
  conversation,
  conversationAccess,
  directMessage,
  memberBlock,
  memberMessage,
  messageReport,
} from "@/db/schema/messages";
import { notice } from "@/db/schema/watching";
import type { Actor } from "@/lib/core/actor";
import { newId } from "@/lib/core/id";
import { personalData } from "@/lib/core/personal-data";
import { runDueJobs } from "@/lib/jobs/worker";
import { eraseMember } from "@/lib/members";
import { collectOwnData } from "@/lib/personal-data";
import { listModerated } from "@/lib/queue-kinds";
import { SYSTEM, transact } from "@/lib/transact";
import { gatherNotices, listNotices } from "@/lib/watching";
import { listFacts, setEnvironment } from "@/tests/support/accounts";
import { useDatabase } from "@/tests/support/database";
import { readMails } from "@/tests/support/mailbox";
import { actorOf, by, giveRole, makeActor } from "@/tests/support/members";
import { block, newest, read, report, request, type Someone, send, talk } from "@/tests/support/messages";
import { decideReport, deleteMessage, findReport, listReports, openConversation } from "./index";
import { MESSAGE_DAYS, REPORT_DAYS } from "./model";

useDatabase();

beforeEach(() => {
  rmSync(join(process.env.DATA_DIR ?? "", "mail"), { recursive: true, force: true });
  setEnvironment({ SMTP_URL: undefined });
});

const DAY = 86_400_000;
const REASON = "Two reports say that the threats began earlier.";

const mailAll = async () => {
  await db()
    .update(notice)
    .set({ dueAt: new Date(0) })
    .where(and(isNull(notice.mailId), isNotNull(notice.dueAt)));
  await transact(SYSTEM, gatherNotices);
  await runDueJobs();
  return readMails();
};
const noticesOf = (who: { id: string }) =>
  db().select({ kind: notice.kind, seenAt: notice.seenAt }).from(notice).where(eq(notice.memberId, who.id));
/** What the list of notifications says, as it is read again. */
const linesOf = async (who: Actor) => JSON.stringify((await listNotices(who, {})).rows);
const decide = (who: Actor, reportId: string) =>
  transact(by(who), (ctx) => decideReport(ctx, { reportId, outcome: "upheld" }));
const open = (who: Actor, id: string, reason = REASON) =>
  transact(by(who), (ctx) => openConversation(ctx, { id, reason }));
const see = (who: Actor, id: string, now = new Date()) => findReport(who, id, { part: {}, now });

/** Ben reports the first of three messages. */
async function reported(text = "I will find you.") {
  const made = await talk(text);
  await send(made.ana.actor, made.id, "The rest is private.");
  const messageId = (await db().select().from(directMessage).orderBy(directMessage.number))[0]?.id ?? "";
  await report(made.ben.actor, made.id, messageId);
  const [row] = await db().select({ id: messageReport.id }).from(messageReport);
  return { ...made, messageId, reportId: row?.id ?? "" };
}

describe("notification of a message", () => {
  it("is one for a conversation until it is read, and mails who wrote but not what", async () => {
    const { ana, ben, id } = await request("A secret plan");
    const [mail, ...others] = await mailAll();
    expect(others).toEqual([]);
    expect(mail?.text).toMatch(/Ana Writer\S* souhaite vous écrire/u);
    expect(mail?.text).toContain(`/fr/me/messages/${id}`);
    expect(JSON.stringify(mail)).not.toContain("secret");
    expect(JSON.stringify(mail)).not.toContain("ana@example.org");
    await send(ben.actor, id);
    for (const text of ["One", "Two"]) await send(ana.actor, id, text);
    expect(await noticesOf(ben)).toHaveLength(1);
    expect(await linesOf(ben.actor)).toContain("message.unread");
    expect(await linesOf(ben.actor)).not.toContain("One");
    expect((await mailAll()).filter(({ to }) => JSON.stringify(to).includes("ben@"))).toHaveLength(1);
    await read(ben.actor, id);
    await send(ana.actor, id, "Three");
    expect((await mailAll()).filter(({ to }) => JSON.stringify(to).includes("ben@"))).toHaveLength(2);
    expect((await noticesOf(ben)).filter((one) => one.seenAt === null)).toHaveLength(1);
  });

  it.each(["read", "blocked", "deleted"] as const)("is not mailed once the message was %s", async (how) => {
    const { ana, ben, id } = await request();
    if (how === "read") await read(ben.actor, id);
    if (how === "blocked") await block(ben.actor, id);
    const messageId = await newest(ana.actor, id);
    if (how === "deleted") await transact(by(ana.actor), (ctx) => deleteMessage(ctx, { id, messageId }));
    expect(await mailAll()).toEqual([]);
  });

  it("cannot be used to put a header or recipient into a mail", async () => {
    const { ana } = await request("Hello\r\nBcc: other@example.org");
    await db()
      .update(member)
      .set({ displayName: "Ana\r\nBcc: third@example.org" })
      .where(eq(member.id, ana.id));
    const [mail, ...others] = await mailAll();
    expect(others).toEqual([]);
    expect(mail?.headers.has("bcc")).toBe(false);
    expect(JSON.stringify(mail?.to)).not.toMatch(/other@|third@/);
  });
});

describe("report of a message", () => {
  it("shows moderators that message alone, and is decided once, by neither party", async () => {
    const moderator = await makeActor("moderator");
    const { ana, ben, id, messageId, reportId } = await reported();
    await expect(report(ben.actor, id, messageId)).rejects.toMatchObject({ reason: "message_reported" });
    await expect(report(ana.actor, id, messageId)).rejects.toMatchObject({ reason: "message_report" });
    expect(await listModerated(moderator)).toContainEqual(
      expect.objectContaining({ name: "messages", waiting: expect.objectContaining({ count: 1 }) }),
    );
    const listed = await listReports(moderator);
    expect(listed).toMatchObject([{ text: "I will find you.", reason: "It threatens me.", canDecide: true }]);
    expect(JSON.stringify(listed)).not.toContain("private");
    await expect(listReports(ana.actor)).rejects.toMatchObject({ code: "forbidden" });
    await giveRole(ben.id, "moderator");
    const benAsModerator = await actorOf(ben.id);
    expect(await listReports(benAsModerator)).toMatchObject([{ canDecide: false }]);
    await expect(decide(benAsModerator, reportId)).rejects.toMatchObject({ code: "forbidden" });
    await decide(moderator, reportId);
    await expect(decide(moderator, reportId)).rejects.toMatchObject({ reason: "already_decided" });
    expect(await listReports(moderator)).toEqual([]);
    expect((await listFacts()).slice(-2)).toEqual(["message.reported", "message.decided"]);
    expect(JSON.stringify(await db().select().from(auditEntry))).not.toMatch(/find you|threatens/);
    expect((await noticesOf(ben)).map(({ kind }) => kind)).toContain("message-report.decided");
  });

  it("keeps the text as evidence when its sender deletes the message, but needs one that is there", async () => {
    const moderator = await makeActor("moderator");
    const { ana, ben, id, messageId } = await reported();
    await transact(by(ana.actor), (ctx) => deleteMessage(ctx, { id, messageId }));
    expect(await listReports(moderator)).toMatchObject([{ text: "I will find you." }]);
    const other = await newest(ana.actor, id);
    await transact(by(ana.actor), (ctx) => deleteMessage(ctx, { id, messageId: other }));
    await expect(report(ben.actor, id, other)).rejects.toMatchObject({ reason: "message_gone" });
  });

  it("notifies moderators who can decide, until nothing is left for them", async () => {
    const moderator = await makeActor("moderator");
    const { ana } = await reported();
    const notified = async () =>
      (await noticesOf(moderator)).filter((one) => one.kind === "review" && one.seenAt === null);
    expect(await notified()).toHaveLength(1);
    await transact(by(ana.actor), (ctx) => eraseMember(ctx, { typedHandle: ana.handle }));
    expect(await notified()).toHaveLength(0);
    expect(await listReports(moderator)).toEqual([]);
  });
});

describe("a conversation opened by an administrator", () => {
  it("needs an administrator who is no party, a recent password and an open report", async () => {
    const { ben, reportId } = await reported();
    const moderator = await makeActor("moderator");
    await expect(open(moderator, reportId)).rejects.toMatchObject({ reason: "conversation_open" });
    await expect(see(moderator, reportId)).rejects.toMatchObject({ code: "forbidden" });
    await giveRole(ben.id, "administrator");
    const party = await actorOf(ben.id);
    await expect(open(party, reportId)).rejects.toMatchObject({ code: "forbidden" });
    await expect(see(party, reportId)).rejects.toMatchObject({ code: "forbidden" });
    const administrator = await makeActor("administrator");
    const stale = { ...administrator, confirmedAt: new Date(Date.now() - 3_600_000) };
    await expect(open(stale, reportId)).rejects.toMatchObject({ reason: "confirm_first" });
    await expect(open(administrator, newId())).rejects.toMatchObject({ code: "not_found" });
    const asleep = { ...administrator, roles: ["member"], dormantRoles: ["administrator"] } as Actor;
    await expect(open(asleep, reportId)).rejects.toMatchObject({ code: "forbidden" });
    await decide(moderator, reportId);
    await expect(open(administrator, reportId)).rejects.toMatchObject({ reason: "already_decided" });
    expect(await db().$count(conversationAccess)).toBe(0);
  });

  it("can be read for a day, by that administrator alone", async () => {
    const { reportId } = await reported();
    const [one, two] = [await makeActor("administrator"), await makeActor("administrator")];
    expect((await see(one, reportId)).opened).toBeNull();
    await open(one, reportId);
    const { opened } = await see(one, reportId);
    expect(opened?.messages.map(({ text }) => text)).toContain("The rest is private.");
    expect(opened?.reason).toBe(REASON);
    expect((await see(two, reportId)).opened).toBeNull();
    expect((await see(one, reportId, new Date(Date.now() + DAY + 1000))).opened).toBeNull();
  });

  it("is audited with its reason and told to both members, on the site and by mail, whatever they chose", async () => {
    const { ana, ben, id, reportId } = await reported();
    const administrator = await makeActor("administrator");
    await db().execute(sql`insert into notice_setting (member_id, mails, daily_cap, own_edits, updated_at)
      values (${ben.id}, '{"decision":"none","message":"none"}', 1, 'normal', now())`);
    await Promise.all([open(administrator, reportId), open(administrator, reportId)]);
    const [entry, ...more] = await db()
      .select({ actorId: auditEntry.actorId, details: auditEntry.details })
      .from(auditEntry)
      .where(eq(auditEntry.fact, "conversation.opened"));
    expect(more).toEqual([]);
    expect(entry).toMatchObject({
      actorId: administrator.id,
      details: { conversationId: id, reportId, reason: REASON },
    });
    await runDueJobs();
    const mails = await readMails();
    expect(mails.map(({ to }) => JSON.stringify(to)).join()).toMatch(/ana@example.org/);
    expect(mails).toHaveLength(2);
    for (const mail of mails) expect(mail.text).toContain(REASON);
    expect(JSON.stringify(mails)).not.toMatch(/private|find you/);
    for (const { actor } of [ana, ben]) {
      expect((await noticesOf(actor)).map(({ kind }) => kind)).toContain("conversation.opened");
      expect(await linesOf(actor)).toContain("message.opened");
    }
    expect(await mailAll().then((all) => all.filter(({ text }) => text?.includes(REASON)))).toHaveLength(2);
  });
});

describe("personal data", () => {
  const dataOf = async ({ id }: Someone) =>
    JSON.parse((await collectOwnData(db(), id, new Date())).toString());

  it("exports what was sent and received, blocked, and opened by administrators", async () => {
    const { ana, ben, id, reportId } = await reported();
    await open(await makeActor("administrator"), reportId);
    await block(ben.actor, id);
    expect(await dataOf(ben)).toMatchObject({
      messagesReceived: [
        { text: "I will find you.", from: { handle: ana.handle }, reportReason: "It threatens me." },
        { text: "The rest is private." },
      ],
      messagesSent: [{ text: "It is form 3." }],
      membersBlocked: [{ handle: ana.handle }],
      conversationsOpenedByAdministrators: [{ reason: REASON, with: { handle: ana.handle } }],
    });
    const data = await dataOf(ana);
    expect(data).toMatchObject({ membersBlocked: [], messagesSent: [{}, {}] });
    expect(JSON.stringify(data)).not.toContain("threatens");
  });

  it("erases what a member wrote, and leaves the other with their own words", async () => {
    const { ana, ben, id } = await reported();
    await transact(by(ana.actor), (ctx) => eraseMember(ctx, { typedHandle: ana.handle }));
    const left = await db().select({ text: directMessage.text }).from(directMessage);
    expect(left.map(({ text }) => text).sort()).toEqual(["", "", "It is form 3."]);
    expect(await db().$count(messageReport)).toBe(0);
    await expect(send(ben.actor, id)).rejects.toMatchObject({ reason: "message_closed" });
    await transact(by(ben.actor), (ctx) => eraseMember(ctx, { typedHandle: ben.handle }));
    for (const table of [conversation, directMessage, memberBlock, memberMessage])
      expect(await db().$count(table)).toBe(0);
  });

  it("erases a request that nobody answered", async () => {
    const { ana } = await request();
    await transact(by(ana.actor), (ctx) => eraseMember(ctx, { typedHandle: ana.handle }));
    expect(await db().$count(conversation)).toBe(0);
  });

  it("expires after a year, reported messages with their report", async () => {
    const { id, reportId } = await reported();
    const expire = (now: Date) =>
      transact(
        SYSTEM,
        async (ctx) => {
          ctx.asSystem("a test");
          ctx.skipAudit("a test");
          for (const { expire: run } of personalData()) await run?.(ctx);
        },
        { now },
      );
    const later = (days: number) => new Date(Date.now() + days * DAY);
    await expire(later(MESSAGE_DAYS - 1));
    expect(await db().$count(directMessage)).toBe(3);
    await expire(later(MESSAGE_DAYS + 1));
    expect(await db().$count(directMessage)).toBe(1);
    await decide(await makeActor("moderator"), reportId);
    await expire(later(MESSAGE_DAYS + 2));
    expect(await db().$count(conversation, eq(conversation.id, id))).toBe(0);
    expect(REPORT_DAYS).toBeLessThan(MESSAGE_DAYS);
  });
});
