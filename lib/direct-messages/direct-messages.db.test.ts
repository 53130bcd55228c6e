import { rmSync } from "node:fs";
import { join } from "node:path";
import { eq, sql } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { db } from "@/db/client";
import { member } from "@/db/schema/accounts";
import { auditEntry } from "@/db/schema/core";
import { conversation, conversationSide, directMessage } from "@/db/schema/messages";
import type { Actor } from "@/lib/core/actor";
import { changeMessages } from "@/lib/members";
import { transact } from "@/lib/transact";
import { listFacts, setEnvironment } from "@/tests/support/accounts";
import { useDatabase } from "@/tests/support/database";
import { actorOf, by, giveRole } from "@/tests/support/members";
import {
  block,
  newest,
  read,
  report,
  request,
  type Someone,
  send,
  someone,
  talk,
  write,
} from "@/tests/support/messages";
import {
  acceptRequest,
  archiveConversation,
  countRequests,
  countUnread,
  declineRequest,
  deleteMessage,
  findAddressee,
  findConversation,
  findMessageSettings,
  listConversations,
  markRead,
  sendMessage,
  unblockMember,
} from "./index";
import { A_DAY, MESSAGES_SHOWN } from "./model";

useDatabase();

beforeEach(() => {
  rmSync(join(process.env.DATA_DIR ?? "", "mail"), { recursive: true, force: true });
  setEnvironment({ SMTP_URL: undefined, RATE_LIMITS: "on" });
});

const list = async (who: Actor, show: "conversations" | "requests" | "archived" = "conversations") =>
  (await listConversations(who, { show })).rows;
const choose = (who: Actor, messagesFrom: "everyone" | "answered" | "nobody") =>
  transact(by(who), (ctx) => changeMessages(ctx, { messagesFrom }));
const textsOf = async (who: Actor, id: string) =>
  (await findConversation(who, id))?.messages.map(({ text }) => text);

describe("a first message", () => {
  it("is a request, which the receiver sees apart and the sender sees as waiting", async () => {
    const { ana, ben, id } = await request();
    expect(await list(ben.actor)).toEqual([]);
    expect(await list(ben.actor, "requests")).toMatchObject([
      { id, other: { handle: ana.handle }, isUnread: true, isWaiting: false, isOwn: false },
    ]);
    expect(await countRequests(ben.actor)).toBe(1);
    expect(await list(ana.actor)).toMatchObject([{ id, isUnread: false, isWaiting: true, isOwn: true }]);
    expect(await findConversation(ben.actor, id)).toMatchObject({ isAsked: true, way: "open" });
  });

  it("is the only one until the receiver answers", async () => {
    const { ana, ben, id } = await request();
    await expect(write(ana.actor, ben.handle)).rejects.toMatchObject({ reason: "message_waits" });
    await expect(send(ana.actor, id)).rejects.toMatchObject({ reason: "message_waits" });
    await transact(by(ben.actor), (ctx) => acceptRequest(ctx, { id }));
    await send(ana.actor, id, "Thank you for accepting.");
    expect(await list(ben.actor)).toMatchObject([{ excerpt: "Thank you for accepting.", isUnread: true }]);
  });

  it("is accepted by an answer, also by one from the page of the sender", async () => {
    const { ana, ben, id } = await request();
    await write(ben.actor, ana.handle, "It is form 3.");
    expect(await textsOf(ana.actor, id)).toEqual(["Which form do you use?", "It is form 3."]);
    await send(ana.actor, id, "Thank you.");
    expect(await db().$count(conversation)).toBe(1);
  });

  it("can be accepted or declined only by the one who was asked", async () => {
    const { ana, id } = await request();
    const other = await someone();
    const refused = (who: Actor, command: typeof acceptRequest | typeof declineRequest) =>
      transact(by(who), async (ctx) => void (await command(ctx, { id })));
    await expect(refused(ana.actor, acceptRequest)).rejects.toMatchObject({ reason: "conversation_answer" });
    await expect(refused(ana.actor, declineRequest)).rejects.toMatchObject({ code: "forbidden" });
    await expect(refused(other.actor, acceptRequest)).rejects.toMatchObject({ code: "not_found" });
  });

  it("looks unanswered to the sender when it was declined, and can be accepted later", async () => {
    const { ana, ben, id } = await request();
    const before = await findConversation(ana.actor, id);
    await transact(by(ben.actor), (ctx) => declineRequest(ctx, { id }));
    expect(await findConversation(ana.actor, id)).toEqual(before);
    expect(await list(ana.actor)).toMatchObject([{ isWaiting: true }]);
    expect(await list(ben.actor, "requests")).toEqual([]);
    expect(await list(ben.actor, "archived")).toMatchObject([{ id }]);
    await expect(send(ana.actor, id)).rejects.toMatchObject({ reason: "message_waits" });
    await transact(by(ben.actor), (ctx) => acceptRequest(ctx, { id }));
    expect(await list(ben.actor)).toMatchObject([{ id }]);
    await send(ana.actor, id);
  });
});

