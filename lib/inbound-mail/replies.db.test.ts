import { createTransport } from "nodemailer";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { pool } from "@/db/client";
import type { Actor } from "@/lib/core/actor";
import { topicCommands } from "@/lib/discussions";
import { MergeTopic } from "@/lib/discussions/care/model";
import { runDueJobs } from "@/lib/jobs/worker";
import { SYSTEM, transact } from "@/lib/transact";
import { setEnvironment } from "@/tests/support/accounts";
import { useDatabase } from "@/tests/support/database";
import { startMailbox, type TestMailbox } from "@/tests/support/imap";
import { readMails, recipientOf } from "@/tests/support/mailbox";
import { by, makeActor } from "@/tests/support/members";
import { madeCategory, openedTopic, replied } from "@/tests/support/topics";
import { hoursPass, watches } from "@/tests/support/watching";
import { ABOVE, makeReplyAddress } from "./index";
import { collectMailbox, queueWaiting } from "./taking";

useDatabase();

let box: TestMailbox;
let asker: Actor;
let other: Actor;
let topic: Awaited<ReturnType<typeof openedTopic>>;
let before = 0;

beforeAll(async () => {
  box = await startMailbox();
  setEnvironment({ REPLY_ADDRESS: "reply@octopus.example", IMAP_URL: box.imapUrl });
});
afterAll(async () => {
  setEnvironment({ REPLY_ADDRESS: undefined, IMAP_URL: undefined });
  await box.stop();
});

beforeEach(async () => {
  await madeCategory();
  asker = await makeActor("trusted");
  other = await makeActor("trusted");
  topic = await openedTopic(asker);
  await watches(asker, `discussion:${topic.slug}`);
  before = (await readMails()).length;
});

const mails = async () => (await readMails()).slice(before);
const emailOf = ({ handle }: Actor) => `${handle}@example.org`;

/** A mail to the asker about a new reply, as the site sent it. */
async function notice() {
  await replied(other, topic.slug);
  await runDueJobs();
  await hoursPass(1.1);
  const [mail] = await mails();
  if (!mail) throw new Error("no mail was sent");
  return mail;
}

/** Sends a mail through the SMTP server of the mailbox. */
async function send(given: Record<string, unknown>): Promise<void> {
  const transport = createTransport({ url: box.smtpUrl });
  await transport.sendMail({ from: emailOf(asker), subject: "Re: Hash values", ...given });
  transport.close();
}

/** Reads the mailbox and does all that follows. */
async function collect(): Promise<void> {
  await collectMailbox();
  await runDueJobs();
}

const replies = async () => {
  const { rows } = await pool().query(
    "select c.content, c.state, m.handle from comment c join member m on m.id = c.author_id order by c.number",
  );
  return rows.map(({ content, ...row }) => ({ ...row, text: JSON.stringify(content) }));
};
const stored = async () => (await pool().query("select 1 from inbound_mail")).rows.length;

const QUOTED = (text: string) => `On Tuesday, Octopus Community wrote:\n${text.replaceAll(/^/gm, "> ")}`;

