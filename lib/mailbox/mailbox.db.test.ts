import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { db, pool } from "@/db/client";
import { question, questionEntry } from "@/db/schema/mailbox";
import { notice } from "@/db/schema/watching";
import type { Actor } from "@/lib/core/actor";
import { newId } from "@/lib/core/id";
import { eraseMember } from "@/lib/members";
import { applyRetention } from "@/lib/operation";
import { findOwnWork } from "@/lib/own-work";
import { collectOwnData } from "@/lib/personal-data";
import { SYSTEM, transact } from "@/lib/transact";
import { setEnvironment } from "@/tests/support/accounts";
import { useDatabase } from "@/tests/support/database";
import { actorOf, by, giveRole, makeActor, makeMember } from "@/tests/support/members";
import { answerNow, makeQuestion, seenNow, typedQuestion } from "@/tests/support/questions";
import { refusal } from "@/tests/support/sections";
import {
  answerQuestion,
  askQuestion,
  claimQuestion,
  countQuestions,
  decideQuestion,
  findQuestion,
  listQuestions,
  MailboxQuery,
  noteQuestion,
  prepareOwnQuestion,
  prepareQuestion,
} from "./index";
import {
  AnswerQuestion,
  AskAsMember,
  AskQuestion,
  ClaimQuestion,
  DecideQuestion,
  NoteQuestion,
  pageOf,
} from "./model";

useDatabase();

const DAY = 86_400_000;
const SITE = "http://localhost:3000";
let ada: Actor;
let ben: Actor;

async function administrator(displayName: string): Promise<Actor> {
  const { id } = await makeMember({ totpEnabledAt: new Date(), displayName });
  await giveRole(id, "administrator");
  return actorOf(id);
}

beforeEach(async () => {
  setEnvironment({ RATE_LIMITS: undefined });
  [ada, ben] = [await administrator("Ada"), await administrator("Ben")];
});

const ask = async (values: Record<string, string> = {}, actor: Actor | null = null) => {
  const input = await prepareQuestion(AskQuestion.parse(typedQuestion(values)), "en");
  return transact(by(actor), (ctx) => askQuestion(ctx, input));
};
const askAs = async (actor: Actor, values: object = {}) => {
  const typed = AskAsMember.parse({ ...typedQuestion(), ...values });
  const input = await prepareOwnQuestion(typed, { actor, locale: "fr" });
  return transact(by(actor), (ctx) => askQuestion(ctx, input));
};
const rows = () => db().select().from(question).orderBy(question.id);
const entries = () => db().select().from(questionEntry).orderBy(questionEntry.id);
const noticed = async () => (await db().select().from(notice)).map(({ memberId }) => memberId).sort();
const answer = async (actor: Actor | null, id: string, seen: string, text = "Yes, with the source.") =>
  transact(by(actor), (ctx) => answerQuestion(ctx, AnswerQuestion.parse({ id, seen, answer: text })));
const decide = async (actor: Actor, id: string, state: string, seen?: string) => {
  const input = DecideQuestion.parse({ id, state, seen: seen ?? (await seenNow(id)) });
  return transact(by(actor), (ctx) => decideQuestion(ctx, input));
};
const claim = (actor: Actor, id: string, what: string) =>
  transact(by(actor), (ctx) => claimQuestion(ctx, ClaimQuestion.parse({ id, claim: what })));
const fieldsOf = (values: Record<string, string>) =>
  AskQuestion.safeParse(typedQuestion(values)).error?.issues.map(({ path, message }) => [path[0], message]);