describe("who can be written to", () => {
  it.each(["suspended", "erased", "refused", "unverified"] as const)(
    "is not a member who is %s",
    async (state) => {
      const ana = await someone();
      const { handle } = await someone({ state });
      await expect(write(ana.actor, handle)).rejects.toMatchObject({ code: "not_found" });
      expect(await findAddressee(ana.actor, handle)).toBeNull();
    },
  );

  it("is a listed member who takes messages from everyone; all others answer alike", async () => {
    const ana = await someone();
    const unlisted = await someone({ isListed: false });
    const closed = await someone();
    await choose(closed.actor, "answered");
    const nobody = await someone();
    await choose(nobody.actor, "nobody");
    const blocking = await someone();
    const { id } = await write(ana.actor, blocking.handle);
    await transact(by(blocking.actor), (ctx) => acceptRequest(ctx, { id }));
    await block(blocking.actor, id);
    const answers = await Promise.all(
      [unlisted, closed, nobody, blocking].map(({ handle }) =>
        write(ana.actor, handle).catch((error: { code: string; reason: string; details: unknown }) => ({
          code: error.code,
          reason: error.reason,
          details: error.details,
        })),
      ),
    );
    expect(new Set(answers.map((one) => JSON.stringify(one))).size).toBe(1);
    expect(answers[0]).toMatchObject({ code: "conflict", reason: "message_closed" });
    for (const { handle } of [unlisted, closed, nobody, blocking])
      expect(await findAddressee(ana.actor, handle)).toMatchObject({ way: "closed", isBlocked: false });
  });

  it("is nobody by a token, without the charter, or the member themselves", async () => {
    const { ana, ben, id } = await request();
    await expect(write(ana.actor, ana.handle)).rejects.toMatchObject({ code: "forbidden" });
    const token = { ...ben.actor, scopes: ["profiles:write"], sessionId: null } as Actor;
    await expect(write(token, ana.handle)).rejects.toMatchObject({ code: "forbidden" });
    await expect(findConversation(token, id)).rejects.toMatchObject({ code: "forbidden" });
    const owes = { ...ben.actor, roles: [], owesCharter: true } as Actor;
    await expect(write(owes, ana.handle)).rejects.toMatchObject({ code: "forbidden" });
    await expect(listConversations(owes, { show: "requests" })).rejects.toMatchObject({ code: "forbidden" });
  });

  it("is a member whom one has answered, even if they take none from others", async () => {
    const { ana, ben, id } = await talk();
    await choose(ben.actor, "answered");
    await db().update(member).set({ isListed: false }).where(eq(member.id, ben.id));
    await send(ana.actor, id);
    await choose(ben.actor, "nobody");
    await expect(send(ana.actor, id)).rejects.toMatchObject({ reason: "message_closed" });
    expect(await findMessageSettings(ben.actor)).toMatchObject({ messagesFrom: "nobody" });
  });
});