describe("a reply by mail", () => {
  it("to the mail about a topic is a reply there, once though sent twice, without what it quotes", async () => {
    const mail = await notice();
    const to = mail.replyTo?.value[0]?.address ?? "";
    expect(to).toMatch(/^reply\+[0-9a-f]{52}@octopus\.example$/);
    expect(mail.text).toContain(ABOVE);
    const text = `The examiner does.\n\n- with the log\n- and the hash values\n\n${QUOTED(mail.text ?? "")}`;
    await send({ to, text, messageId: "<one@example.org>" });
    await send({ to, text, messageId: "<one@example.org>" });
    await collect();
    const [, mine, ...more] = await replies();
    expect(more).toEqual([]);
    expect(mine).toMatchObject({ handle: asker.handle, state: "shown" });
    expect(mine?.text).toContain("The examiner does.");
    expect(mine?.text).toContain("and the hash values");
    expect(mine?.text).not.toMatch(/wrote|In our courts|-=-|Octopus Community/);
    expect([box.count(), await stored()]).toEqual([0, 0]);
    await send({ to, text, messageId: "<one@example.org>" });
    await collect();
    expect(await replies()).toHaveLength(2);
    const { rows } = await pool().query(
      "select via from audit_entry where fact = 'comment.written' and actor_id = $1",
      [asker.id],
    );
    expect(rows).toEqual([{ via: "mail" }]);
  });

  it("from another address is refused, and only the member's own address is told, with the text", async () => {
    const to = (await notice()).replyTo?.value[0]?.address ?? "";
    await send({ from: emailOf(other), to, text: "Not mine." });
    await collect();
    expect(await replies()).toHaveLength(1);
    const [, refused, ...more] = await mails();
    expect(more).toEqual([]);
    expect(refused && recipientOf(refused)).toBe(emailOf(asker));
    expect(refused?.subject).toBe("Your answer by email was not published");
    expect(refused?.text).toContain("another address than that of your account");
    expect(refused?.text).toContain("> Not mine.");
    expect(refused?.replyTo).toBeUndefined();
    expect(await stored()).toBe(0);
  });

  it.each([
    ["to a closed topic", "closed", "The examiner does.", "This discussion is closed."],
    ["without words", "open", "> Only a quotation", "contained no words"],
    ["that is too long", "open", "word ".repeat(2_100), "10,000 characters"],
    ["to a hidden topic", "hidden", "The examiner does.", "no longer there"],
  ])("%s is refused with the reason", async (_, state, text, reason) => {
    const to = (await notice()).replyTo?.value[0]?.address ?? "";
    const moderator = await makeActor("moderator");
    const { slug } = topic;
    if (state === "closed")
      await transact(by(moderator), (ctx) => topicCommands.close(ctx, { slug, isClosed: true }));
    if (state === "hidden")
      await transact(by(moderator), (ctx) => topicCommands.hide(ctx, { slug, reason: "Off topic" }));
    const sent = (await mails()).length;
    await send({ to, text });
    await collect();
    expect(await replies()).toHaveLength(1);
    const refused = (await mails()).slice(sent).find((mail) => mail.subject?.startsWith("Your answer"));
    expect(refused?.text).toContain(reason);
    expect(await stored()).toBe(0);
  });

  it.each([
    ["an absence", { headers: { "Auto-Submitted": "auto-replied" } }],
    ["a mailing list", { headers: { Precedence: "list", "List-Id": "<law.example.org>" } }],
    ["a server", { from: "MAILER-DAEMON@example.org" }],
  ])("from a program, such as %s, is dropped without an answer", async (_, given) => {
    const to = (await notice()).replyTo?.value[0]?.address ?? "";
    await send({ to, text: "I am away until Monday.", ...given });
    await collect();
    expect([(await replies()).length, (await mails()).length, await stored(), box.count()]).toEqual([
      1, 1, 0, 0,
    ]);
  });

  it("to the addresses of two pages is a reply on each", async () => {
    const to = (await notice()).replyTo?.value[0]?.address ?? "";
    const second = await openedTopic(other, { title: "A second question about hash values" });
    const { rows } = await pool().query("select page_id from topic where number = $1", [second.number]);
    const also = makeReplyAddress({ memberId: asker.id, pageId: rows[0].page_id }) ?? "";
    for (const address of [to, also])
      await send({ to: address, text: "The same.", messageId: "<two@example.org>" });
    await collect();
    expect((await replies()).filter(({ handle }) => handle === asker.handle)).toHaveLength(2);
  });

  it("to a topic that was merged is in the topic that has its messages", async () => {
    const to = (await notice()).replyTo?.value[0]?.address ?? "";
    const into = await openedTopic(other, { title: "A second question about hash values" });
    const moderator = await makeActor("moderator");
    await transact(by(moderator), (ctx) =>
      topicCommands.merge(ctx, MergeTopic.parse({ slug: topic.slug, into: into.slug })),
    );
    await send({ to, text: "The examiner does, as by mail." });
    await collect();
    const { rows } = await pool().query(
      "select t.number from comment c join topic t on t.page_id = c.post_id where c.content::text like '%as by mail%'",
    );
    expect(rows).toEqual([{ number: into.number }]);
  });

  it("of more than 10 MB is explained, and nothing of it is taken", async () => {
    const to = (await notice()).replyTo?.value[0]?.address ?? "";
    const large = { filename: "scan.pdf", content: Buffer.alloc(8 * 1024 * 1024, "%PDF-1.7 ") };
    await send({ to, text: "The examiner does.", attachments: [large] });
    await collect();
    const [, refused, ...more] = await mails();
    expect(more).toEqual([]);
    expect(refused && recipientOf(refused)).toBe(emailOf(asker));
    expect(refused?.text).toContain("larger than 10 MB");
    expect([await replies(), await stored(), box.count()]).toEqual([[expect.anything()], 0, 0]);
  });

  it("that is refused again and again is explained ten times a day", async () => {
    const to = (await notice()).replyTo?.value[0]?.address ?? "";
    const before = (await mails()).length;
    for (let n = 0; n < 12; n += 1) await send({ from: emailOf(other), to, text: `Not mine ${n}.` });
    await collect();
    expect([(await mails()).length - before, await stored()]).toEqual([10, 0]);
  });

  it("waits while the site takes no changes", async () => {
    const to = (await notice()).replyTo?.value[0]?.address ?? "";
    await send({ to, text: "The examiner does." });
    await collectMailbox();
    const readOnly = `insert into setting (key, value, updated_at) values ('read-only', '{"isOn":true}', now())`;
    await pool().query(readOnly);
    await runDueJobs();
    expect([(await replies()).length, await stored()]).toEqual([1, 1]);
    await pool().query("delete from setting where key = 'read-only'");
    // Its tries have ended meanwhile.
    await pool().query("delete from graphile_worker._private_jobs");
    await pool().query("update inbound_mail set received_at = now() - interval '1 hour'");
    await transact(SYSTEM, queueWaiting);
    await runDueJobs();
    expect([(await replies()).length, await stored()]).toEqual([2, 0]);
  });
});

