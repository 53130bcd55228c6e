import { rmSync } from "node:fs";
import { join } from "node:path";
import { and, eq, isNull, sql } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { db } from "@/db/client";
import { member } from "@/db/schema/accounts";
import { auditEntry } from "@/db/schema/core";
import { memberBlock, memberMessage } from "@/db/schema/messages";
import { notice } from "@/db/schema/watching";
import type { Actor } from "@/lib/core/actor";
import { newId } from "@/lib/core/id";
import { runDueJobs } from "@/lib/jobs/worker";
import { collectOwnData } from "@/lib/personal-data";
import { listModerated } from "@/lib/queue-kinds";
import { SYSTEM, transact } from "@/lib/transact";
import { listFacts, setEnvironment } from "@/tests/support/accounts";
import { useDatabase } from "@/tests/support/database";
import { readMails } from "@/tests/support/mailbox";
import { actorOf, by, giveRole, makeActor, makeMember } from "@/tests/support/members";
import { erasePerson } from "../erase-person";
import { eraseMember, listDirectory } from "../index";
import {
  blockSender,
  changeMessages,
  decideMessageReport,
  findAddressee,
  findOwnMessages,
  findReceivedMessage,
  listMessageReports,
  removeOldMemberMessages,
  replyToMessage,
  reportMessage,
  unblockSender,
  writeMessage,
} from "./index";
import { MESSAGES_A_DAY } from "./model";

useDatabase();

beforeEach(() => {
  rmSync(join(process.env.DATA_DIR ?? "", "mail"), { recursive: true, force: true });
  setEnvironment({ SMTP_URL: undefined, RATE_LIMITS: "on" });
});

const DAY = 86_400_000;
const LONG_AGO = new Date(Date.now() - 60 * DAY);

async function someone(values: Parameters<typeof makeMember>[0] = {}) {
  const made = await makeMember({ isListed: true, verifiedAt: LONG_AGO, ...values });
  return { ...made, actor: await actorOf(made.id) };
}
type Someone = Awaited<ReturnType<typeof someone>>;

let tokens = 0;
const write = (from: Actor, to: string, given: object = {}) => {
  tokens += 1;
  const words = { subject: "Your request", text: "Which form do you use?", clientToken: `token-${tokens}-x` };
  return transact(by(from), (ctx) => writeMessage(ctx, { handle: to, ...words, ...given }));
};
const received = async (who: Actor) => (await findOwnMessages(who)).messages;
const newest = async (who: Actor) => (await received(who))[0]?.id ?? "";
const block = async (who: Actor) => {
  const id = await newest(who);
  return transact(by(who), (ctx) => blockSender(ctx, { id }));
};
const report = (who: Actor, id: string) =>
  transact(by(who), (ctx) => reportMessage(ctx, { id, reportReason: "It threatens me." }));

/** Makes two members; the first has written to the second. */
async function written(given: object = {}): Promise<{ ana: Someone; ben: Someone; id: string }> {
  const ana = await someone({ displayName: "Ana Writer", email: "ana@example.org" });
  const ben = await someone({ displayName: "Ben Reader", email: "ben@example.org", locale: "fr" });
  await write(ana.actor, ben.handle, given);
  return { ana, ben, id: await newest(ben.actor) };
}

