import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { db } from "@/db/client";
import { comment } from "@/db/schema/comments";
import { flagCase } from "@/db/schema/flags";
import { publicReport } from "@/db/schema/public-reports";
import { makeFormStamp } from "@/lib/accounts";
import type { Actor } from "@/lib/core/actor";
import type { Ctx } from "@/lib/core/ctx";
import { personalData } from "@/lib/core/personal-data";
import {
  appeal,
  complain,
  confirmReport,
  decideAppeal,
  decideCase,
  findCase,
  findOwnCase,
  listCases,
  sendReport,
} from "@/lib/flag-kinds";
import { placeOnSite } from "@/lib/i18n/place-on-site";
import { runDueJobs } from "@/lib/jobs/worker";
import { erasePerson } from "@/lib/members/erase-person";
import { collectOwnData } from "@/lib/personal-data";
import { SYSTEM, transact } from "@/lib/transact";
import { deleteMails } from "@/tests/support/account-pages";
import { useDatabase } from "@/tests/support/database";
import { linkIn, readMails, recipientOf } from "@/tests/support/mailbox";
import { by, makeActor, makeMember } from "@/tests/support/members";
import { plansOf } from "@/tests/support/plans";
import { refusal } from "@/tests/support/sections";
import { madeCategory, openedTopic, replied } from "@/tests/support/topics";
import { findReport, listReportsOf, prepareReport } from "./index";
import { SendReport } from "./model";

useDatabase();
process.env.RATE_LIMITS = "off";

const MAIL = "ama@example.org";
const SECRET = "Quetzalcoatl";

const run = <I, O>(
  actor: Actor | null,
  command: (ctx: Ctx, input: I) => Promise<O>,
  input: I,
  now = new Date(),
) => transact(by(actor), (ctx) => command(ctx, input), { now });

const typed = (values: Record<string, string> = {}) => ({
  ground: "defamation",
  words: "It says that I took a bribe, which is not true.",
  name: "Ama Mensah",
  email: MAIL,
  faith: "yes",
  stamp: makeFormStamp(new Date(Date.now() - 60_000)),
  ...values,
});

/** Sends the form of a visitor; returns what its page shows. */
async function sent(address: string, values: Record<string, string> = {}) {
  const input = await prepareReport(SendReport.parse({ ...typed(values), address }), "en");
  return run(null, sendReport, input);
}

/** Checks that something is refused, by its code or reason. */
async function refuses(done: Promise<unknown>, word: string): Promise<void> {
  const { code, reason } = await refusal(done);
  expect([code, reason]).toContain(word);
}

const mails = async () => {
  await runDueJobs();
  return readMails();
};

/** Opens the link of the newest mail to an address. */
async function tokenFor(email = MAIL): Promise<string> {
  const mail = (await mails()).filter((one) => recipientOf(one) === email).at(-1);
  return mail ? (linkIn(mail, "/report/status").searchParams.get("token") ?? "") : "";
}

const confirmed = async (email = MAIL) => {
  const token = await tokenFor(email);
  await run(null, confirmReport, { token });
  return token;
};

const cases = async () => (await db().select().from(flagCase)).sort((a, b) => a.id.localeCompare(b.id));

async function decided(mod: Actor, outcome: "upheld" | "dismissed", values: object = {}) {
  const row = (await cases()).at(-1);
  if (!row) throw new Error("no case");
  const { id, version } = row;
  await run(mod, decideCase, { id, version, outcome, reason: "It names a person.", ...values });
  return id;
}

/** A topic with a reply; the address of the reply, and who wrote it. */
async function openedReply(audience: "public" | "members" = "public") {
  await madeCategory({ slug: `place-${audience}`, audience });
  const author = await makeActor("trusted");
  const area = audience === "public" ? "discussions" : "rooms";
  const topic = await openedTopic(await makeActor("trusted"), { category: `place-${audience}` }, area);
  const id = await replied(author, topic.slug, `He is a ${SECRET}`, null, area);
  const [row] = await db().select().from(comment).where(eq(comment.id, id));
  return { author, id, path: `/${area}/t/${topic.slug}#r${row?.number}` };
}

const stateOf = async (id: string) =>
  (await db().select({ state: comment.state }).from(comment).where(eq(comment.id, id)))[0]?.state;

beforeEach(deleteMails);