describe("a blocked member", () => {
  it("cannot write, and sees nothing of the block", async () => {
    const { ana, ben, id } = await talk();
    await block(ben.actor, id);
    const blocked = await findConversation(ana.actor, id);
    await expect(send(ana.actor, id)).rejects.toMatchObject({ reason: "message_closed" });
    await transact(by(ben.actor), (ctx) => unblockMember(ctx, { handle: ana.handle }));
    await choose(ben.actor, "nobody");
    expect(await findConversation(ana.actor, id)).toEqual(blocked);
  });

  it("still sees a request as waiting", async () => {
    const { ana, ben, id } = await request();
    const before = await findConversation(ana.actor, id);
    await block(ben.actor, id);
    expect(await findConversation(ana.actor, id)).toEqual(before);
    await expect(send(ana.actor, id)).rejects.toMatchObject({ reason: "message_waits" });
  });

  it("is out of the lists and counts of the one who blocked them, who cannot write either", async () => {
    const { ana, ben, id } = await talk();
    await send(ana.actor, id, "Are you there?");
    expect(await countUnread(ben.id)).toBe(1);
    await block(ben.actor, id);
    await block(ben.actor, id);
    expect(await countUnread(ben.id)).toBe(0);
    expect(await list(ben.actor)).toEqual([]);
    expect((await findMessageSettings(ben.actor)).blocked).toEqual([
      { handle: ana.handle, name: "Ana Writer" },
    ]);
    expect((await findMessageSettings(ana.actor)).blocked).toEqual([]);
    await expect(send(ben.actor, id)).rejects.toMatchObject({ reason: "message_blocked" });
    await transact(by(ben.actor), (ctx) => unblockMember(ctx, { handle: ana.handle }));
    await send(ana.actor, id, "Hello again");
    expect(await list(ben.actor)).toMatchObject([{ excerpt: "Hello again" }]);
  });
});

describe("a conversation", () => {
  it("is open to its two members and to nobody by a role", async () => {
    const { id } = await talk();
    for (const role of ["moderator", "administrator"] as const) {
      const other = await someone();
      await giveRole(other.id, role);
      const officer = await actorOf(other.id);
      expect(await findConversation(officer, id)).toBeNull();
      await expect(send(officer, id)).rejects.toMatchObject({ code: "not_found" });
      await expect(block(officer, id)).rejects.toMatchObject({ code: "not_found" });
      expect(await list(officer)).toEqual([]);
    }
  });

  it("counts what is unread until it is read; the number never falls", async () => {
    const { ana, ben, id } = await talk();
    await send(ana.actor, id, "One");
    await send(ana.actor, id, "Two");
    expect(await countUnread(ben.id)).toBe(1);
    await read(ben.actor, id);
    expect(await countUnread(ben.id)).toBe(0);
    await transact(by(ben.actor), (ctx) => markRead(ctx, { id, number: 1 }));
    expect(await countUnread(ben.id)).toBe(0);
    const other = await someone();
    await transact(by(other.actor), (ctx) => markRead(ctx, { id, number: 99 }));
    await transact(by(ben.actor), (ctx) => markRead(ctx, { id, number: 99 }));
    await send(ana.actor, id, "Three");
    expect(await countUnread(ben.id)).toBe(1);
    expect(await countUnread(ana.id)).toBe(0);
  });

  it("leaves the list when it is archived, until there is a new message", async () => {
    const { ana, ben, id } = await talk();
    const archive = () => transact(by(ben.actor), (ctx) => archiveConversation(ctx, { id }));
    await archive();
    await archive();
    expect(await list(ben.actor)).toEqual([]);
    expect(await list(ben.actor, "archived")).toMatchObject([{ id }]);
    expect(await list(ana.actor)).toMatchObject([{ id }]);
    await send(ana.actor, id, "One more thing");
    expect(await list(ben.actor)).toMatchObject([{ id, isUnread: true }]);
    expect(await list(ben.actor, "archived")).toEqual([]);
  });

  it("is paged by number, in order and without gap", async () => {
    const { ana, id } = await talk();
    const count = MESSAGES_SHOWN * 2 + 5;
    for (let n = 3; n <= count; n += 1) await send(ana.actor, id, `Number ${n}`);
    const numbers = async (part: object) =>
      (await findConversation(ana.actor, id, part))?.messages.map(({ number }) => number) ?? [];
    const last = await findConversation(ana.actor, id);
    expect(last).toMatchObject({ earlier: count - MESSAGES_SHOWN + 1, later: null, lastNumber: count });
    const middle = await findConversation(ana.actor, id, { before: last?.earlier ?? 0 });
    expect(middle).toMatchObject({ earlier: 6, later: 55 });
    const first = await numbers({ before: middle?.earlier ?? 0 });
    expect(first).toEqual([1, 2, 3, 4, 5]);
    expect(await numbers({ after: 55 })).toEqual(last?.messages.map(({ number }) => number));
    expect(await findConversation(ana.actor, id, { after: 55 })).toMatchObject({ later: null });
    expect(await findConversation(ana.actor, id, { before: 3 })).toMatchObject({ earlier: null, later: 2 });
  });
});

