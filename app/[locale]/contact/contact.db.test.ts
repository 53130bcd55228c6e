import { beforeEach, describe, expect, it } from "vitest";
import * as one from "@/app/[locale]/admin/mailbox/[id]/route";
import * as mailbox from "@/app/[locale]/admin/mailbox/route";
import * as own from "@/app/[locale]/me/contact/route";
import { db } from "@/db/client";
import { question } from "@/db/schema/mailbox";
import { newId } from "@/lib/core/id";
import { runDueJobs } from "@/lib/jobs/worker";
import { saveSetting } from "@/lib/site-settings";
import { partKey, readPart } from "@/lib/site-settings/model";
import { SYSTEM, transact } from "@/lib/transact";
import { sessionCookies } from "@/lib/web/sign-in/sign-in";
import { deleteMails } from "@/tests/support/account-pages";
import { setEnvironment } from "@/tests/support/accounts";
import { Browser, type Routes } from "@/tests/support/browser";
import { useDatabase } from "@/tests/support/database";
import { linkIn, readMails } from "@/tests/support/mailbox";
import { danglingIds } from "@/tests/support/markup";
import { actorOf, giveRole, makeMember, makeSession } from "@/tests/support/members";
import { answerNow, makeQuestion, QUESTION, typedQuestion } from "@/tests/support/questions";
import * as reply from "./reply/route";
import * as contact from "./route";

useDatabase();

const ROUTES: Routes = [
  [/^\/contact$/, contact],
  [/^\/contact\/reply$/, reply],
  [/^\/me\/contact$/, own],
  [/^\/admin\/mailbox$/, mailbox],
  [/^\/admin\/mailbox\/(?<id>[^/]+)$/, one],
];
const visitor = (ip?: string) => new Browser(ROUTES, ip);
/** Gives a browser the session of a member, with a second factor. */
async function signInAs(browser: Browser, memberId: string): Promise<void> {
  const sessionId = await makeSession(memberId);
  const device = { deviceToken: "d".repeat(43), locale: "en", owesCharter: false };
  browser.keep(await sessionCookies({ sessionId, ...device }));
}
const rows = () => db().select().from(question);

beforeEach(() => {
  deleteMails();
  setEnvironment({ RATE_LIMITS: undefined });
});

const setIdentity = (values: { contact?: string; isFormOpen?: boolean }) =>
  transact(SYSTEM, async (ctx) => {
    ctx.asSystem("a test");
    await saveSetting(ctx, partKey("identity"), { ...readPart("identity", {}), ...values });
  });

async function administrator(displayName = "Ada") {
  const { id } = await makeMember({ totpEnabledAt: new Date(), displayName });
  await giveRole(id, "administrator");
  return actorOf(id);
}

