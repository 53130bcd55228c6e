import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { db } from "@/db/client";
import { member } from "@/db/schema/accounts";
import { question, questionEntry } from "@/db/schema/mailbox";
import type { Actor } from "@/lib/core/actor";
import { newId } from "@/lib/core/id";
import { runDueJobs } from "@/lib/jobs/worker";
import { saveSetting } from "@/lib/site-settings";
import { partKey, readPart } from "@/lib/site-settings/model";
import { transact } from "@/lib/transact";
import { deleteMails } from "@/tests/support/account-pages";
import { useDatabase } from "@/tests/support/database";
import { linkIn, readMails, recipientOf } from "@/tests/support/mailbox";
import { actorOf, by, giveRole, makeMember } from "@/tests/support/members";
import { answerNow, makeQuestion } from "@/tests/support/questions";
import { refusal } from "@/tests/support/sections";
import { decideQuestion, findAnswer, findQuestion, mailAnswer, replyToAnswer } from "./index";
import { ReplyToAnswer, seenOf } from "./model";

useDatabase();

const DAY = 86_400_000;
const LATER = "Thank you, and which licence do they have?";
let ada: Actor;

beforeEach(async () => {
  deleteMails();
  const { id } = await makeMember({ totpEnabledAt: new Date(), displayName: "Ada" });
  await giveRole(id, "administrator");
  ada = await actorOf(id);
});

const rows = () => db().select().from(question).orderBy(question.id);
const reply = (token: string, now?: Date) =>
  transact(
    by(null),
    (ctx) => replyToAnswer(ctx, ReplyToAnswer.parse({ token, text: LATER })),
    now ? { now } : {},
  );
/** Answers a question and mails the answer; returns the mail and the secret of its link. */
async function answered(id: string, words?: string) {
  await answerNow(ada, id, words);
  await runDueJobs();
  const mail = (await readMails()).at(-1);
  if (!mail) throw new Error("no mail was sent");
  return { mail, token: linkIn(mail, "/contact/reply").searchParams.get("token") ?? "" };
}