describe("a message", () => {
  it("is sent once when its form is sent twice, even simultaneously", async () => {
    const { ana, id } = await talk();
    const before = await db().$count(directMessage);
    const same = { id, text: "Once", clientToken: "one-and-the-same" };
    const twice = () => transact(by(ana.actor), (ctx) => sendMessage(ctx, same));
    await Promise.all([twice(), twice()]);
    expect(await twice()).toEqual({ conversationId: id, isRequest: false });
    expect(await db().$count(directMessage)).toBe(before + 1);
  });

  it("of both members to each other at once makes one conversation", async () => {
    const [ana, ben] = [await someone(), await someone()];
    await Promise.all([write(ana.actor, ben.handle), write(ben.actor, ana.handle)]);
    expect(await db().$count(conversation)).toBe(1);
    const [row] = await db().select({ state: conversation.state }).from(conversation);
    expect(row?.state).toBe("accepted");
    const numbers = await db().select({ number: directMessage.number }).from(directMessage);
    expect(numbers.map(({ number }) => number).sort()).toEqual([1, 2]);
  });

  it("has a number of its own among many at once", async () => {
    const { ana, ben, id } = await talk();
    await Promise.all(Array.from({ length: 8 }, (_, n) => send(n % 2 ? ana.actor : ben.actor, id, `${n}`)));
    const numbers = (await findConversation(ana.actor, id))?.messages.map(({ number }) => number);
    expect(numbers).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    const sides = await db().select({ last: conversationSide.lastNumber }).from(conversationSide);
    expect(sides).toEqual([{ last: 10 }, { last: 10 }]);
  });

  it("waits for a report or block of the same moment, and they for it, without a deadlock", async () => {
    const { ana, ben, id } = await talk();
    for (let n = 0; n < 4; n += 1) {
      await send(ana.actor, id, `${n}`);
      const messageId = await newest(ana.actor, id);
      const tries = await Promise.allSettled([
        send(ana.actor, id, "One"),
        report(ben.actor, id, messageId),
        send(ana.actor, id, "Two"),
        block(ben.actor, id),
      ]);
      for (const one of tries)
        if (one.status === "rejected") expect(one.reason).toMatchObject({ reason: "message_closed" });
      await transact(by(ben.actor), (ctx) => unblockMember(ctx, { handle: ana.handle }));
    }
  });

  it("is deleted by its sender for half an hour, and leaves its place", async () => {
    const { ana, ben, id } = await talk();
    await send(ana.actor, id, "A secret plan");
    const messageId = await newest(ana.actor, id);
    const remove = (who: Actor) => transact(by(who), (ctx) => deleteMessage(ctx, { id, messageId }));
    await expect(remove(ben.actor)).rejects.toMatchObject({ reason: "message_delete" });
    await remove(ana.actor);
    await remove(ana.actor);
    expect((await textsOf(ben.actor, id))?.at(-1)).toBeNull();
    expect((await findConversation(ben.actor, id))?.messages).toHaveLength(3);
    expect(JSON.stringify(await db().select().from(directMessage))).not.toContain("secret");
    await db().update(directMessage).set({ createdAt: sql`created_at - interval '31 minutes'` });
    const first = (await findConversation(ana.actor, id))?.messages[0]?.id ?? "";
    await expect(
      transact(by(ana.actor), (ctx) => deleteMessage(ctx, { id, messageId: first })),
    ).rejects.toMatchObject({ reason: "message_delete" });
  });

  it("is logged by its members, never by its text", async () => {
    const { ana, ben, id } = await talk("A secret plan");
    const entries = await db().select().from(auditEntry);
    expect(JSON.stringify(entries)).not.toContain("secret");
    expect((await listFacts()).sort()).toEqual(["conversation.accepted", "message.sent", "message.sent"]);
    expect(entries.map(({ details }) => details)).toContainEqual(
      expect.objectContaining({ memberId: ana.id, recipientId: ben.id, conversationId: id }),
    );
  });
});

