import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { db } from "@/db/client";
import { application, member } from "@/db/schema/accounts";
import { runDueJobs } from "@/lib/jobs/worker";
import { actorIn, deleteMails, linkOf, newBrowser, typed } from "@/tests/support/account-pages";
import { OTHER_PASSWORD, PASSWORD, setEnvironment, withPassword } from "@/tests/support/accounts";
import { useDatabase } from "@/tests/support/database";
import { readMails } from "@/tests/support/mailbox";
import { danglingIds } from "@/tests/support/markup";

useDatabase();

beforeEach(() => {
  deleteMails();
  setEnvironment({ REGISTRATION: "open", APP_URL: undefined, RATE_LIMITS: undefined });
});

describe("joining", () => {
  it("ends after the mail's button with a session in the browser that joined", async () => {
    const awa = newBrowser();
    const sent = await awa.submit("/join", "join", typed());
    expect([sent.status, sent.to]).toEqual([303, "/join/verify"]);
    expect((await awa.get("/join/verify")).body).toContain("Check your email");
    const link = await linkOf("/join/verify");
    const page = await awa.get(link);
    expect(page.body).toContain("Awa Ndiaye");
    expect(page.headers.get("cache-control")).toBe("private, no-store");
    // Opening the page, as a mail scanner does, does not use up the link.
    await newBrowser("203.0.113.1").get(link);
    const done = await awa.submit(link, "confirm", {});
    expect([done.status, done.to]).toEqual([303, "/welcome"]);
    expect((await actorIn(awa))?.handle).toBe("awa-ndiaye");
    const again = await newBrowser().get(link);
    expect(again.status).toBe(410);
    expect(again.body).toContain("This link no longer works");
  });

  it("allows a training: thirty people behind one router, who mistype and ask for the mail again", async () => {
    const address = "203.0.113.77";
    const email = (person: number) => `trainee-${person}@justice.example`;
    for (let person = 0; person < 30; person += 1) {
      const trainee = newBrowser(address);
      const steps = [
        await trainee.submit("/join", "join", typed({ password: "too short" })),
        await trainee.submit("/join", "join", typed({ email: email(person), sector: "" })),
        await trainee.submit("/join", "join", typed({ email: email(person) })),
        await trainee.submit("/join/verify", "resend", { email: email(person) }),
        await trainee.submit("/join/verify", "resend", { email: email(person) }),
      ];
      expect([person, ...steps.map((step) => step.status)]).toEqual([person, 422, 422, 303, 303, 303]);
    }
    expect(await db().$count(member, eq(member.state, "unverified"))).toBe(30);
    // Then all of them sign in after confirming, twice because the first password was wrong.
    await db().update(member).set({ state: "active" });
    for (let person = 0; person < 30; person += 1) {
      const trainee = newBrowser(address);
      const wrong = await trainee.submit("/signin", "password", {
        email: email(person),
        password: "mistyped",
      });
      const right = await trainee.submit("/signin", "password", { email: email(person), password: PASSWORD });
      expect([person, wrong.status, right.status]).toEqual([person, 422, 303]);
    }
  }, 120_000);

  it("asks another browser for a new password: a stranger who joined with the address is locked out", async () => {
    const stranger = newBrowser("203.0.113.9");
    await stranger.submit("/fr/join", "join", typed({ fullName: "Mallory", institution: "Mallory SA" }));
    const link = await linkOf("/join/verify");
    const owner = newBrowser();
    const asked = await owner.submit(link, "confirm", {});
    expect(asked.to).toMatch(/^\/fr\/join\/verify\?token=.+&by=owner$/);
    const form = await owner.get(asked.to ?? "");
    for (const text of ["Mallory", "Mallory SA", "awa@justice.example", 'name="password"'])
      expect(form.body).toContain(text);
    expect(danglingIds(form.body)).toEqual([]);
    const wrong = await owner.submit(asked.to ?? "", "claim", { ...typed(), password: "too short" });
    expect([wrong.status, wrong.body.includes("Awa Ndiaye")]).toEqual([422, true]);
    // The stranger can sign in neither meanwhile nor afterwards.
    const mine = { email: "awa@justice.example", password: PASSWORD };
    expect((await stranger.submit("/signin", "password", mine)).to).toBe("/join/verify");
    const done = await owner.submit(asked.to ?? "", "claim", { ...typed(), password: OTHER_PASSWORD });
    expect(done.to).toBe("/fr/welcome");
    expect((await actorIn(owner))?.handle).toBe("awa-ndiaye");
    const refused = await stranger.submit("/signin", "password", mine);
    expect([refused.status, await actorIn(stranger)]).toEqual([422, null]);
    expect((await newBrowser().get(asked.to ?? "")).status).toBe(410);
  });

  it("responds byte for byte the same for a known address, cookie lengths included", async () => {
    await withPassword({ email: "awa@justice.example" });
    const fresh = await newBrowser().submit("/join", "join", typed({ email: "bwa@justice.example" }));
    const known = await newBrowser().submit("/join", "join", typed());
    const shape = (page: typeof fresh) => [
      page.status,
      page.to,
      page.body,
      page.headers.getSetCookie().map((cookie) => cookie.length),
      [...page.headers.keys()],
    ];
    expect(shape(known)).toEqual(shape(fresh));
  });

  it("keeps everything typed except the password, and shows errors at each field", async () => {
    const page = await newBrowser().submit(
      "/join",
      "join",
      typed({
        email: "no address",
        password: "little9x",
        charter: "",
        sector: "",
      }),
    );
    expect(page.status).toBe(422);
    for (const text of [
      "There are 4 problems",
      "Use at least 15 characters",
      "Enter an email address",
      "Accept the charter",
    ]) {
      expect(page.body).toContain(text);
    }
    expect(page.body).toContain('value="Tribunal de Dakar"');
    expect(page.body).not.toContain("little9x");
    expect(danglingIds(page.body)).toEqual([]);
  });

  it("mails again to the browser that joined, and asks other browsers for the address", async () => {
    const awa = newBrowser();
    await awa.submit("/join", "join", typed());
    expect((await awa.submit("/join/verify", "resend", {})).to).toBe("/join/verify?done=resent");
    const other = await newBrowser().submit("/join/verify", "resend", {});
    expect(other.status).toBe(422);
    expect(other.body).toContain('name="email"');
    await runDueJobs();
    expect(await readMails()).toHaveLength(2);
  });

  it("asks for a reason if it needs approval, and waits for it", async () => {
    setEnvironment({ REGISTRATION: "approval" });
    const awa = newBrowser();
    expect((await awa.get("/join")).body).toContain("Reason for joining");
    expect((await awa.submit("/join", "join", typed())).status).toBe(422);
    await awa.submit("/join", "join", typed({ reason: "I judge cybercrime." }));
    const done = await awa.submit(await linkOf("/join/verify"), "confirm", {});
    expect(done.to).toBe("/join/verify?done=waiting");
    expect((await awa.get(done.to ?? "")).body).toContain("An administrator will read your application");
    expect(await db().$count(application, eq(application.state, "waiting"))).toBe(1);
    const early = await awa.submit("/signin", "password", {
      email: "awa@justice.example",
      password: PASSWORD,
    });
    // A correct password leads to the page of the application, without signing in.
    expect(early.to).toMatch(/^\/join\/status\?token=/);
    const standing = await awa.get(early.to ?? "");
    expect(standing.body).toContain("Your application is waiting for a decision");
    expect(standing.body).toContain("Tribunal de Dakar");
    expect(await actorIn(awa)).toBeNull();
  });

  it("shows and changes an application through the mail's link, without scripts", async () => {
    setEnvironment({ REGISTRATION: "approval" });
    const awa = newBrowser();
    await awa.submit("/join", "join", typed({ reason: "I judge cybercrime." }));
    await awa.submit(await linkOf("/join/verify"), "confirm", {});
    await runDueJobs();
    const link = await linkOf("/join/status");
    const other = newBrowser();
    expect(danglingIds((await other.get(link)).body)).toEqual([]);
    const answers = {
      fullName: "Awa Ndiaye",
      country: "SN",
      sector: "judiciary",
      reason: "I judge cybercrime.",
    };
    expect((await other.submit(link, "amend", { ...answers, institution: "" })).status).toBe(422);
    const amended = await other.submit(link, "amend", { ...answers, institution: "Cour suprême" });
    expect((await other.get(amended.to ?? "")).body).toContain("Cour suprême");
    expect((await other.submit(link, "withdraw", {})).status).toBe(422);
    const gone = await other.submit(link, "withdraw", { isSure: "on" });
    expect((await other.get(gone.to ?? "")).body).toContain("was deleted");
    expect((await other.get(link)).status).toBe(410);
    expect(await db().$count(application)).toBe(0);
  });

  it.each([
    ["open", false],
    ["approval", true],
  ])("asks for the institution as its field says: registration %s", async (mode, isRequired) => {
    setEnvironment({ REGISTRATION: mode });
    const awa = newBrowser();
    const field = /<input[^>]*name="institution"[^>]*>/.exec((await awa.get("/join")).body)?.[0] ?? "";
    expect(field.includes("required")).toBe(isRequired);
    const sent = await awa.submit("/join", "join", typed({ institution: "", reason: "I judge cybercrime." }));
    expect(sent.status).toBe(isRequired ? 422 : 303);
  });

  it("is closed if the site is set so", async () => {
    setEnvironment({ REGISTRATION: "closed" });
    const page = await newBrowser().get("/join");
    expect(page.body).toContain("Registration is closed");
    expect(page.body).not.toContain('name="fullName"');
    const sent = await newBrowser().ask("/join", typed({ form: "join" }));
    expect(sent.status).toBe(403);
  });
});
