import { rmSync } from "node:fs";
import { join } from "node:path";
import { eq } from "drizzle-orm";
import { generateSync } from "otplib";
import { beforeEach, describe, expect, it } from "vitest";
import { db } from "@/db/client";
import { application, factorReset, member } from "@/db/schema/accounts";
import { findActorBySession, makeFormStamp } from "@/lib/accounts";
import { confirmTwoFactor, findPendingSecret, startTwoFactor } from "@/lib/accounts/two-factor";
import { runDueJobs } from "@/lib/jobs/worker";
import { transact } from "@/lib/transact";
import { sessionIdOf } from "@/lib/web/current-actor";
import { OTHER_PASSWORD, PASSWORD, setEnvironment, withPassword } from "@/tests/support/accounts";
import { Browser, type Routes } from "@/tests/support/browser";
import { useDatabase } from "@/tests/support/database";
import { linkIn, readMails } from "@/tests/support/mailbox";
import { danglingIds } from "@/tests/support/markup";
import { actorOf, by } from "@/tests/support/members";
import * as forgot from "../forgot/route";
import * as joining from "../join/route";
import * as verify from "../join/verify/route";
import * as address from "../me/email/route";
import * as reset from "../reset/route";
import * as signOut from "../signout/route";
import * as code from "./code/route";
import * as signIn from "./route";

useDatabase();

const ROUTES: Routes = [
  [/^\/join$/, joining],
  [/^\/join\/verify$/, verify],
  [/^\/signin$/, signIn],
  [/^\/signin\/code$/, code],
  [/^\/signout$/, signOut],
  [/^\/forgot$/, forgot],
  [/^\/reset$/, reset],
  [/^\/me\/email$/, address],
];
const browser = (ip?: string) => new Browser(ROUTES, ip);

/** Answers as someone gives them who joins, who took a minute over the form. */
const answers = () => ({
  stamp: makeFormStamp(new Date(Date.now() - 60_000)),
  fullName: "Awa Ndiaye",
  email: "awa@justice.example",
  password: PASSWORD,
  country: "SN",
  institution: "Tribunal de Dakar",
  sector: "judiciary",
  charter: "on",
});

beforeEach(() => {
  rmSync(join(process.env.DATA_DIR ?? "", "mail"), { recursive: true, force: true });
  setEnvironment({ REGISTRATION: "open", APP_URL: undefined, RATE_LIMITS: undefined });
});

async function actorIn(visitor: Browser) {
  const id = await sessionIdOf(decodeURIComponent(visitor.cookies.get("octopus") ?? ""));
  return id ? findActorBySession(id) : null;
}

/** The link of the newest mail, as a bare address. */
async function linkOf(path: string): Promise<string> {
  await runDueJobs();
  const mail = (await readMails()).at(-1);
  if (!mail) throw new Error("no mail");
  const url = linkIn(mail, path);
  return url.pathname + url.search;
}