describe("the mail of an answer", () => {
  it("is sent to the asker in their language, with the question and a link of which the hash is stored", async () => {
    const id = await makeQuestion({ locale: "fr" });
    const { mail, token } = await answered(id);
    expect(recipientOf(mail)).toBe("awa@justice.example");
    expect(mail.subject).toMatch(/^Re\s: Reuse of the profiles$/u);
    expect(mail.text).toContain("> Yes, with the source.");
    expect(mail.text).toContain("> May we print the profile of Senegal");
    expect(mail.text).toContain("/fr/contact/reply?token=");
    expect(mail.text).not.toContain("Ada");
    expect(mail.replyTo).toBeUndefined();
    expect(JSON.stringify(await db().select().from(questionEntry))).not.toContain(token);
    expect(await findAnswer(token)).toMatchObject({ subject: "Reuse of the profiles" });
    expect((await findQuestion(ada, id))?.entries).toMatchObject([{ kind: "answer", mail: "sent" }]);
  });

  it("is sent once, however often its job runs", async () => {
    const entryId = await answerNow(ada, await makeQuestion());
    await mailAnswer({ entryId });
    await mailAnswer({ entryId });
    await runDueJobs();
    expect(await readMails()).toHaveLength(1);
  });

  it("lets replies go to the contact address of the site, if there is one", async () => {
    const identity = { ...readPart("identity", {}), contact: "desk@forum.example" };
    await transact(by(ada), async (ctx) => {
      ctx.asSystem("a test");
      await saveSetting(ctx, partKey("identity"), identity);
    });
    const { mail } = await answered(await makeQuestion());
    expect(mail.replyTo?.value).toMatchObject([{ address: "desk@forum.example" }]);
    expect(mail.text).toContain("or reply to this email");
  });

  it("follows the address of the account of a member", async () => {
    const { id: memberId } = await makeMember({ email: "old@justice.example" });
    const own = { memberId, name: null, email: null, emailKey: null };
    const entryId = await answerNow(ada, await makeQuestion(own));
    await db().update(member).set({ email: "new@justice.example" }).where(eq(member.id, memberId));
    await mailAnswer({ entryId });
    expect((await readMails()).map(recipientOf)).toEqual(["new@justice.example"]);
  });

  it("carries hostile words as plain text, and no header of theirs", async () => {
    const subject = "Hello <b>you</b> \u200f to all";
    const { mail } = await answered(
      await makeQuestion({ subject, text: '<img src=x onerror="alert(1)"> https://evil.example/?a=1' }),
      "Bcc: x@y.example\n\n<script>alert(1)</script>",
    );
    expect(mail.headers.get("bcc")).toBeUndefined();
    expect(recipientOf(mail)).toBe("awa@justice.example");
    const html = String(mail.html);
    expect(html).not.toMatch(/<script|<img|href="https:\/\/evil/);
    expect(html).toContain("&lt;script&gt;");
  });

  it("that cannot be sent is shown as failed, and sent when the job runs again", async () => {
    const id = await makeQuestion();
    const entryId = await answerNow(ada, id);
    const folder = join(process.env.DATA_DIR ?? "", "mail");
    writeFileSync(folder, "a file where the folder should be");
    await expect(mailAnswer({ entryId })).rejects.toThrow();
    expect((await findQuestion(ada, id))?.entries).toMatchObject([{ mail: "failed" }]);
    rmSync(folder);
    await mailAnswer({ entryId });
    expect((await findQuestion(ada, id))?.entries).toMatchObject([{ mail: "sent" }]);
  });
});

describe("writing back", () => {
  it("opens the question again, once for each answer", async () => {
    const id = await makeQuestion();
    const { token } = await answered(id);
    const both = await Promise.allSettled([reply(token), reply(token)]);
    expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(await refusal(reply(token))).toMatchObject({ code: "invalid", reason: "link" });
    expect(await rows()).toMatchObject([{ state: "open" }]);
    expect((await findQuestion(ada, id))?.entries).toMatchObject([
      { kind: "answer", author: "Ada" },
      { kind: "reply", author: null, text: LATER },
    ]);
    const next = await answered(id, "CC BY 4.0.");
    await reply(next.token);
  });

  it("opens a question that was asked anew meanwhile, and so does an administrator", async () => {
    // As two questions with the same words have one hash.
    const hash = "a".repeat(64);
    const [first, second] = [await makeQuestion({ hash }), newId()];
    const { token } = await answered(first);
    await makeQuestion({ id: second, hash });
    await reply(token);
    expect(await rows()).toMatchObject([{ state: "open" }, { state: "open" }]);
    await answerNow(ada, first, "Yes.");
    const seen = seenOf((await rows()).find(({ id }) => id === first)?.touchedAt ?? new Date());
    await transact(by(ada), (ctx) => decideQuestion(ctx, { id: first, state: "open", seen }));
    expect(await rows()).toMatchObject([{ state: "open" }, { state: "open" }]);
  });

  it("works by the link of a mail that was sent twice, and once only", async () => {
    const id = await makeQuestion();
    const { token } = await answered(id);
    const entryId = (await db().select({ id: questionEntry.id }).from(questionEntry))[0]?.id ?? "";
    // As if the process had ended after the mail server took it.
    await db().update(questionEntry).set({ sentAt: null });
    await mailAnswer({ entryId });
    const mails = await readMails();
    expect(mails.map((mail) => linkIn(mail, "/contact/reply").searchParams.get("token"))).toEqual([
      token,
      token,
    ]);
    await reply(token);
    await db().update(questionEntry).set({ sentAt: null }).where(eq(questionEntry.id, entryId));
    await mailAnswer({ entryId });
    expect(await refusal(reply(token))).toMatchObject({ reason: "link" });
  });

  it("is refused with an unknown or expired link, and for what was marked as spam", async () => {
    const id = await makeQuestion();
    const { token } = await answered(id);
    for (const text of ["", "x", `${token}x`])
      expect(await refusal(reply(text))).toMatchObject({ reason: "link" });
    expect(await refusal(reply(token, new Date(Date.now() + 61 * DAY)))).toMatchObject({ reason: "link" });
    await db().update(question).set({ state: "spam" });
    expect(await findAnswer(token)).toBeNull();
    expect(await refusal(reply(token))).toMatchObject({ reason: "link" });
    await db().update(question).set({ state: "closed" });
    await reply(token, new Date(Date.now() + 59 * DAY));
    expect(await rows()).toMatchObject([{ state: "open" }]);
  });
});