describe("files of a reply by mail", () => {
  const PIXEL = Buffer.from(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
    "base64",
  );
  const files = async () => {
    const { rows } = await pool().query(
      `select f.name, f.state, u.place from file f left join file_use u on u.file_id = f.id order by u.position, f.name`,
    );
    return rows;
  };
  const LOGO = { filename: "logo.png", content: PIXEL, cid: "logo@example.org" };

  it("are taken and checked, once though the mail is sent twice, without what mail programs add", async () => {
    const to = (await notice()).replyTo?.value[0]?.address ?? "";
    const mail = {
      to,
      html: '<p>The form is attached.</p><img src="cid:logo@example.org">',
      messageId: "<files@example.org>",
      attachments: [
        LOGO,
        { filename: "spot.png", content: PIXEL, contentDisposition: "inline" as const },
        { filename: "smime.p7s", content: "signature", contentType: "application/pkcs7-signature" },
        { filename: "form.txt", content: "Article 29\n" },
        { filename: "map.png", content: PIXEL },
      ],
      alternatives: [
        { contentType: "text/calendar; method=REQUEST", content: "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n" },
      ],
    };
    await send(mail);
    await send({ ...mail, headers: { "X-Way": "another" } });
    await collect();
    const place = `/discussions/t/${topic.slug}`;
    expect(await files()).toEqual([
      { name: "form.txt", state: "clean", place },
      { name: "map.png", state: "clean", place },
    ]);
    expect(await replies()).toHaveLength(2);
    await send(mail);
    await collect();
    expect((await files()).length).toBe(2);
    expect(await stored()).toBe(0);
  });

  it("that are not taken are named with the reason, and the reply is taken", async () => {
    const to = (await notice()).replyTo?.value[0]?.address ?? "";
    const seen = (await mails()).length;
    const more = [1, 2, 3, 4, 5].map((n) => ({ filename: `${n}.txt`, content: `${n}\n` }));
    const attachments = [
      { filename: "winmail.dat", content: "packed", contentType: "application/ms-tnef" },
      { filename: "tool.exe", content: "MZ" },
      { filename: "scan.pdf", content: "no such thing" },
      ...more,
    ];
    await send({ to, text: "The forms are attached.", attachments });
    await collect();
    expect(await replies()).toHaveLength(2);
    expect((await files()).map(({ name }) => name)).toEqual(["1.txt", "2.txt", "3.txt"]);
    const [told, ...others] = (await mails()).slice(seen);
    expect(others).toEqual([]);
    expect(told && recipientOf(told)).toBe(emailOf(asker));
    expect(told?.subject).toBe("Some files of your answer by email were left out");
    for (const line of [
      "winmail.dat: Your mail program",
      "tool.exe: This file type",
      "scan.pdf: The content",
      "5.txt: An answer",
    ])
      expect(told?.text).toContain(line);
    expect(await stored()).toBe(0);
  });

  it("leave nothing after a fault, and come with the next try", async () => {
    const to = (await notice()).replyTo?.value[0]?.address ?? "";
    const attachments = ["one.txt", "two.txt"].map((filename) => ({ filename, content: `${filename}\n` }));
    await send({ to, text: "The forms are attached.", attachments });
    await pool().query("alter table file add constraint fault check (name <> 'two.txt')");
    await collect();
    expect([await files(), (await replies()).length, await stored()]).toEqual([[], 1, 1]);
    await pool().query("alter table file drop constraint fault");
    await pool().query("delete from graphile_worker._private_jobs");
    await pool().query("update inbound_mail set received_at = now() - interval '1 hour'");
    await transact(SYSTEM, queueWaiting);
    await runDueJobs();
    expect((await files()).map(({ name }) => name)).toEqual(["one.txt", "two.txt"]);
    expect([(await replies()).length, await stored()]).toEqual([2, 0]);
  });

  it("of a new member are left out, and those of a refused mail leave nothing", async () => {
    const to = (await notice()).replyTo?.value[0]?.address ?? "";
    const { rows } = await pool().query("select page_id from topic");
    const fresh = await makeActor();
    const address = makeReplyAddress({ memberId: fresh.id, pageId: rows[0].page_id }) ?? "";
    const attachments = [{ filename: "form.txt", content: "Article 29\n" }];
    await send({ from: emailOf(fresh), to: address, text: "See the form.", attachments });
    await collect();
    expect((await replies()).at(-1)).toMatchObject({ state: "held", handle: fresh.handle });
    const told = (await mails()).find((mail) => mail.subject?.startsWith("Some files"));
    expect(told?.text).toContain("form.txt: You can attach files once");
    const moderator = await makeActor("moderator");
    const { slug } = topic;
    await transact(by(moderator), (ctx) => topicCommands.close(ctx, { slug, isClosed: true }));
    await send({ to, text: "The form is attached.", attachments });
    await collect();
    expect(await files()).toEqual([]);
  });
});