describe("joining", () => {
  it("leads by the mail's button to a session, in the browser that joined", async () => {
    const awa = browser();
    const sent = await awa.submit("/join", "join", answers());
    expect([sent.status, sent.to]).toEqual([303, "/join/verify"]);
    expect((await awa.get("/join/verify")).body).toContain("Look for our mail");
    const link = await linkOf("/join/verify");
    const page = await awa.get(link);
    expect(page.body).toContain("Awa Ndiaye");
    expect(page.headers.get("referrer-policy")).toBe("strict-origin");
    expect(page.headers.get("cache-control")).toBe("private, no-store");
    // Reading the page, as a mail scanner does, spends nothing.
    await browser("203.0.113.1").get(link);
    const done = await awa.submit(link, "confirm", {});
    expect([done.status, done.to]).toEqual([303, "/me"]);
    expect((await actorIn(awa))?.handle).toBe("awa-ndiaye");
    const again = await browser().get(link);
    expect(again.status).toBe(410);
    expect(again.body).toContain("This link no longer works");
  });

  it("confirms in another browser too, which then signs in with the password", async () => {
    await browser().submit("/fr/join", "join", answers());
    const phone = browser();
    const done = await phone.submit(await linkOf("/join/verify"), "confirm", {});
    expect(done.to).toBe("/fr/signin?done=verified");
    expect((await phone.get(done.to ?? "")).body).toContain("Votre adresse électronique est confirmée");
    const signedIn = await phone.submit("/signin", "password", {
      email: "awa@justice.example",
      password: PASSWORD,
    });
    expect(signedIn.to).toBe("/fr/me");
  });

  it("answers byte for byte the same for a known address, cookie lengths included", async () => {
    await withPassword({ email: "awa@justice.example" });
    const fresh = await browser().submit("/join", "join", { ...answers(), email: "bwa@justice.example" });
    const known = await browser().submit("/join", "join", answers());
    const shape = (page: typeof fresh) => [
      page.status,
      page.to,
      page.body,
      page.headers.getSetCookie().map((cookie) => cookie.length),
      [...page.headers.keys()],
    ];
    expect(shape(known)).toEqual(shape(fresh));
  });

  it("keeps what was typed but the password, and says at each field what is wrong", async () => {
    const page = await browser().submit("/join", "join", {
      ...answers(),
      email: "no address",
      password: "little9x",
      charter: "",
      sector: "",
    });
    expect(page.status).toBe(422);
    for (const text of [
      "There are 4 problems",
      "Use at least 15 characters",
      "Write an email address",
      "Accept the charter",
    ]) {
      expect(page.body).toContain(text);
    }
    expect(page.body).toContain('value="Tribunal de Dakar"');
    expect(page.body).not.toContain("little9x");
    expect(danglingIds(page.body)).toEqual([]);
  });

  it("mails again to the browser that joined, and asks others for the address", async () => {
    const awa = browser();
    await awa.submit("/join", "join", answers());
    expect((await awa.submit("/join/verify", "resend", {})).to).toBe("/join/verify?done=resent");
    const other = await browser().submit("/join/verify", "resend", {});
    expect(other.status).toBe(422);
    expect(other.body).toContain('name="email"');
    await runDueJobs();
    expect(await readMails()).toHaveLength(2);
  });

  it("asks for a reason where it needs approval, and waits for it", async () => {
    setEnvironment({ REGISTRATION: "approval" });
    const awa = browser();
    expect((await awa.get("/join")).body).toContain("Reason for joining");
    expect((await awa.submit("/join", "join", answers())).status).toBe(422);
    await awa.submit("/join", "join", { ...answers(), reason: "I judge cybercrime." });
    const done = await awa.submit(await linkOf("/join/verify"), "confirm", {});
    expect(done.to).toBe("/join/verify?done=waiting");
    expect((await awa.get(done.to ?? "")).body).toContain("An administrator now reads your application");
    expect(await db().$count(application, eq(application.state, "waiting"))).toBe(1);
    const early = await awa.submit("/signin", "password", {
      email: "awa@justice.example",
      password: PASSWORD,
    });
    expect(early.status).toBe(422);
    expect(early.body).toContain("still being read");
  });

  it("is closed when the site says so", async () => {
    setEnvironment({ REGISTRATION: "closed" });
    const page = await browser().get("/join");
    expect(page.body).toContain("Joining is closed");
    expect(page.body).not.toContain('name="fullName"');
    const sent = await browser().ask("/join", { form: "join", ...answers() });
    expect(sent.status).toBe(403);
  });
});