describe("a report from outside", () => {
  it("is confirmed, decided, looked at again by another moderator, answered and restored", async () => {
    const [first, second, third] = [
      await makeActor("moderator"),
      await makeActor("moderator"),
      await makeActor("moderator"),
    ];
    const { author, id, path } = await openedReply();
    expect(await sent(path)).toEqual({ email: MAIL });
    // The same form twice is one report with one mail, and nobody sees it until the address is confirmed.
    expect(await sent(path)).toEqual({ email: MAIL });
    const asked = await mails();
    expect(asked.map((mail) => mail.subject)).toEqual(["Confirm your report"]);
    for (const words of [SECRET, "bribe", "Ama", path]) expect(asked[0]?.text).not.toContain(words);
    expect(await cases()).toEqual([]);

    // Two browsers at once.
    const token = await tokenFor();
    await Promise.all([run(null, confirmReport, { token }), run(null, confirmReport, { token })]);
    const [opened] = await cases();
    expect(opened).toMatchObject({
      kind: "comment",
      subjectId: id,
      reports: 1,
      grounds: ["defamation"],
      weight: 0,
    });
    expect(await stateOf(id)).toBe("shown");
    expect((await listCases(first, {})).open.map(({ reports }) => reports)).toEqual([1]);
    expect(await listReportsOf(first, opened?.id ?? "")).toMatchObject([{ name: "Ama Mensah", path }]);
    await refuses(listReportsOf(author, opened?.id ?? ""), "forbidden");
    expect((await mails()).at(-1)?.subject).toMatch(/^We received your report R-\d{8}-[0-9A-F]{8}$/);

    // Who reported it gets a reason also if nothing is done, and can ask for another look once.
    await refuses(decided(first, "dismissed", { reason: "" }), "fields");
    await decided(first, "dismissed", { reason: "It is an opinion." });
    expect((await mails()).at(-1)?.text).toContain("It is an opinion.");
    expect(await findReport(token)).toMatchObject({ state: "dismissed", mayComplain: true });
    await run(null, complain, { token, complaint: "It states a fact." });
    await refuses(run(null, complain, { token, complaint: "Again." }), "report_complained");
    await refuses(decided(first, "upheld"), "forbidden");
    expect((await findCase(first, (await cases()).at(-1)?.id ?? "")).line.canDecide).toBe(false);
    const caseId = await decided(second, "upheld", { basis: "law", law: "Criminal Code, article 12" });
    expect(await stateOf(id)).toBe("hidden");
    const upheld = (await mails()).at(-1);
    for (const words of [
      "agreed with your report",
      "Criminal Code, article 12",
      "It names a person.",
      "court",
    ])
      expect(upheld?.text).toContain(words);

    // The author reads the statement of reasons and answers; name and words are shared only with consent.
    expect(await findOwnCase(author, caseId)).toMatchObject({
      isReported: true,
      grounds: ["defamation"],
      basis: "law",
      law: "Criminal Code, article 12",
      mayAppeal: true,
    });
    const answer = { id: caseId, appealText: "I saw the cheque." };
    await refuses(run(author, appeal, answer), "fields");
    await run(author, appeal, { ...answer, appealFaith: "yes" });
    const counter = (await mails()).at(-1);
    expect(counter?.subject).toContain("The author answered");
    for (const words of ["cheque", author.displayName]) expect(counter?.text).not.toContain(words);
    expect((await findReport(token))?.counter).toMatchObject({ name: null, text: null, outcome: null });
    await db().update(flagCase).set({ appealShares: true }).where(eq(flagCase.id, caseId));
    expect((await findReport(token))?.counter).toMatchObject({
      name: author.displayName,
      text: "I saw the cheque.",
    });

    // Another moderator than the one who decided restores it.
    const overturned = {
      id: caseId,
      appealOutcome: "overturned",
      appealReason: "A cheque is shown.",
    } as const;
    await refuses(run(second, decideAppeal, overturned), "forbidden");
    await run(third, decideAppeal, overturned);
    expect(await stateOf(id)).toBe("shown");
    expect((await mails()).at(-1)?.text).toContain("the content is restored");
    // Each step was mailed once.
    expect(await mails()).toHaveLength(6);
  });

  it("says the same of what is hidden, in a room, or not there", async () => {
    const mod = await makeActor("moderator");
    const { path, id } = await openedReply("members");
    const shown = await openedReply();
    await db().update(comment).set({ state: "hidden" }).where(eq(comment.id, shown.id));
    const addresses = [path, shown.path, "/blog/not-there", "/me/messages"];
    const pages: unknown[] = [];
    for (const [n, address] of addresses.entries()) {
      const email = `person${n}@example.org`;
      expect(await sent(address, { email })).toEqual({ email });
      const report = await findReport(await confirmed(email));
      pages.push({ state: report?.state, counter: report?.counter, path: report?.path === address });
    }
    expect(new Set(pages.map((one) => JSON.stringify(one)))).toHaveLength(1);
    const open = (await listCases(mod, {})).open;
    expect(open.map(({ kind }) => kind)).toEqual(["address", "address", "address", "address"]);
    expect(open.map((line) => line.thing?.path).sort()).toEqual([...addresses].sort());
    await decided(mod, "upheld");
    // Nothing is hidden by a decision about an address: the moderator acts on the page.
    expect(await stateOf(id)).toBe("shown");
    for (const mail of await mails()) expect(mail.text).not.toContain(SECRET);
  });

  it("needs name and address but for the abuse of children, and then a link leads to it", async () => {
    const { path } = await openedReply();
    const bare = { name: "", email: "" };
    expect(
      SendReport.safeParse({ ...typed(bare), address: path }).error?.issues.map((one) => one.path[0]),
    ).toEqual(["name", "email"]);
    expect(SendReport.safeParse({ ...typed({ faith: "" }), address: path }).success).toBe(false);
    const shown = await sent(path, { ...bare, ground: "child-safety" });
    const token = "token" in shown ? shown.token : "";
    expect(await findReport(token)).toMatchObject({ state: "open", ground: "child-safety" });
    expect(await findReport(`${token}x`)).toBeNull();
    expect(await mails()).toEqual([]);
    expect((await cases())[0]?.reports).toBe(1);
    // Somebody else who sends the same words does not get this page.
    const stamp = makeFormStamp(new Date(Date.now() - 120_000));
    const other = await sent(path, { ...bare, ground: "child-safety", stamp });
    expect(other).not.toEqual(shown);
    expect((await cases())[0]?.reports).toBe(2);
    // A program's report, and one of another site, change nothing.
    expect(await sent(path, { homepage: "https://spam.example" })).toEqual({ email: MAIL });
    await refuses(sent("https://elsewhere.example/blog/x"), "fields");
    expect(await db().select().from(publicReport)).toHaveLength(2);
  });

  it("is the sender's personal data, and is deleted in time", async () => {
    const { id: memberId } = await makeMember({ email: MAIL, emailKey: MAIL });
    const { path } = await openedReply();
    await sent(path);
    await confirmed();
    await sent(path, { words: "A second report of the same reply." });
    const own = async () => (await collectOwnData(db(), memberId, new Date())).toString();
    expect(await own()).toContain("took a bribe");
    expect(await own()).not.toContain("A second report");
    const later = new Date(Date.now() + 8 * 86_400_000);
    await transact(
      SYSTEM,
      async (ctx) => {
        ctx.asSystem("a test");
        ctx.skipAudit("a test");
        for (const { expire } of personalData()) await expire?.(ctx);
      },
      { now: later },
    );
    expect(await db().select().from(publicReport)).toHaveLength(1);
    await transact(SYSTEM, async (ctx) => {
      ctx.asSystem("a test");
      ctx.skipAudit("a test");
      await erasePerson(ctx, memberId);
    });
    expect(await db().select().from(publicReport)).toMatchObject([
      { name: null, email: null, emailKey: null, words: "", ground: "defamation" },
    ]);
  });

  it("is found by its secret, its case and its address without reading the whole table", async () => {
    await db().execute(`insert into public_report (id, path, ground, words, locale, hash, token_hash, created_at)
      select md5('report ' || n)::uuid, '/blog/x', 'other', '', 'en', md5('hash ' || n), md5('token ' || n), now()
      from generate_series(1, 5000) n`);
    await db().execute("analyze public_report");
    const mod = await makeActor("moderator");
    const plans = [
      ...(await plansOf(() => findReport("secret"))),
      ...(await plansOf(() => listReportsOf(mod, mod.id))),
    ];
    expect(plans).toHaveLength(2);
    for (const { plan } of plans) expect(plan).not.toMatch(/Seq Scan on public_report/);
  });
});

it.each([
  ["/fr/blog/malabo?x=1", "/blog/malabo"],
  ["https://site.example/countries/ghana#laws", "/countries/ghana#laws"],
  [
    "/blog/malabo?comment=01890a5d-ac96-774b-bcce-b302099a8057&token=secret",
    "/blog/malabo#comment-01890a5d-ac96-774b-bcce-b302099a8057",
  ],
  ["https://site.example.evil.example/", null],
  ["//evil.example", null],
  ["javascript:alert(1)", null],
])("reads the address %s as %s", (address, path) => {
  expect(placeOnSite(address, "https://site.example")).toBe(path);
});