describe("the page for questions", () => {
  it("says that a question arrived and where the answer is sent, and mails nothing", async () => {
    const page = await visitor().submit("/contact", "ask", typedQuestion());
    expect(page.status).toBe(200);
    expect(page.body).toContain("Your question has arrived");
    expect(page.body).toContain("awa@justice.example");
    expect(page.headers.get("cache-control")).toBe("private, no-store");
    expect(page.headers.getSetCookie()).toEqual([]);
    await runDueJobs();
    expect(await readMails()).toEqual([]);
    expect(await rows()).toHaveLength(1);
  });

  it("answers a program that fills in the bait in the same way, and keeps nothing", async () => {
    const person = await visitor().submit("/contact", "ask", typedQuestion());
    const program = await visitor().submit("/contact", "ask", typedQuestion({ homepage: "x" }));
    expect([program.status, program.body]).toEqual([person.status, person.body]);
    expect(await rows()).toHaveLength(1);
  });

  it("keeps what was typed and names each problem, without dangling references", async () => {
    const page = await visitor().submit(
      "/fr/contact",
      "ask",
      typedQuestion({ email: "awa", text: "Court", page: "https://evil.example/" }),
    );
    expect(page.status).toBe(422);
    expect(page.body).toContain('value="Awa Ndiaye"');
    expect(page.body).toContain('value="Reuse of the profiles"');
    expect(danglingIds(page.body)).toEqual([]);
    const elsewhere = await visitor().submit(
      "/contact",
      "ask",
      typedQuestion({ page: "https://evil.example/" }),
    );
    expect(elsewhere.status).toBe(422);
    expect(elsewhere.body).toContain("Enter the address of a page of this site");
  });

  it.each([
    ["/countries/senegal", "/countries/senegal"],
    ["https://evil.example/", ""],
    ['/"><script>', "/&quot;&gt;&lt;script&gt;"],
  ])("fills in the page that a link names: %s", async (page, value) => {
    const { body } = await visitor().get(`/contact?page=${encodeURIComponent(page)}`);
    expect(/<input[^>]*name="page"[^>]*>/.exec(body)?.[0]).toContain(`value="${value}"`);
    expect(body).toContain('rel="canonical" href="http://localhost:3000/contact"');
  });

  it("has no form once administrators closed it, but the contact address", async () => {
    await setIdentity({ isFormOpen: false, contact: "desk@forum.example" });
    const page = await visitor().get("/contact");
    expect(page.body).toContain("mailto:desk@forum.example");
    expect(page.body).not.toContain('name="subject"');
    const sent = await visitor().ask("/contact", { form: "ask", ...typedQuestion() });
    expect(sent.status).toBe(403);
    expect(await rows()).toEqual([]);
    await setIdentity({ isFormOpen: false, contact: "" });
    expect((await visitor().get("/contact")).body).toContain("gives no other contact address");
  });

  it("limits questions by network", async () => {
    for (let n = 0; n < 30; n += 1)
      await visitor().ask("/contact", { form: "ask", ...typedQuestion({ topic: "" }) });
    const refused = await visitor().ask("/contact", { form: "ask", ...typedQuestion() });
    expect([refused.status, refused.headers.get("retry-after")]).toEqual([
      429,
      expect.stringMatching(/^\d+$/),
    ]);
    expect(refused.body).toContain("Reuse of the profiles");
    const other = await visitor("203.0.113.5").ask("/contact", { form: "ask", ...typedQuestion() });
    expect(other.status).toBe(200);
  });
});