describe("message to a member", () => {
  it("is mailed in the recipient's language, without either address", async () => {
    const { ana, ben } = await written();
    await runDueJobs();
    const [mail, ...others] = await readMails();
    expect(others).toEqual([]);
    expect(mail?.subject).toBe("Un message d’un membre");
    expect(mail?.text).toContain("Ana Writer vous a écrit par le site");
    expect(mail?.text).toContain("> Your request\n>\n> Which form do you use?");
    expect(JSON.stringify(mail)).not.toContain("ana@example.org");
    expect(mail?.replyTo).toBeUndefined();
    expect(await findReceivedMessage(ben.actor, await newest(ben.actor))).toMatchObject({
      from: { handle: ana.handle },
      address: null,
      isBlocked: false,
      isReported: false,
    });
  });

  it("includes the sender's address if they chose that, in the text only", async () => {
    const { ben, id } = await written({ tellsAddress: "on" });
    await runDueJobs();
    const [mail] = await readMails();
    expect(mail?.text).toContain("ana@example.org");
    expect(JSON.stringify([mail?.from, mail?.headerLines])).not.toContain("ana@example.org");
    expect(await findReceivedMessage(ben.actor, id)).toMatchObject({ address: "ana@example.org" });
  });

  it("cannot add a header or recipient to its mail", async () => {
    const hostile = "Hello\r\nBcc: other@example.org\r\n\r\n<script>alert(1)</script>";
    const { ana } = await written({ subject: hostile, text: hostile });
    await db()
      .update(member)
      .set({ displayName: "Ana\r\nBcc: third@example.org" })
      .where(eq(member.id, ana.id));
    await runDueJobs();
    const [mail, ...others] = await readMails();
    expect(others).toEqual([]);
    expect(mail?.headers.has("bcc")).toBe(false);
    expect(JSON.stringify(mail?.to)).not.toMatch(/other@|third@/);
    expect(mail?.html).not.toContain("<script>");
  });

  it("is logged by sender and recipient, without its text", async () => {
    const { ana, ben, id } = await written({ text: "A secret plan" });
    const [entry] = await db()
      .select({ fact: auditEntry.fact, details: auditEntry.details, actorId: auditEntry.actorId })
      .from(auditEntry);
    expect(entry).toEqual({
      fact: "message.sent",
      actorId: ana.id,
      details: { memberId: ana.id, recipientId: ben.id, messageId: id, isWithheld: false },
    });
    expect(JSON.stringify(entry)).not.toContain("secret");
  });

  it("needs a confirmed member in a session, and never goes to oneself", async () => {
    const { ana, ben } = await written();
    await expect(write(ana.actor, ana.handle)).rejects.toMatchObject({ code: "forbidden" });
    const token = { ...ana.actor, scopes: ["profiles:write"] as const, sessionId: null };
    await expect(write(token as never, ben.handle)).rejects.toMatchObject({ code: "forbidden" });
    await expect(
      transact(by(null), (ctx) =>
        writeMessage(ctx, { handle: ben.handle, subject: "Hello", text: "Hello", clientToken: "token-0" }),
      ),
    ).rejects.toMatchObject({ code: "unauthenticated" });
    const owes = { ...ana.actor, roles: [], owesCharter: true } as unknown as Actor;
    await expect(write(owes, ben.handle)).rejects.toMatchObject({ code: "forbidden" });
  });

  it.each(["suspended", "erased", "refused", "unverified"] as const)(
    "cannot be sent to a member who is %s",
    async (state) => {
      const ana = await someone();
      const { handle } = await makeMember({ state, isListed: true });
      await expect(write(ana.actor, handle)).rejects.toMatchObject({ code: "not_found" });
      expect(await findAddressee(ana.actor, handle)).toBeNull();
    },
  );

  it("cannot be sent to unlisted members or those accepting none; both look the same", async () => {
    const ana = await someone();
    const hidden = await someone({ isListed: false });
    const closed = await someone();
    await transact(by(closed.actor), (ctx) => changeMessages(ctx, {}));
    for (const { handle } of [hidden, closed]) {
      expect(await findAddressee(ana.actor, handle)).toMatchObject({ isOpen: false });
      await expect(write(ana.actor, handle)).rejects.toMatchObject({ reason: "message_write" });
    }
    const { rows } = await listDirectory({});
    expect(rows.find((row) => row.handle === closed.handle)?.takesMessages).toBe(false);
    await transact(by(closed.actor), (ctx) => changeMessages(ctx, { takesMessages: "on" }));
    await write(ana.actor, closed.handle);
  });

  it("is sent once when its form is sent twice, even simultaneously", async () => {
    const ana = await someone();
    const ben = await someone();
    const same = { clientToken: "one-and-the-same" };
    await Promise.all([write(ana.actor, ben.handle, same), write(ana.actor, ben.handle, same)]);
    expect(await db().$count(memberMessage)).toBe(1);
  });
});

describe("answer to a message", () => {
  it("reaches a sender who accepts no messages from others, and only the recipient can send it", async () => {
    const { ana, ben, id } = await written();
    await db().update(member).set({ isListed: false, takesMessages: false }).where(eq(member.id, ana.id));
    const words = { subject: "Re: Your request", text: "The one of 2019." };
    const reply = (who: Actor, clientToken: string) =>
      transact(by(who), (ctx) => replyToMessage(ctx, { id, ...words, clientToken }));
    await reply(ben.actor, "reply-token-1");
    expect((await received(ana.actor)).map((row) => row.subject)).toEqual(["Re: Your request"]);
    await expect(reply(ana.actor, "reply-token-2")).rejects.toMatchObject({ code: "not_found" });
    await db().update(member).set({ state: "suspended" }).where(eq(member.id, ana.id));
    await expect(reply(ben.actor, "reply-token-3")).rejects.toMatchObject({
      reason: "message_sender_gone",
    });
  });
});