describe("a reply address", () => {
  const mark = (address: string, at: number) =>
    address.slice(0, at) + (address[at] === "0" ? "1" : "0") + address.slice(at + 1);

  it("that was changed, or is of another site, is nobody's; its mail stays in the mailbox, read", async () => {
    const address = (await notice()).replyTo?.value[0]?.address ?? "";
    for (const at of [8, 25, 45]) await send({ to: mark(address, at), text: "Forged" });
    await send({ to: "reply@octopus.example", text: "Hello" });
    await collect();
    await collect();
    expect([(await replies()).length, await stored(), box.count()]).toEqual([1, 0, 4]);
  });

  it("is in capitals the same", async () => {
    const address = (await notice()).replyTo?.value[0]?.address ?? "";
    await send({ to: address.toUpperCase(), text: "The examiner does." });
    await collect();
    expect(await replies()).toHaveLength(2);
  });

  it("is in no mail about a restricted room, and one for it writes nothing", async () => {
    await madeCategory({ slug: "members-room", audience: "members" });
    const room = await openedTopic(asker, { category: "members-room" }, "rooms");
    await watches(asker, `room:${room.slug}`);
    await replied(other, room.slug, "For this room only", null, "rooms");
    await runDueJobs();
    await hoursPass(1.1);
    const told = (await mails()).filter((mail) => recipientOf(mail) === emailOf(asker));
    expect(told.length).toBeGreaterThan(0);
    expect(told.map(({ replyTo, text }) => [replyTo, text?.includes("reply+")])).toEqual(
      told.map(() => [undefined, false]),
    );
    const { rows } = await pool().query("select page_id from topic where is_in_room");
    const to = makeReplyAddress({ memberId: asker.id, pageId: rows[0].page_id }) ?? "";
    await send({ to, text: "By mail" });
    await collect();
    expect(await replies()).toHaveLength(1);
  });
});
