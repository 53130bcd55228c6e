import { eq } from "drizzle-orm";
import { generateSync } from "otplib";
import { beforeEach, describe, expect, it } from "vitest";
import { db } from "@/db/client";
import { factorReset } from "@/db/schema/sign-in";
import { actorIn, deleteMails, linkOf, newBrowser, typed } from "@/tests/support/account-pages";
import { OTHER_PASSWORD, PASSWORD, setEnvironment, withFactor, withPassword } from "@/tests/support/accounts";
import { useDatabase } from "@/tests/support/database";
import { danglingIds } from "@/tests/support/markup";

useDatabase();

beforeEach(() => {
  deleteMails();
  setEnvironment({ REGISTRATION: "open", APP_URL: undefined, RATE_LIMITS: undefined });
});

describe("signing in", () => {
  it("returns to the requested page, in the member's language, never off the site", async () => {
    const { email } = await withPassword();
    const enter = async (next: string) =>
      (
        await newBrowser().submit(`/signin?next=${encodeURIComponent(next)}`, "password", {
          email,
          password: PASSWORD,
        })
      ).to;
    expect(await enter("/fr/countries/senegal?x=1")).toBe("/countries/senegal?x=1");
    expect(await enter("/fr/countries/senegal/edit/laws?held=1")).toBe(
      "/fr/countries/senegal/edit/laws?held=1",
    );
    expect(await enter("//evil.example/")).toBe("/me");
    expect(await enter("/en//evil.example")).toBe("/me");
    expect(await enter("")).toBe("/me");
  });

  it("leads to pages in the member's language, or in the one chosen on the device", async () => {
    const { email } = await withPassword({ locale: "fr" });
    const enter = async (chosen: string | null) => {
      const visitor = newBrowser();
      if (chosen !== null) visitor.cookies.set("octopus-language", chosen);
      const page = `/signin?next=${encodeURIComponent("/countries/senegal")}`;
      const { to } = await visitor.submit(page, "password", { email, password: PASSWORD });
      // The cookie was only for the way through sign-in.
      expect(visitor.cookies.has("octopus-language")).toBe(false);
      return to;
    };
    expect(await enter(null)).toBe("/fr/countries/senegal");
    expect(await enter("en")).toBe("/countries/senegal");
    expect(await enter("ar")).toBe("/ar/countries/senegal");
    expect(await enter("//evil.example")).toBe("/fr/countries/senegal");
  });

  it("sets cookies that scripts and other sites cannot use, with the secure prefix over https", async () => {
    const { email } = await withPassword();
    const local = await newBrowser().submit("/signin", "password", { email, password: PASSWORD });
    expect(local.headers.getSetCookie()[0]).toMatch(
      /^octopus=[^;]+; Path=\/; HttpOnly; SameSite=Lax; Max-Age=2592000$/,
    );
    expect(local.headers.get("cache-control")).toBe("no-store");
    setEnvironment({ APP_URL: "https://octopus.example" });
    const secure = await newBrowser().submit("/signin", "password", { email, password: PASSWORD });
    // Only the companion cookie is for scripts: it says that there may be a session, but not whose.
    const companion = "__Host-octopus-in=1; Path=/; SameSite=Lax; Max-Age=2592000; Secure";
    const cookies = secure.headers.getSetCookie();
    expect(cookies).toContain(companion);
    for (const cookie of cookies.filter((one) => one !== companion)) {
      expect(cookie).toMatch(/^__Host-octopus[\w-]*=.*; Path=\/; HttpOnly; SameSite=Lax; .*Secure$/);
    }
  });

  it("responds to a wrong password and an unknown address alike, and keeps the typed address", async () => {
    const { email } = await withPassword({ email: "awa@justice.example" });
    const wrong = await newBrowser().submit("/signin", "password", { email, password: OTHER_PASSWORD });
    const unknown = await newBrowser().submit("/signin", "password", {
      email: "xwa@justice.example",
      password: PASSWORD,
    });
    expect([wrong.status, unknown.status]).toEqual([422, 422]);
    expect(wrong.body).toContain('value="awa@justice.example"');
    expect(unknown.body.replaceAll("xwa@", "awa@")).toBe(wrong.body);
    expect(wrong.headers.getSetCookie()).toEqual([]);
    expect(danglingIds(wrong.body)).toEqual([]);
  });

  it("says when to try again after too many guesses, and lets the owner in from a known browser", async () => {
    const { email } = await withPassword();
    const owner = newBrowser();
    await owner.submit("/signin", "password", { email, password: PASSWORD });
    await owner.submit("/signout", "out", {});
    const stranger = newBrowser();
    let page = await stranger.get("/signin");
    for (let n = 0; n < 6; n += 1)
      page = await stranger.submit("/signin", "password", { email, password: OTHER_PASSWORD });
    expect(page.status).toBe(429);
    expect(Number(page.headers.get("retry-after"))).toBeGreaterThan(0);
    expect(page.body).toContain("Too many attempts");
    expect((await owner.submit("/signin", "password", { email, password: PASSWORD })).to).toBe("/me");
  });

  it("leads members who never confirmed to the mail, which can be sent again", async () => {
    const { email } = await withPassword({ state: "unverified" });
    const awa = newBrowser();
    expect((await awa.submit("/signin", "password", { email, password: PASSWORD })).to).toBe("/join/verify");
    await awa.submit("/join/verify", "resend", {});
    expect((await awa.submit(await linkOf("/join/verify"), "confirm", {})).to).toBe("/welcome");
  });

  it("ends by a button; a visit ends nothing", async () => {
    const { email } = await withPassword();
    const awa = newBrowser();
    await awa.submit("/signin", "password", { email, password: PASSWORD });
    await awa.get("/signout");
    expect(await actorIn(awa)).not.toBeNull();
    const kept = awa.cookies.get("octopus") ?? "";
    expect((await awa.submit("/signout", "out", {})).to).toBe("/signin?done=signed-out");
    expect(awa.cookies.has("octopus")).toBe(false);
    awa.cookies.set("octopus", kept);
    expect(await actorIn(awa)).toBeNull();
  });

  it("has no provider button without a provider", async () => {
    expect((await newBrowser().get("/signin")).body).not.toContain('value="provider"');
    expect((await newBrowser().ask("/signin", { form: "provider" })).status).toBe(404);
  });
});

