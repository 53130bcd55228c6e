import { readFileSync } from "node:fs";
import { eq, sql } from "drizzle-orm";
import { expect, it } from "vitest";
import { db } from "@/db/client";
import { member } from "@/db/schema/accounts";
import { memberMessage } from "@/db/schema/messages";
import { newId } from "@/lib/core/id";
import { useDatabase } from "@/tests/support/database";
import { actorOf, giveRole } from "@/tests/support/members";
import { send, someone } from "@/tests/support/messages";
import { countUnread, findConversation, findMessageSettings, listConversations, listReports } from "./index";

useDatabase();

/** The statements of the migration that move what the version before stored. */
const MOVES = readFileSync("db/migrations/0075_direct-messages.sql", "utf8")
  .split("--> statement-breakpoint")
  .filter((statement) => /^\s*(?:--.*\n|\s)*(?:UPDATE|INSERT)/.test(statement));

it("mailed messages of the version before become conversations, with their reports and choices", async () => {
  const [ana, ben, cem] = [await someone(), await someone(), await someone()];
  const moderator = await someone();
  await giveRole(moderator.id, "moderator");
  const at = Date.now() - 86_400_000;
  let sent = 0;
  const mailed = async (from: { id: string }, to: { id: string }, text: string, values: object = {}) => {
    sent += 1;
    const id = newId(at + sent * 1000);
    await db()
      .insert(memberMessage)
      .values({
        id,
        memberId: from.id,
        recipientId: to.id,
        subject: `Subject ${sent}`,
        text,
        tellsAddress: false,
        isWithheld: false,
        isReply: false,
        clientToken: newId(),
        createdAt: new Date(at + sent * 1000),
        ...values,
      });
    return id;
  };
  const first = await mailed(ben, ana, "Which form?");
  await mailed(ana, ben, "Form 3.", { isReply: true });
  const alone = await mailed(cem, ana, "A threat.", {
    reportState: "open",
    reportReason: "It threatens me.",
    reportedAt: new Date(at),
  });
  await mailed(cem, ben, "Never shown.", { isWithheld: true });
  await db().update(member).set({ takesMessages: false }).where(eq(member.id, ben.id));

  expect(MOVES).toHaveLength(5);
  for (const statement of MOVES) await db().execute(sql.raw(statement));

  expect((await findConversation(ana.actor, first))?.messages.map(({ text }) => text)).toEqual([
    "Subject 1\n\nWhich form?",
    "Subject 2\n\nForm 3.",
  ]);
  expect(await countUnread(ana.id)).toBe(0);
  expect(await findConversation(ana.actor, alone)).toMatchObject({ isAsked: true });
  expect((await listConversations(ben.actor, { show: "conversations" })).rows).toHaveLength(1);
  expect((await listConversations(cem.actor, { show: "conversations" })).rows).toMatchObject([
    { id: alone, isWaiting: true },
  ]);
  expect(await listReports(await actorOf(moderator.id))).toMatchObject([
    { text: "Subject 3\n\nA threat.", reason: "It threatens me." },
  ]);
  expect(await findMessageSettings(ben.actor)).toMatchObject({ messagesFrom: "answered" });
  expect(await findMessageSettings(ana.actor)).toMatchObject({ messagesFrom: "everyone" });
  await send(ana.actor, first, "Thank you.");
  expect(await findConversation(ben.actor, first)).toMatchObject({ lastNumber: 3 });
});