describe("a hostile message", () => {
  it.each([
    "a\n".repeat(1_999),
    "- a\n".repeat(999),
    "http://a.b ".repeat(360),
    `<script>alert(1)</script> http://[::1 javascript:alert(1)`,
    "> ".repeat(1_999),
  ])("is parsed when it is sent, so that its page can always be read (%#)", async (text) => {
    const { ana, ben, id } = await talk();
    await send(ana.actor, id, text);
    const [line] = await db()
      .select({ content: directMessage.content })
      .from(directMessage)
      .where(eq(directMessage.number, 3));
    expect(line?.content).not.toBeNull();
    expect((await findConversation(ben.actor, id))?.messages.at(-1)?.content).toEqual(line?.content);
  });
});

describe("limits of a day", () => {
  const several = async (who: Someone, most: number) => {
    for (let n = 0; n < most; n += 1) await write(who.actor, (await someone()).handle);
    await expect(write(who.actor, (await someone()).handle)).rejects.toMatchObject({
      code: "rate_limited",
      reason: "messages",
      details: { retryAfter: expect.any(Number) },
    });
  };

  it("let a new member send few requests, and restart after a day", async () => {
    const ana = await someone();
    await several(ana, A_DAY.newRequests);
    await db().update(directMessage).set({ createdAt: sql`created_at - interval '1 day'` });
    await write(ana.actor, (await someone()).handle);
  });

  it("are wider for trusted members", async () => {
    const ana = await someone();
    await giveRole(ana.id, "trusted");
    await several({ ...ana, actor: await actorOf(ana.id) }, A_DAY.requests);
  });

  it("protect a receiver from many senders at once", async () => {
    const ben = await someone();
    for (let n = 0; n < A_DAY.received - 1; n += 1) await write((await someone()).actor, ben.handle);
    const late = [await someone(), await someone(), await someone()];
    const tries = await Promise.allSettled(late.map(({ actor }) => write(actor, ben.handle)));
    expect(tries.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected", "rejected"]);
  });

  it("count messages of a conversation, not as requests", async () => {
    const { ana, id } = await talk();
    for (let n = 0; n < A_DAY.received; n += 1) await send(ana.actor, id, `${n}`);
    await db().execute(sql`insert into direct_message (id, conversation_id, number, member_id, recipient_id, is_request,
      text, client_token, created_at) select gen_random_uuid(), d.conversation_id, 1000 + g, d.member_id, d.recipient_id,
      false, 'x', 'token-of-' || g, now() from direct_message d, generate_series(1, ${A_DAY.messages}) g where d.number = 1`);
    await expect(send(ana.actor, id)).rejects.toMatchObject({ code: "rate_limited" });
  });
});