describe("the second step", () => {
  it("is asked between password and session, and then leads to the requested page", async () => {
    const { email, secret } = await withFactor();
    const awa = newBrowser();
    const first = await awa.submit("/signin?next=/countries", "password", { email, password: PASSWORD });
    expect(first.to).toBe("/signin/code");
    expect(awa.cookies.has("octopus")).toBe(false);
    const wrong = await awa.submit("/signin/code", "code", { code: "000000" });
    expect([wrong.status, wrong.body.includes("This code is wrong")]).toEqual([422, true]);
    const typed = generateSync({ secret });
    const done = await awa.submit("/signin/code", "code", { code: `${typed.slice(0, 3)} ${typed.slice(3)}` });
    expect(done.to).toBe("/countries");
    expect(await actorIn(awa)).not.toBeNull();
    expect(awa.cookies.has("octopus-step")).toBe(false);
  });

  it("also accepts a recovery code", async () => {
    const { email, recoveryCodes } = await withFactor();
    const awa = newBrowser();
    await awa.submit("/signin", "password", { email, password: PASSWORD });
    const done = await awa.submit("/signin/code", "code", { code: (recoveryCodes[0] ?? "").toUpperCase() });
    expect(done.to).toBe("/me");
  });

  it("is not possible without the first step or with a changed cookie", async () => {
    const { email } = await withFactor();
    const alone = await newBrowser().submit("/signin/code", "code", { code: "123456" });
    expect([alone.status, alone.body.includes("Sign in again")]).toEqual([422, true]);
    const swapped = newBrowser();
    await swapped.submit("/join", "join", typed({ email }));
    swapped.cookies.set("octopus-step", swapped.cookies.get("octopus-joined") ?? "");
    expect((await swapped.submit("/signin/code", "code", { code: "123456" })).status).toBe(422);
  });

  it("is blocked after five wrong codes", async () => {
    const { email, secret } = await withFactor();
    const awa = newBrowser();
    await awa.submit("/signin", "password", { email, password: PASSWORD });
    for (let n = 0; n < 5; n += 1) await awa.submit("/signin/code", "code", { code: "000000" });
    const page = await awa.submit("/signin/code", "code", { code: generateSync({ secret }) });
    expect(page.status).toBe(429);
  });

  it("accepts the report of a lost authenticator", async () => {
    const { email, id } = await withFactor();
    const awa = newBrowser();
    await awa.submit("/signin", "password", { email, password: PASSWORD });
    const done = await awa.submit("/signin/code", "lost", { reason: "My phone was stolen in Dakar." });
    expect(done.to).toBe("/signin/code?done=asked");
    expect(await db().$count(factorReset, eq(factorReset.memberId, id))).toBe(1);
  });
});