describe("signing in", () => {
  it("leads back to what was asked for, in its language, never off the site", async () => {
    const { email } = await withPassword();
    const enter = async (next: string) =>
      (
        await browser().submit(`/signin?next=${encodeURIComponent(next)}`, "password", {
          email,
          password: PASSWORD,
        })
      ).to;
    expect(await enter("/fr/countries/senegal?x=1")).toBe("/fr/countries/senegal?x=1");
    expect(await enter("//evil.example/")).toBe("/me");
    expect(await enter("/en//evil.example")).toBe("/me");
    expect(await enter("")).toBe("/me");
  });

  it("sets cookies that scripts and other sites can't use, the strict kind over https", async () => {
    const { email } = await withPassword();
    const local = await browser().submit("/signin", "password", { email, password: PASSWORD });
    expect(local.headers.getSetCookie()[0]).toMatch(
      /^octopus=[^;]+; Path=\/; HttpOnly; SameSite=Lax; Max-Age=2592000$/,
    );
    expect(local.headers.get("cache-control")).toBe("no-store");
    setEnvironment({ APP_URL: "https://octopus.example" });
    const secure = await browser().submit("/signin", "password", { email, password: PASSWORD });
    for (const cookie of secure.headers.getSetCookie()) {
      expect(cookie).toMatch(/^__Host-octopus[\w-]*=.*; Path=\/; HttpOnly; SameSite=Lax; .*Secure$/);
    }
  });

  it("answers a wrong password and an unknown address alike, and keeps the address typed", async () => {
    const { email } = await withPassword({ email: "awa@justice.example" });
    const wrong = await browser().submit("/signin", "password", { email, password: OTHER_PASSWORD });
    const unknown = await browser().submit("/signin", "password", {
      email: "xwa@justice.example",
      password: PASSWORD,
    });
    expect([wrong.status, unknown.status]).toEqual([422, 422]);
    expect(wrong.body).toContain('value="awa@justice.example"');
    expect(unknown.body.replaceAll("xwa@", "awa@")).toBe(wrong.body);
    expect(wrong.headers.getSetCookie()).toEqual([]);
    expect(danglingIds(wrong.body)).toEqual([]);
  });

  it("says when to come again after too many guesses, and lets the owner in from a known browser", async () => {
    const { email } = await withPassword();
    const owner = browser();
    await owner.submit("/signin", "password", { email, password: PASSWORD });
    await owner.submit("/signout", "out", {});
    const stranger = browser();
    let page = await stranger.get("/signin");
    for (let n = 0; n < 6; n += 1)
      page = await stranger.submit("/signin", "password", { email, password: OTHER_PASSWORD });
    expect(page.status).toBe(429);
    expect(Number(page.headers.get("retry-after"))).toBeGreaterThan(0);
    expect(page.body).toContain("Too many attempts");
    expect((await owner.submit("/signin", "password", { email, password: PASSWORD })).to).toBe("/me");
  });

  it("leads who never confirmed to the mail, which can be sent again", async () => {
    const { email } = await withPassword({ state: "unverified" });
    const awa = browser();
    expect((await awa.submit("/signin", "password", { email, password: PASSWORD })).to).toBe("/join/verify");
    await awa.submit("/join/verify", "resend", {});
    expect((await awa.submit(await linkOf("/join/verify"), "confirm", {})).to).toBe("/me");
  });

  it("ends by a button; a visit ends nothing", async () => {
    const { email } = await withPassword();
    const awa = browser();
    await awa.submit("/signin", "password", { email, password: PASSWORD });
    await awa.get("/signout");
    expect(await actorIn(awa)).not.toBeNull();
    const kept = awa.cookies.get("octopus") ?? "";
    expect((await awa.submit("/signout", "out", {})).to).toBe("/signin?done=signed-out");
    expect(awa.cookies.has("octopus")).toBe(false);
    awa.cookies.set("octopus", kept);
    expect(await actorIn(awa)).toBeNull();
  });

  it("has no button of a provider where there is none", async () => {
    expect((await browser().get("/signin")).body).not.toContain('value="provider"');
    expect((await browser().ask("/signin", { form: "provider" })).status).toBe(404);
  });
});

