import { beforeEach, describe, expect, it } from "vitest";
import { db } from "@/db/client";
import { member } from "@/db/schema/accounts";
import { requestEmailChange } from "@/lib/accounts";
import { runDueJobs } from "@/lib/jobs/worker";
import { transact } from "@/lib/transact";
import { actorIn, deleteMails, linkOf, newBrowser } from "@/tests/support/account-pages";
import { OTHER_PASSWORD, PASSWORD, setEnvironment, withPassword } from "@/tests/support/accounts";
import { useDatabase } from "@/tests/support/database";
import { readMails } from "@/tests/support/mailbox";
import { danglingIds } from "@/tests/support/markup";
import { actorOf, by } from "@/tests/support/members";

useDatabase();

beforeEach(() => {
  deleteMails();
  setEnvironment({ REGISTRATION: "open", APP_URL: undefined, RATE_LIMITS: undefined });
});

describe("a forgotten password", () => {
  it("is set through the mail's link, once, and signs nobody in", async () => {
    const { email } = await withPassword();
    const awa = newBrowser();
    await awa.submit("/signin", "password", { email, password: PASSWORD });
    const sent = await awa.submit("/forgot", "forgot", { email });
    const unknown = await newBrowser().submit("/forgot", "forgot", { email: "nobody@example.org" });
    expect([sent.to, unknown.to]).toEqual(["/forgot?done=sent", "/forgot?done=sent"]);
    const link = await linkOf("/reset");
    const weak = await awa.submit(link, "reset", { password: "passwordpassword" });
    expect([weak.status, weak.body.includes("password is too common")]).toEqual([422, true]);
    const done = await awa.submit(link, "reset", { password: OTHER_PASSWORD });
    expect(done.to).toBe("/signin?done=reset");
    expect(await actorIn(awa)).toBeNull();
    const dead = await awa.get(link);
    expect(dead.status).toBe(410);
    const late = await awa.ask("/reset", { form: "reset", token: "x", password: OTHER_PASSWORD });
    expect(late.status).toBe(410);
    expect((await awa.submit("/signin", "password", { email, password: OTHER_PASSWORD })).to).toBe("/me");
  });
});

describe("an address", () => {
  it("is confirmed and given back by buttons", async () => {
    const { email, id } = await withPassword({ email: "old@example.org" });
    const actor = await actorOf(id);
    await transact(by(actor), (ctx) => requestEmailChange(ctx, { email: "new@example.org" }));
    const link = await linkOf("/me/email");
    const page = await newBrowser().get(link);
    expect(page.body).toContain("new@example.org");
    const [before] = await db().select({ email: member.email }).from(member);
    expect(before?.email).toBe(email);
    const browser = newBrowser();
    const first = await browser.submit(link, "change", {});
    expect(first.to).toMatch(/^\/signin\?next=%2Fme%2Femail%3Ftoken%3D/);
    expect((await browser.get(first.to ?? "")).body).toContain("Sign in to the account whose address");
    const signedIn = await browser.submit(first.to ?? "", "password", { email, password: PASSWORD });
    expect(signedIn.to).toBe(link);
    expect((await browser.submit(link, "change", {})).to).toBe("/me/email?done=changed");
    expect((await newBrowser().get(link)).status).toBe(410);
    await runDueJobs();
    const mails = await readMails();
    const undo = mails
      .map((mail) => /https?:\S+\/me\/email\?\S+/.exec(mail.text ?? "")?.[0])
      .findLast(Boolean);
    const url = new URL(undo ?? "");
    const done = await newBrowser().submit(url.pathname + url.search, "undo", {});
    expect(done.to).toBe("/signin?done=undone");
    const [after] = await db().select({ email: member.email }).from(member);
    expect(after?.email).toBe(email);
  });
});

describe("every recovery page", () => {
  it.each(["/join", "/join/verify", "/signin", "/signin/code", "/forgot", "/reset", "/signout", "/me/email"])(
    "%s is drawn in each language, complete and without inline scripts",
    async (path) => {
      for (const prefix of ["", "/fr", "/ar"]) {
        const page = await newBrowser().get(prefix + path);
        expect([200, 410]).toContain(page.status);
        expect(page.body).toContain(prefix === "/ar" ? 'dir="rtl"' : 'dir="ltr"');
        expect(page.body).not.toMatch(/accounts\.\w|errors\.\w+\.|<script>(?!<)/);
        expect(danglingIds(page.body)).toEqual([]);
      }
    },
  );
});