describe("the mailbox", () => {
  const ask = async (values: object = {}) => {
    const ada = await administrator();
    return { ada, id: await makeQuestion(values) };
  };

  it("lists questions by state, and opens one with its forms", async () => {
    const { ada, id } = await ask({ subject: '<script>alert("x")</script>', page: "/fr/countries" });
    const admin = visitor();
    await signInAs(admin, ada.id);
    const list = await admin.get("/admin/mailbox");
    expect(list.body).toContain("Open (1)");
    expect(list.body).toContain("&lt;script&gt;");
    expect(list.body).toContain(`href="/admin/mailbox/${id}"`);
    expect((await admin.get("/admin/mailbox?state=spam")).body).toContain("There are no questions here.");
    const one = await admin.get(`/admin/mailbox/${id}`);
    expect(one.body).not.toContain("<script>alert");
    expect(one.body).toContain('href="/fr/countries"');
    expect(danglingIds(one.body)).toEqual([]);
    expect((await admin.get(`/admin/mailbox/${newId()}`)).status).toBe(404);
    expect((await admin.get("/admin/mailbox/none")).status).toBe(404);
  });

  it("shows links in a question as text", async () => {
    const { ada, id } = await ask({ text: "See https://evil.example/ and javascript:alert(1)" });
    const admin = visitor();
    await signInAs(admin, ada.id);
    const { body } = await admin.get(`/admin/mailbox/${id}`);
    expect(body).toContain("See https://evil.example/ and javascript:alert(1)");
    expect(body).not.toMatch(/href="(https:\/\/evil|javascript)/);
  });

  it("answers once; a form that is late keeps its text and says what happened", async () => {
    const { ada, id } = await ask();
    const [first, second] = [visitor(), visitor()];
    await signInAs(first, ada.id);
    await signInAs(second, (await administrator("Ben")).id);
    const late = await second.open(`/admin/mailbox/${id}`, "answer");
    const done = await first.submit(`/admin/mailbox/${id}`, "answer", { answer: "Yes, with the source." });
    expect([done.status, done.to]).toEqual([303, `/admin/mailbox/${id}?done=answered`]);
    expect((await first.get(done.to ?? "")).body).toContain("The email is being sent");
    const refused = await second.ask(late.action, { ...late.hidden, answer: "No, you may not." });
    expect(refused.status).toBe(409);
    expect(refused.body).toContain("Something has happened to this question since you opened it");
    expect(refused.body).toContain("No, you may not.</textarea>");
    await first.submit(`/admin/mailbox/${id}`, "claim", { claim: "take" });
    const claimed = await second.submit(`/admin/mailbox/${id}`, "answer", { answer: "No, you may not." });
    expect(claimed.status).toBe(409);
    expect(claimed.body).toContain("Another administrator is answering this question");
    expect(claimed.body).toContain("<bdi>Ada</bdi> is answering this question.");
    const empty = await first.submit(`/admin/mailbox/${id}`, "answer", { answer: " " });
    expect([empty.status, danglingIds(empty.body)]).toEqual([422, []]);
  });

  it("keeps an answer to copy that was typed while another closed the question", async () => {
    const { ada, id } = await ask();
    const [first, second] = [visitor(), visitor()];
    await signInAs(first, ada.id);
    await signInAs(second, (await administrator("Ben")).id);
    const late = await second.open(`/admin/mailbox/${id}`, "answer");
    await first.submit(`/admin/mailbox/${id}`, "decide", { state: "spam" });
    const refused = await second.ask(late.action, { ...late.hidden, answer: "Yes, of course." });
    expect(refused.status).toBe(409);
    expect(refused.body).toContain("Yes, of course.");
  });
});

describe("a member", () => {
  it("asks with the name and address of the account, which the page shows", async () => {
    const { id } = await makeMember({ displayName: "Awa N.", email: "awa@justice.example" });
    const own = visitor();
    await signInAs(own, id);
    const page = await own.get("/me/contact?page=/countries/senegal");
    expect(page.body).toContain("<bdi>Awa N.</bdi>");
    expect(page.body).toContain("<bdi>awa@justice.example</bdi>");
    expect(page.body).not.toContain('name="email"');
    const sent = await own.submit("/me/contact", "ask", { ...QUESTION });
    expect(sent.body).toContain("The answer is sent to <bdi>awa@justice.example</bdi>");
    expect(await rows()).toMatchObject([{ memberId: id, email: null }]);
    await setIdentity({ isFormOpen: false });
    expect(
      (await own.ask("/me/contact", { form: "ask", ...QUESTION, text: "May we print it soon?" })).status,
    ).toBe(403);
  });
});

describe("the link in an answer", () => {
  it("writes back once, in any browser; then it is gone", async () => {
    const ada = await administrator();
    await answerNow(ada, await makeQuestion());
    await runDueJobs();
    const [mail] = await readMails();
    if (!mail) throw new Error("no mail was sent");
    const url = linkIn(mail, "/contact/reply");
    const link = url.pathname + url.search;
    const page = await visitor().get(link);
    expect(page.status).toBe(200);
    expect(page.body).toContain("Yes, with the source.");
    expect(page.headers.get("referrer-policy") ?? "no-referrer").toBe("no-referrer");
    const short = await visitor().submit(link, "reply", { text: "Short" });
    expect(short.status).toBe(422);
    const done = await visitor().submit(link, "reply", { text: "Thank you, and the pictures?" });
    expect([done.status, done.to]).toEqual([303, "/contact/reply?done=sent"]);
    expect((await visitor().get(done.to ?? "")).body).toContain("was added to your question");
    expect((await visitor().get(link)).status).toBe(410);
    expect((await visitor().get("/contact/reply")).status).toBe(410);
    expect(await rows()).toMatchObject([{ state: "open" }]);
  });
});