describe("a question", () => {
  it("of a visitor is saved, and the administrators are notified until it is answered", async () => {
    const moderator = await makeActor("moderator");
    await ask();
    expect(await rows()).toMatchObject([
      { memberId: null, emailKey: "awa@justice.example", state: "open", locale: "en", page: null },
    ]);
    expect(await noticed()).toEqual([ada.id, ben.id].sort());
    const waiting = async (actor: Actor) =>
      (await findOwnWork(actor)).reviews.filter(({ name }) => name === "questions");
    expect(await waiting(ada)).toMatchObject([{ path: "/admin/mailbox", waiting: { count: 1 } }]);
    expect(await waiting(moderator)).toEqual([]);
    await answerNow(ada, (await rows())[0]?.id ?? "");
    expect(await waiting(ada)).toEqual([]);
    expect((await db().select().from(notice)).filter(({ seenAt }) => seenAt === null)).toEqual([]);
  });

  it("leaves no words, names or addresses in the log and the jobs", async () => {
    await ask();
    await answerNow(ada, (await rows())[0]?.id ?? "");
    const { rows: logged } = await pool().query(
      "select (select json_agg(a)::text from audit_entry a) || (select json_agg(j)::text from graphile_worker._private_jobs j) as text",
    );
    for (const word of ["Awa", "awa@justice", "Reuse", "manual", "with the source"])
      expect(logged[0].text).not.toContain(word);
  });

  it("that is sent twice waits once, also at the same moment; another address asks for itself", async () => {
    await Promise.all([ask(), ask()]);
    await ask();
    expect(await rows()).toHaveLength(1);
    await ask({ email: "moussa@justice.example" });
    await ask({ text: "May we translate the profile of Senegal?" });
    expect(await rows()).toHaveLength(3);
  });

  it("of a member has the name and address of the account, which follow it", async () => {
    const { id } = await makeMember({ displayName: "Awa N.", email: "old@justice.example" });
    await askAs(await actorOf(id));
    expect(await rows()).toMatchObject([{ memberId: id, name: null, email: null, locale: "fr" }]);
    const found = await findQuestion(ada, (await rows())[0]?.id ?? "");
    expect(found).toMatchObject({ name: "Awa N.", email: "old@justice.example", isTyped: false });
  });

  it("needs a sender, and fields within their limits", async () => {
    const typed = AskAsMember.parse(typedQuestion());
    const nobody = { code: "unauthenticated" };
    expect(await refusal(prepareOwnQuestion(typed, { actor: null, locale: "en" }))).toMatchObject(nobody);
    const input = await prepareOwnQuestion(typed, { actor: ada, locale: "en" });
    expect(await refusal(transact(by(null), (ctx) => askQuestion(ctx, input)))).toMatchObject(nobody);
    expect(fieldsOf({ topic: "" })).toEqual([["topic", "required"]]);
    expect(fieldsOf({ topic: "money" })).toEqual([["topic", "choose"]]);
    expect(fieldsOf({ text: "Too short" })).toEqual([["text", "too_short"]]);
    expect(fieldsOf({ text: "a".repeat(5001) })).toEqual([["text", "too_long"]]);
    expect(fieldsOf({ text: "a".repeat(5000) })).toBeUndefined();
    expect(fieldsOf({ text: "\u200b".repeat(20) })).toEqual([["text", "too_short"]]);
    expect(fieldsOf({ subject: "\u202e" })).toEqual([["subject", "too_short"]]);
    expect(fieldsOf({ name: "https://spam.example" })).toEqual([["name", "format"]]);
    expect(fieldsOf({ email: "a@b.example\nBcc: c@d.example" })).toEqual([["email", "email"]]);
  });

  it("loses what could start a header or turn its words around", async () => {
    await ask({
      name: "Awa\r\nBcc: x@y.example",
      subject: "Hi\r\nTo: all",
      text: "One \u202eevil\u202c line\r\nand another",
    });
    expect(await rows()).toMatchObject([
      { name: "Awa Bcc: x@y.example", subject: "Hi To: all", text: "One evil line\nand another" },
    ]);
  });

  it("accepts addresses in other scripts, and refuses look-alikes", () => {
    expect(fieldsOf({ email: "चन्द्र@उदाहरण.भारत" })).toBeUndefined();
    expect(fieldsOf({ email: "awa@ｊustice.example" })).toEqual([["email", "email"]]);
  });

  it.each([
    ["/countries/senegal?version=3#laws", "/countries/senegal"],
    [`${SITE}/fr/convention/185/16`, "/fr/convention/185/16"],
    [SITE, "/"],
    ["https://evil.example/countries", null],
    [`${SITE}.evil.example/x`, null],
    ["//evil.example", null],
    ["javascript:alert(1)", null],
    ["/\\evil.example", null],
    ["countries", null],
  ])("is about a page of this site only: %s", (typed, page) => {
    expect(pageOf(typed, SITE)).toBe(page);
  });

  it("with the page of another site is refused at its field", async () => {
    expect(await refusal(ask({ page: "https://evil.example/" }))).toMatchObject({
      code: "invalid",
      details: { fields: { page: ["not_here"] } },
    });
  });
});

describe("what resists programs", () => {
  it("a form without our stamp, or too old, is refused; one with the bait filled in is not kept", async () => {
    for (const stamp of ["", "abc.def", typedQuestion().stamp.replace(/.$/, "!")])
      expect(await refusal(ask({ stamp }))).toMatchObject({ code: "invalid", reason: "form_expired" });
    await ask({ homepage: "https://spam.example" });
    expect(await rows()).toEqual([]);
  });

  it("an address, and a member, ask five times in an hour at most", async () => {
    for (let n = 0; n < 5; n += 1) await ask({ subject: `Question ${n}` });
    expect(await refusal(ask({ email: "AWA@justice.example", subject: "Again" }))).toMatchObject({
      code: "rate_limited",
      reason: "question",
    });
    await ask({ email: "moussa@justice.example" });
    const member = await makeActor();
    for (let n = 0; n < 5; n += 1) await askAs(member, { subject: `Question ${n}` });
    expect(await refusal(askAs(member))).toMatchObject({ code: "rate_limited" });
  });
});

