import { generateSync } from "otplib";
import { describe, expect, it } from "vitest";
import { db } from "@/db/client";
import { token } from "@/db/schema/sign-in";
import { suspendMember } from "@/lib/members";
import { transact } from "@/lib/transact";
import { newBrowser } from "@/tests/support/account-pages";
import { OTHER_PASSWORD, PASSWORD, withFactor, withPassword } from "@/tests/support/accounts";
import type { Browser } from "@/tests/support/browser";
import { useDatabase } from "@/tests/support/database";
import { by, makeActor } from "@/tests/support/members";

useDatabase();

const REASON = "Advertising in three topics";
const APPEAL = "It was the text of our law.";

async function suspend(handle: string): Promise<void> {
  const input = { handle, suspensionDays: "7", suspensionReason: REASON } as const;
  const moderator = await makeActor("moderator");
  await transact(by(moderator), (ctx) => suspendMember(ctx, input));
}

const enter = (visitor: Browser, email: string | null, password = PASSWORD) =>
  visitor.submit("/signin", "password", { email: email ?? "", password });

/** A member who was suspended and signed in: their browser, and the address of the page. */
async function atPage() {
  const owner = await withPassword();
  await suspend(owner.handle);
  const visitor = newBrowser();
  const { to } = await enter(visitor, owner.email);
  return { visitor, at: to ?? "" };
}

describe("the page of a suspended member", () => {
  it("comes after the right password only, without a session, and is stored nowhere", async () => {
    const owner = await withPassword();
    const wrong = await enter(newBrowser(), owner.email, OTHER_PASSWORD);
    await suspend(owner.handle);
    const visitor = newBrowser();
    const again = await enter(newBrowser(), owner.email, OTHER_PASSWORD);
    expect([again.status, again.body]).toEqual([wrong.status, wrong.body]);
    const { to, headers } = await enter(visitor, owner.email);
    expect(to).toMatch(/^\/signin\/suspended\?token=[\w-]{43}$/);
    expect(headers.get("cache-control")).toBe("no-store");
    expect(visitor.cookies.has("octopus")).toBe(false);
    const page = await visitor.get(to ?? "");
    expect(page.body).toContain(REASON);
    expect(page.body).toContain("noindex");
    expect(page.headers.get("cache-control")).toMatch(/no-store/);
  });

  it("comes after the second factor, if the member has one: before, nothing is said", async () => {
    const owner = await withFactor();
    const active = await enter(newBrowser(), owner.email);
    await suspend(owner.handle);
    const visitor = newBrowser();
    const first = await enter(visitor, owner.email);
    expect(first.to).toBe(active.to);
    const step = await visitor.get(first.to ?? "");
    expect(step.body).not.toMatch(/suspend/i);
    const wrong = await visitor.submit("/signin/code", "code", { code: "000000" });
    expect(wrong.to ?? "").not.toContain("suspended");
    const code = generateSync({ secret: owner.secret });
    const right = await visitor.submit("/signin/code", "code", { code });
    expect(right.to).toMatch(/^\/signin\/suspended\?token=/);
    expect(visitor.cookies.has("octopus")).toBe(false);
  });

  it("keeps the appeal that was written when its link expired", async () => {
    const { visitor, at } = await atPage();
    const form = await visitor.open(at, "appeal");
    await db().update(token).set({ expiresAt: new Date() });
    const page = await visitor.ask(form.action, { ...form.hidden, appealText: APPEAL });
    expect(page.status).toBe(410);
    expect(page.body).toContain("Your text was not sent");
    expect(page.body).toContain(APPEAL);
    expect(page.body).not.toContain(REASON);
  });

  it("keeps the appeal of a second tab, and repeats none that was sent", async () => {
    const { visitor, at } = await atPage();
    const form = await visitor.open(at, "appeal");
    const send = (appealText: string) => visitor.ask(form.action, { ...form.hidden, appealText });
    expect((await send(APPEAL)).to).toContain("done=appealed");
    const same = await send(APPEAL);
    expect(same.status).toBe(409);
    expect(same.body).not.toContain("Your text was not sent");
    const other = await send("Please look again.");
    expect(other.body).toContain("Your text was not sent");
    expect(other.body).toContain("Please look again.");
  });
});