describe("the second step", () => {
  async function withFactor() {
    const owner = await withPassword();
    const actor = await actorOf(owner.id);
    await transact(by(actor), startTwoFactor);
    const secret = (await findPendingSecret(owner.id))?.secret ?? "";
    const epoch = Math.floor(Date.now() / 1000) - 30;
    const { recoveryCodes } = await transact(by(actor), (ctx) =>
      confirmTwoFactor(ctx, { code: generateSync({ secret, epoch }) }),
    );
    return { ...owner, secret, recoveryCodes };
  }

  it("comes between the password and the session, and goes on where one wanted to", async () => {
    const { email, secret } = await withFactor();
    const awa = browser();
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

  it("takes a recovery code as well", async () => {
    const { email, recoveryCodes } = await withFactor();
    const awa = browser();
    await awa.submit("/signin", "password", { email, password: PASSWORD });
    const done = await awa.submit("/signin/code", "code", { code: (recoveryCodes[0] ?? "").toUpperCase() });
    expect(done.to).toBe("/me");
  });

  it("is nobody's without the first, nor with another cookie in its place", async () => {
    const { email } = await withFactor();
    const alone = await browser().submit("/signin/code", "code", { code: "123456" });
    expect([alone.status, alone.body.includes("Sign in again")]).toEqual([422, true]);
    const swapped = browser();
    await swapped.submit("/join", "join", { ...answers(), email });
    swapped.cookies.set("octopus-step", swapped.cookies.get("octopus-joined") ?? "");
    expect((await swapped.submit("/signin/code", "code", { code: "123456" })).status).toBe(422);
  });

  it("waits after five wrong codes", async () => {
    const { email, secret } = await withFactor();
    const awa = browser();
    await awa.submit("/signin", "password", { email, password: PASSWORD });
    for (let n = 0; n < 5; n += 1) await awa.submit("/signin/code", "code", { code: "000000" });
    const page = await awa.submit("/signin/code", "code", { code: generateSync({ secret }) });
    expect(page.status).toBe(429);
  });

  it("takes the report of a lost authenticator", async () => {
    const { email, id } = await withFactor();
    const awa = browser();
    await awa.submit("/signin", "password", { email, password: PASSWORD });
    const done = await awa.submit("/signin/code", "lost", { reason: "My phone was stolen in Dakar." });
    expect(done.to).toBe("/signin/code?done=asked");
    expect(await db().$count(factorReset, eq(factorReset.memberId, id))).toBe(1);
  });
});

describe("a forgotten password", () => {
  it("is set anew by the mail's link, once, and signs nobody in", async () => {
    const { email } = await withPassword();
    const awa = browser();
    await awa.submit("/signin", "password", { email, password: PASSWORD });
    const sent = await awa.submit("/forgot", "forgot", { email });
    const unknown = await browser().submit("/forgot", "forgot", { email: "nobody@example.org" });
    expect([sent.to, unknown.to]).toEqual(["/forgot?done=sent", "/forgot?done=sent"]);
    const link = await linkOf("/reset");
    const weak = await awa.submit(link, "reset", { password: "passwordpassword" });
    expect([weak.status, weak.body.includes("lists that are tried first")]).toEqual([422, true]);
    const done = await awa.submit(link, "reset", { password: OTHER_PASSWORD });
    expect(done.to).toBe("/signin?done=reset");
    expect(await actorIn(awa)).toBeNull();
    const dead = await awa.get(link);
    expect([dead.status, dead.headers.get("referrer-policy")]).toEqual([410, "strict-origin"]);
    const late = await awa.ask("/reset", { form: "reset", token: "x", password: OTHER_PASSWORD });
    expect(late.status).toBe(410);
    expect((await awa.submit("/signin", "password", { email, password: OTHER_PASSWORD })).to).toBe("/me");
  });
});

describe("an address", () => {
  it("is confirmed and given back by buttons", async () => {
    const { email, id } = await withPassword({ email: "old@example.org" });
    const { requestEmailChange } = await import("@/lib/accounts");
    const actor = await actorOf(id);
    await transact(by(actor), (ctx) => requestEmailChange(ctx, { email: "new@example.org" }));
    const link = await linkOf("/me/email");
    const page = await browser().get(link);
    expect(page.body).toContain("new@example.org");
    expect(page.headers.get("referrer-policy")).toBe("strict-origin");
    const [before] = await db().select({ email: member.email }).from(member);
    expect(before?.email).toBe(email);
    expect((await browser().submit(link, "change", {})).to).toBe("/me/email?done=changed");
    expect((await browser().get(link)).status).toBe(410);
    await runDueJobs();
    const mails = await readMails();
    const undo = mails
      .map((mail) => /https?:\S+\/me\/email\?\S+/.exec(mail.text ?? "")?.[0])
      .findLast(Boolean);
    const url = new URL(undo ?? "");
    const done = await browser().submit(url.pathname + url.search, "undo", {});
    expect(done.to).toBe("/signin?done=undone");
    const [after] = await db().select({ email: member.email }).from(member);
    expect(after?.email).toBe(email);
  });
});

describe("every page of them", () => {
  it.each(["/join", "/join/verify", "/signin", "/signin/code", "/forgot", "/reset", "/signout", "/me/email"])(
    "%s is drawn in each language, whole and without scripts of its own",
    async (path) => {
      for (const prefix of ["", "/fr", "/ar"]) {
        const page = await browser().get(prefix + path);
        expect([200, 410]).toContain(page.status);
        expect(page.body).toContain(prefix === "/ar" ? 'dir="rtl"' : 'dir="ltr"');
        expect(page.body).not.toMatch(/accounts\.\w|errors\.\w+\.|<script>(?!<)/);
        expect(danglingIds(page.body)).toEqual([]);
      }
    },
  );
});