describe("an answer", () => {
  it("is for administrators only, and so is reading", async () => {
    const id = await makeQuestion();
    for (const other of [null, await makeActor(), await makeActor("moderator")]) {
      const code = other ? "forbidden" : "unauthenticated";
      expect(await refusal(answer(other, id, await seenNow(id)))).toMatchObject({ code });
      if (!other) continue;
      for (const act of [
        () => decide(other, id, "spam"),
        () => claim(other, id, "take"),
        () => transact(by(other), (ctx) => noteQuestion(ctx, NoteQuestion.parse({ id, note: "Hm." }))),
        () => listQuestions(other, MailboxQuery.parse({})),
        () => countQuestions(other),
        () => findQuestion(other, id),
      ])
        expect(await refusal(act())).toMatchObject({ code: "forbidden" });
    }
    expect(await findQuestion(ada, newId())).toBeNull();
    expect(await refusal(answer(ada, newId(), ""))).toMatchObject({ code: "not_found" });
  });

  it("is saved once of two that are sent at once, and the second administrator is notified", async () => {
    const id = await makeQuestion();
    const seen = await seenNow(id);
    const both = await Promise.allSettled([answer(ada, id, seen), answer(ben, id, seen, "No.")]);
    expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(both.find((one) => one.status === "rejected")?.reason).toMatchObject({
      code: "conflict",
      reason: "question_changed",
    });
    expect(await entries()).toHaveLength(1);
  });

  it("that is sent again in the same words does nothing", async () => {
    const id = await makeQuestion();
    const seen = await seenNow(id);
    await Promise.all([answer(ada, id, seen), answer(ada, id, seen)]);
    await answer(ada, id, seen);
    expect(await entries()).toHaveLength(1);
    await answerNow(ada, id, "And one thing more.");
    expect(await entries()).toHaveLength(2);
  });

  it("waits for who takes care of the question, unless another takes it over or they have left", async () => {
    const id = await makeQuestion();
    await claim(ada, id, "take");
    expect(await refusal(answer(ben, id, await seenNow(id)))).toMatchObject({
      reason: "question_claimed",
      details: { by: "Ada" },
    });
    expect(await refusal(decide(ben, id, "closed"))).toMatchObject({ reason: "question_claimed" });
    await claim(ben, id, "take");
    await claim(ben, id, "take");
    expect(await rows()).toMatchObject([{ claimedBy: ben.id }]);
    // Leaving what another took changes nothing.
    await claim(ada, id, "leave");
    expect(await rows()).toMatchObject([{ claimedBy: ben.id }]);
    await pool().query("update member set state = 'suspended' where id = $1", [ben.id]);
    await answerNow(ada, id);
    expect(await rows()).toMatchObject([{ state: "answered", claimedBy: ada.id }]);
  });

  it("is refused once the question is closed, until it is opened again", async () => {
    const id = await makeQuestion();
    await decide(ada, id, "closed");
    await decide(ada, id, "closed", "2026-01-01T00:00:00.000Z");
    expect(await refusal(answer(ada, id, await seenNow(id)))).toMatchObject({ reason: "question_closed" });
    expect(await refusal(decide(ada, id, "spam", "2026-01-01T00:00:00.000Z"))).toMatchObject({
      reason: "question_changed",
    });
    await decide(ada, id, "open");
    await answerNow(ada, id);
    expect(await countQuestions(ada)).toEqual({ open: 0, answered: 1, closed: 0, spam: 0 });
  });
});