describe("blocking a sender", () => {
  it("withholds messages, unnoticed by the sender", async () => {
    const { ana, ben } = await written();
    await block(ben.actor);
    await runDueJobs();
    const before = (await readMails()).length;
    await expect(write(ana.actor, ben.handle)).resolves.toBeUndefined();
    await runDueJobs();
    expect(await readMails()).toHaveLength(before);
    expect(await received(ben.actor)).toHaveLength(1);
    expect(await findAddressee(ana.actor, ben.handle)).toMatchObject({ isOpen: true });
    const data = JSON.parse((await collectOwnData(db(), ana.id, new Date())).toString());
    expect(data.messagesSent).toHaveLength(2);
    expect(Object.keys(data.messagesSent[0])).toEqual(Object.keys(data.messagesSent[1]));
    expect(JSON.stringify(data)).not.toMatch(/withheld|blocked"?:true/i);
    const withheld = await db()
      .select({ id: memberMessage.id })
      .from(memberMessage)
      .where(eq(memberMessage.isWithheld, true));
    expect(await findReceivedMessage(ben.actor, withheld[0]?.id ?? "")).toBeNull();
    await expect(report(ben.actor, withheld[0]?.id ?? "")).rejects.toMatchObject({ code: "not_found" });
  });

  it("is listed for its member and can be ended", async () => {
    const { ana, ben } = await written();
    await block(ben.actor);
    await block(ben.actor);
    expect((await findOwnMessages(ben.actor)).blocked).toEqual([{ handle: ana.handle, name: "Ana Writer" }]);
    expect((await findOwnMessages(ana.actor)).blocked).toEqual([]);
    await transact(by(ben.actor), (ctx) => unblockSender(ctx, { handle: ana.handle }));
    await write(ana.actor, ben.handle);
    expect(await received(ben.actor)).toHaveLength(2);
  });
});

describe("limits of messages", () => {
  it("apply to a new member, per day and per recipient", async () => {
    const ana = await someone({ verifiedAt: new Date() });
    const others = [await someone(), await someone(), await someone(), await someone()];
    await write(ana.actor, others[0]?.handle ?? "");
    await expect(write(ana.actor, others[0]?.handle ?? "")).rejects.toMatchObject({
      code: "rate_limited",
      details: { retryAfter: expect.any(Number) },
    });
    await write(ana.actor, others[1]?.handle ?? "");
    await write(ana.actor, others[2]?.handle ?? "");
    await expect(write(ana.actor, others[3]?.handle ?? "")).rejects.toMatchObject({
      code: "rate_limited",
    });
  });

  it("are wider after a week or with a role, and restart after a day", async () => {
    const ana = await someone({ verifiedAt: new Date() });
    await giveRole(ana.id, "practitioner");
    const ben = await someone();
    for (let n = 0; n < MESSAGES_A_DAY.pair; n += 1) await write(ana.actor, ben.handle);
    await expect(write(ana.actor, ben.handle)).rejects.toMatchObject({ code: "rate_limited" });
    await db().update(memberMessage).set({ createdAt: sql`created_at - interval '1 day'` });
    await write(ana.actor, ben.handle);
  });

  it("protect a recipient from many senders, and count simultaneous messages", async () => {
    const ben = await someone();
    for (let n = 0; n < MESSAGES_A_DAY.receiver; n += 1) await write((await someone()).actor, ben.handle);
    const ana = await someone();
    await expect(write(ana.actor, ben.handle)).rejects.toMatchObject({ code: "rate_limited" });
    const cem = await someone();
    const tries = Array.from({ length: 6 }, () => write(ana.actor, cem.handle));
    const sent = (await Promise.allSettled(tries)).filter((one) => one.status === "fulfilled");
    expect(sent).toHaveLength(MESSAGES_A_DAY.pair);
  });
});

describe("simultaneous messages", () => {
  it("of many senders do not exceed the recipient's limit", async () => {
    const ben = await someone();
    const senders: Someone[] = [];
    for (let n = 0; n < MESSAGES_A_DAY.receiver + 3; n += 1) senders.push(await someone());
    const [late, before] = [senders.slice(0, 4), senders.slice(4)];
    for (const { actor } of before) await write(actor, ben.handle);
    const tries = await Promise.allSettled(late.map(({ actor }) => write(actor, ben.handle)));
    expect(tries.map(({ status }) => status).sort()).toEqual([
      "fulfilled",
      "rejected",
      "rejected",
      "rejected",
    ]);
  });

  it("between two members both arrive", async () => {
    const [ana, ben] = [await someone(), await someone()];
    await Promise.all([
      write(ana.actor, ben.handle),
      write(ben.actor, ana.handle),
      write(ana.actor, ben.handle),
      write(ben.actor, ana.handle),
    ]);
    expect(await received(ana.actor)).toHaveLength(2);
    expect(await received(ben.actor)).toHaveLength(2);
  });
});

describe("report of a message", () => {
  it("shows it to moderators from then on, and is decided once, by neither party", async () => {
    const moderator = await makeActor("moderator");
    const { ana, ben, id } = await written();
    expect(await listMessageReports(moderator)).toEqual([]);
    await expect(report(ana.actor, id)).rejects.toMatchObject({ code: "not_found" });
    await report(ben.actor, id);
    await expect(report(ben.actor, id)).rejects.toMatchObject({ reason: "message_reported" });
    expect(await listModerated(moderator)).toContainEqual(
      expect.objectContaining({ name: "messages", waiting: expect.objectContaining({ count: 1 }) }),
    );
    expect(await listMessageReports(moderator)).toMatchObject([
      { text: "Which form do you use?", reason: "It threatens me.", canDecide: true },
    ]);
    await expect(listMessageReports(ana.actor)).rejects.toMatchObject({ code: "forbidden" });
    await giveRole(ben.id, "moderator");
    const benAsModerator = await actorOf(ben.id);
    expect(await listMessageReports(benAsModerator)).toMatchObject([{ canDecide: false }]);
    const decide = (who: Actor) =>
      transact(by(who), (ctx) => decideMessageReport(ctx, { messageId: id, outcome: "upheld" }));
    await expect(decide(benAsModerator)).rejects.toMatchObject({ code: "forbidden" });
    await decide(moderator);
    await expect(decide(moderator)).rejects.toMatchObject({ reason: "already_decided" });
    expect(await listMessageReports(moderator)).toEqual([]);
    expect(await listFacts()).toEqual(["message.sent", "message.reported", "message.decided"]);
  });
});

describe("notice of a reported message", () => {
  const notified = async () =>
    (
      await db()
        .select({ id: notice.memberId })
        .from(notice)
        .where(and(eq(notice.key, "messages"), isNull(notice.seenAt)))
    ).map(({ id }) => id);

  it("goes to moderators who can decide, until nothing is left for them", async () => {
    const moderator = await makeActor("moderator");
    const { ana, ben, id } = await written();
    for (const one of [ana, ben]) await giveRole(one.id, "moderator");
    await report(ben.actor, id);
    expect(await notified()).toEqual([moderator.id]);
    await transact(by(moderator), (ctx) => decideMessageReport(ctx, { messageId: id, outcome: "upheld" }));
    expect(await notified()).toEqual([]);
  });

  it("is cleared when the sender erases their account", async () => {
    const moderator = await makeActor("moderator");
    const { ana, ben, id } = await written();
    await report(ben.actor, id);
    expect(await notified()).toEqual([moderator.id]);
    await transact(by(ana.actor), (ctx) => eraseMember(ctx, { typedHandle: ana.handle }));
    expect(await notified()).toEqual([]);
  });
});

describe("retention of messages", () => {
  it("is 30 days, longer with an open or recent report", async () => {
    const { ana, ben } = await written();
    const old = new Date(Date.now() - 31 * DAY);
    const row = (values: object) =>
      db()
        .insert(memberMessage)
        .values({
          id: newId(),
          memberId: ana.id,
          recipientId: ben.id,
          subject: "s",
          text: "t",
          tellsAddress: false,
          isWithheld: false,
          isReply: false,
          createdAt: old,
          clientToken: newId(),
          ...values,
        });
    await row({});
    await row({ isWithheld: true });
    await row({ reportState: "open", reportedAt: old });
    await row({ reportState: "dismissed", decidedAt: new Date() });
    await row({ reportState: "dismissed", decidedAt: old });
    const removed = await transact(SYSTEM, (ctx) => {
      ctx.asSystem("a test");
      ctx.skipAudit("a test");
      return removeOldMemberMessages(ctx.tx, ctx.now);
    });
    expect(removed).toBe(3);
    expect(await db().$count(memberMessage)).toBe(3);
  });

  it("includes them in both members' exports and erasures", async () => {
    const { ana, ben } = await written({ text: "A secret plan" });
    await block(ben.actor);
    const dataOf = async ({ id }: Someone) =>
      JSON.parse((await collectOwnData(db(), id, new Date())).toString());
    expect(await dataOf(ben)).toMatchObject({
      messagesReceived: [{ text: "A secret plan", from: { handle: ana.handle } }],
      membersBlocked: [{ handle: ana.handle }],
    });
    expect(await dataOf(ana)).toMatchObject({
      messagesSent: [{ text: "A secret plan" }],
      membersBlocked: [],
    });
    await transact(SYSTEM, async (ctx) => {
      ctx.asSystem("a test");
      ctx.skipAudit("a test");
      await erasePerson(ctx, ben.id);
    });
    expect(await db().$count(memberMessage)).toBe(0);
    expect(await db().$count(memberBlock)).toBe(0);
  });
});
