import { afterAll, beforeAll, expect, it } from "vitest";
import { db } from "@/db/client";
import { comment } from "@/db/schema/comments";
import { filterHit } from "@/db/schema/filters";
import { inboundMail } from "@/db/schema/inbound-mail";
import { runDueJobs } from "@/lib/jobs/worker";
import { SYSTEM, transact } from "@/lib/transact";
import { setEnvironment } from "@/tests/support/accounts";
import { useDatabase } from "@/tests/support/database";
import { madeFilter } from "@/tests/support/filters";
import { readMails } from "@/tests/support/mailbox";
import { makeActor } from "@/tests/support/members";
import { madeCategory, openedTopic, topicRow } from "@/tests/support/topics";
import { makeReplyAddress, receiveMail } from "./index";

useDatabase();

beforeAll(() => setEnvironment({ REPLY_ADDRESS: "reply@octopus.example" }));
afterAll(() => setEnvironment({ REPLY_ADDRESS: undefined }));

it.each([
  ["warn", "has a warning about this text", "warned"],
  ["refuse", "does not accept this text", "refused"],
] as const)(
  "a mail that a filter at the stage %s catches is answered with its explanation",
  async (stage, said, outcome) => {
    await madeCategory();
    const writer = await makeActor("trusted");
    const { slug } = await openedTopic(await makeActor("trusted"));
    await madeFilter({}, stage);
    const before = (await readMails()).length;
    const pageId = (await topicRow(slug))?.pageId ?? "";
    const to = makeReplyAddress({ memberId: writer.id, pageId });
    const text = "Come to my casino";
    const raw = Buffer.from(
      `From: ${writer.handle}@example.org\r\nTo: ${to}\r\nMessage-ID: <one@example.org>\r\nSubject: Re\r\n\r\n${text}\r\n`,
    );
    await transact(SYSTEM, (ctx) => receiveMail(ctx, { recipients: [to ?? ""], raw }));
    await runDueJobs();
    expect(await db().$count(comment)).toBe(0);
    expect(await db().$count(inboundMail)).toBe(0);
    expect(await db().select({ outcome: filterHit.outcome }).from(filterHit)).toEqual([{ outcome }]);
    const [refused, ...more] = (await readMails()).slice(before);
    expect(more).toEqual([]);
    expect(refused?.text).toContain(said);
    expect(refused?.text).toContain("No advertising, please.");
    expect(refused?.text).toContain(`> ${text}`);
  },
);