describe("the list", () => {
  it("is newest first, paged by key, and narrowed by state and topic", async () => {
    const ids: string[] = [];
    const start = Date.now();
    for (let n = 0; n < 30; n += 1)
      ids.push(await makeQuestion({ id: newId(start + n), topic: n % 2 ? "data" : "use" }));
    const list = async (query: object) => listQuestions(ada, MailboxQuery.parse(query));
    const first = await list({});
    expect(first.rows.map(({ id }) => id)).toEqual(ids.toReversed().slice(0, 25));
    const second = await list({ after: first.next });
    expect(second.rows.map(({ id }) => id)).toEqual(ids.toReversed().slice(25));
    expect((await list({ before: second.previous })).rows).toEqual(first.rows);
    expect((await list({ topic: "use" })).rows).toHaveLength(15);
    expect((await list({ state: "spam" })).rows).toEqual([]);
    expect((await list({ state: "no such state", topic: "nor topic", after: "x" })).rows).toHaveLength(25);
  });

  it("is searched by all the words of a text, as typed, in the question, what followed, and its asker", async () => {
    const senegal = await makeQuestion({ subject: "Authorities of Senegal", text: "Who gets 100% of them?" });
    const answered = await makeQuestion({
      subject: "Orders",
      text: "Which form is used?",
      state: "answered",
      email: "sow@court.example",
    });
    const note = NoteQuestion.parse({ id: answered, note: "Ask Fatou in Dakar." });
    await transact(by(ada), (ctx) => noteQuestion(ctx, note));
    const found = async (q: string) =>
      (await listQuestions(ada, MailboxQuery.parse({ state: "all", q }))).rows.map(({ id }) => id);
    expect(await found("senegal AUTHORITIES")).toEqual([senegal]);
    expect(await found("senegal dakar")).toEqual([]);
    expect(await found("100%")).toEqual([senegal]);
    expect(await found("1_0%")).toEqual([]);
    expect(await found("sow@court")).toEqual([answered]);
    expect(await found("dakar fatou")).toEqual([answered]);
    expect(await found("  ")).toEqual([answered, senegal]);
    expect(await found("x".repeat(121))).toHaveLength(2);
  });

  it("shows notes to administrators, and other questions of the same address", async () => {
    const id = await makeQuestion();
    const other = await makeQuestion({ subject: "Earlier", state: "answered" });
    await makeQuestion({ email: "x@y.example", emailKey: "x@y.example" });
    const note = () =>
      transact(by(ada), (ctx) => noteQuestion(ctx, NoteQuestion.parse({ id, note: "Ask Ben." })));
    await note();
    await note();
    expect(await findQuestion(ben, id)).toMatchObject({
      entries: [{ kind: "note", text: "Ask Ben.", author: "Ada", mail: null }],
      others: [{ id: other, subject: "Earlier" }],
    });
  });
});

describe("personal data", () => {
  it("are exported without notes, and erased with the account", async () => {
    const { id } = await makeMember({ passwordHash: null });
    const member = await actorOf(id);
    await askAs(member);
    const [asked] = await rows();
    await answerNow(ada, asked?.id ?? "");
    await transact(by(ada), (ctx) =>
      noteQuestion(ctx, NoteQuestion.parse({ id: asked?.id, note: "A difficult person." })),
    );
    const own = JSON.parse((await collectOwnData(db(), id, new Date())).toString());
    expect(own.questions).toMatchObject([
      { subject: "Reuse of the profiles", followed: [{ kind: "answer", text: "Yes, with the source." }] },
    ]);
    expect(JSON.stringify(own)).not.toContain("difficult");
    await makeQuestion();
    await transact(by(member), (ctx) => eraseMember(ctx, { typedHandle: member.handle }));
    expect(await rows()).toMatchObject([{ memberId: null }]);
    expect(await entries()).toEqual([]);
  });

  it("of someone who asked without signing in are erased with the account of that address", async () => {
    const { id } = await makeMember({ passwordHash: null, email: "awa@justice.example" });
    await ask({ email: "Awa@Justice.example" });
    await ask({ email: "other@justice.example" });
    const own = JSON.parse((await collectOwnData(db(), id, new Date())).toString());
    expect(own.questions).toEqual([]);
    const member = await actorOf(id);
    await transact(by(member), (ctx) => eraseMember(ctx, { typedHandle: member.handle }));
    expect(await rows()).toMatchObject([{ email: "other@justice.example" }]);
  });

  it("expire a year after the last words or decision, and spam after thirty days", async () => {
    const ago = (days: number) => new Date(Date.now() - days * DAY);
    const kept = [
      await makeQuestion({ touchedAt: ago(364), createdAt: ago(900) }),
      await makeQuestion({ touchedAt: ago(29), state: "spam" }),
    ];
    const gone = await makeQuestion({ touchedAt: ago(366), state: "closed" });
    await makeQuestion({ touchedAt: ago(31), state: "spam" });
    await answerNow(ada, kept[0] ?? "");
    await db()
      .insert(questionEntry)
      .values({
        id: newId(),
        questionId: gone,
        kind: "reply",
        text: "Thank you very much.",
        createdAt: ago(366),
      });
    const counts = await transact(SYSTEM, applyRetention);
    expect(counts).toMatchObject({ questions: 2 });
    expect((await rows()).map(({ id }) => id).sort()).toEqual(kept.sort());
    expect(await db().$count(questionEntry, eq(questionEntry.kind, "reply"))).toBe(0);
  });
});
