import { eq, isNull } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { db } from "@/db/client";
import { application, member } from "@/db/schema/accounts";
import { knownDevice, session, token } from "@/db/schema/sign-in";
import { newId } from "@/lib/core/id";
import { transact } from "@/lib/transact";
import {
  answers,
  BROWSER,
  enter,
  join,
  linkFor,
  listFacts,
  listJobs,
  OTHER_PASSWORD,
  PASSWORD,
  rowOf,
  setEnvironment,
  VISITOR,
  withPassword,
} from "@/tests/support/accounts";
import { useDatabase } from "@/tests/support/database";
import { actorOf, makeActor, makeMember } from "@/tests/support/members";
import {
  claimAccount,
  findVerification,
  makeFormStamp,
  prepareClaim,
  prepareMailRequest,
  prepareRegistration,
  resendVerification,
  verifyEmail,
} from "./index";
import type { Claim } from "./model";
import { credentialFingerprint } from "./start-session";

useDatabase();

beforeEach(() => setEnvironment({ REGISTRATION: "open" }));

describe("register", () => {
  it("creates an unverified member, with a handle from the name, and sends a mail", async () => {
    await join();
    const row = await rowOf("awa@justice.example");
    expect(row).toMatchObject({ state: "unverified", handle: "awa-ndiaye" });
    expect(row?.hash).toMatch(/^\$argon2id\$/);
    expect(await listFacts()).toEqual(["member.joined"]);
    expect(await listJobs()).toEqual(["mail-verification"]);
  });

  it("gives distinct handles to equal names, and one to a name in another script", async () => {
    await join();
    await join({ email: "awa2@justice.example" });
    await join({ email: "mo@justice.example", fullName: "محمد" });
    expect((await rowOf("awa2@justice.example"))?.handle).toBe("awa-ndiaye-2");
    expect((await rowOf("mo@justice.example"))?.handle).toMatch(/^member-[a-z0-9]{6}$/);
  });

  it("changes nothing for a known address in any spelling, and notifies its owner", async () => {
    const owner = await withPassword({ email: "awa@justice.example" });
    await join({ email: "Awa@Justice.Example", fullName: "Someone Else" });
    const row = await rowOf("awa@justice.example");
    expect(row).toMatchObject({ id: owner.id, state: "active", fullName: owner.displayName });
    expect(await listFacts()).toEqual(["member.joined-again"]);
    expect(await listJobs()).toEqual(["mail-joined-again"]);
  });

  it("uses the latest answers until the address is confirmed, and voids earlier links", async () => {
    await join({ fullName: "First Claim" });
    const first = await rowOf("awa@justice.example");
    const link = await linkFor(first?.id ?? "", "verify");
    await join({ fullName: "Second Claim" });
    expect(await rowOf("awa@justice.example")).toMatchObject({
      fullName: "Second Claim",
      handle: "second-claim",
    });
    expect(await findVerification(link)).toBeNull();
    expect(await db().$count(member)).toBe(1);
  });

  it("creates one member from simultaneous requests", async () => {
    await Promise.all([join(), join(), join()]);
    expect(await db().$count(member)).toBe(1);
  });

  it("answers a bot as it answers a person, and does nothing", async () => {
    await join({ homepage: "https://spam.example" });
    expect(await db().$count(member)).toBe(0);
    expect(await listJobs()).toEqual([]);
  });

  it("delays a form submitted within two seconds", async () => {
    const start = Date.now();
    await prepareRegistration(answers({ stamp: makeFormStamp(new Date()) }), "en");
    expect(Date.now() - start).toBeGreaterThanOrEqual(1_800);
  });

  it.each([
    ["missing", () => ""],
    ["forged", () => "zzzz.AAAAAAAAAAAAAAAAAAAAAA"],
    ["of yesterday", () => makeFormStamp(new Date(Date.now() - 90_000_000))],
  ])("refuses a form whose stamp is %s", async (_, stamp) => {
    await expect(join({ stamp: stamp() })).rejects.toMatchObject({ code: "invalid", reason: "form_old" });
  });

  it.each(["passwordpassword", "Ndiaye Awa 2026 Awa"])("refuses the password %s", async (password) => {
    await expect(join({ password })).rejects.toMatchObject({ code: "invalid" });
    expect(await db().$count(member)).toBe(0);
  });

  it("accepts no one while registration is closed", async () => {
    setEnvironment({ REGISTRATION: "closed" });
    await expect(join()).rejects.toMatchObject({ code: "forbidden", reason: "registration_closed" });
  });

  it("requires a reason and an institution if registration needs approval", async () => {
    setEnvironment({ REGISTRATION: "approval" });
    await expect(join({ reason: "" })).rejects.toMatchObject({
      details: { fields: { reason: ["reason_short"], institution: ["required"] } },
    });
    await join({ institution: "Tribunal de Dakar" });
    const [row] = await db().select({ state: application.state }).from(application);
    expect(row?.state).toBe("unconfirmed");
  });
});

describe("claimAccount", () => {
  const given = (token: string, values: Partial<Claim> = {}): Claim => ({
    token,
    password: OTHER_PASSWORD,
    fullName: "Awa Ndiaye",
    country: "SN",
    institution: "Tribunal de Dakar",
    sector: "judiciary",
    reason: "I judge cybercrime.",
    charter: "on",
    ...values,
  });
  const claim = async (values: Claim) => {
    const prepared = await prepareClaim(values, { browser: BROWSER, locale: "fr" });
    return transact(VISITOR, (ctx) => claimAccount(ctx, prepared));
  };
  const strangerJoins = async () => {
    await join({ fullName: "Stranger Mallory", institution: "Mallory Ltd" });
    const row = await rowOf("awa@justice.example");
    return { id: row?.id ?? "", link: await linkFor(row?.id ?? "", "verify") };
  };

  it("gives the account to the mailbox's reader: the stranger's password no longer works", async () => {
    const { id, link } = await strangerJoins();
    const done = await claim(given(link));
    expect(done.is).toBe("in");
    expect((await enter("awa@justice.example", PASSWORD)).is).toBe("refused");
    expect((await enter("awa@justice.example", OTHER_PASSWORD)).is).toBe("in");
    expect(await rowOf("awa@justice.example")).toMatchObject({
      id,
      state: "active",
      fullName: "Awa Ndiaye",
      handle: "awa-ndiaye",
    });
    const [row] = await db().select().from(member).where(eq(member.id, id));
    expect(row).toMatchObject({ displayName: "Awa Ndiaye", institution: "Tribunal de Dakar", locale: "fr" });
    expect(await listFacts()).toEqual(
      expect.arrayContaining(["member.joined", "account.claimed", "member.verified", "sign-in.succeeded"]),
    );
  });

  it("ends all earlier sessions, tokens and known browsers", async () => {
    const { id, link } = await strangerJoins();
    const at = new Date();
    await db()
      .insert(session)
      .values({ id: newId(), memberId: id, createdAt: at, lastSeenAt: at, confirmedAt: at, device: "x" });
    await db().insert(knownDevice).values({ memberId: id, hash: "x", firstSeenAt: at, lastSeenAt: at });
    await claim(given(link));
    expect(await db().$count(session, isNull(session.endedAt))).toBe(1);
    expect(await db().$count(knownDevice, eq(knownDevice.hash, "x"))).toBe(0);
  });

  it("keeps the handle if the name is the same, and finds a free one if it changed", async () => {
    await makeMember({ handle: "awa-ndiaye" });
    const { link } = await strangerJoins();
    await claim(given(link));
    expect((await rowOf("awa@justice.example"))?.handle).toBe("awa-ndiaye-2");
  });

  it("works once, and checks the new password", async () => {
    const { link } = await strangerJoins();
    await expect(claim(given(link, { password: "passwordpassword" }))).rejects.toMatchObject({
      details: { fields: { password: ["password_common"] } },
    });
    await claim(given(link));
    await expect(claim(given(link))).rejects.toMatchObject({ code: "invalid", reason: "link" });
  });

  it("submits the owner's application instead of the stranger's, and requires an institution", async () => {
    setEnvironment({ REGISTRATION: "approval" });
    const { link } = await strangerJoins();
    await expect(claim(given(link, { institution: null, reason: "" }))).rejects.toMatchObject({
      details: { fields: { institution: ["required"], reason: ["reason_short"] } },
    });
    expect((await claim(given(link))).is).toBe("waiting");
    const [handed] = await db()
      .select({ reason: application.reason, state: application.state })
      .from(application);
    expect(handed).toEqual({ reason: "I judge cybercrime.", state: "waiting" });
  });
});

describe("verifyEmail", () => {
  const verify = (link: string, joinedGround: string | null = null, by = VISITOR) =>
    transact(by, (ctx) => verifyEmail(ctx, { token: link, joinedGround, browser: BROWSER }));

  it("works once for two simultaneous requests", async () => {
    await join();
    const row = await rowOf("awa@justice.example");
    const link = await linkFor(row?.id ?? "", "verify");
    expect(await findVerification(link)).toMatchObject({
      email: "awa@justice.example",
      fullName: "Awa Ndiaye",
      sector: "prosecution",
    });
    const ground = credentialFingerprint(row?.hash ?? null, null);
    const both = await Promise.all([verify(link, ground), verify(link, ground)]);
    expect(both.map((one) => one.is).sort()).toEqual(["in", "verified"]);
    expect(await db().$count(session)).toBe(1);
    expect((await rowOf("awa@justice.example"))?.state).toBe("active");
    expect(await findVerification(link)).toBeNull();
  });

  it("reports a second click as confirmed, and sends a signed-in member to the home page", async () => {
    await join();
    const row = await rowOf("awa@justice.example");
    const link = await linkFor(row?.id ?? "", "verify");
    await verify(link, credentialFingerprint(row?.hash ?? null, null));
    expect(await verify(link)).toEqual({ is: "verified" });
    const own = { ...VISITOR, actor: await actorOf(row?.id ?? "") };
    expect(await verify(link, null, own)).toEqual({ is: "own" });
    const other = { ...VISITOR, actor: await makeActor() };
    expect(await verify(link, null, other)).toEqual({ is: "verified" });
    await db().update(member).set({ state: "suspended" });
    await expect(verify(link)).rejects.toMatchObject({ code: "invalid", reason: "link" });
  });

  it("signs in only the browser that registered with this password", async () => {
    await join();
    const row = await rowOf("awa@justice.example");
    const ground = credentialFingerprint(row?.hash ?? null, null);
    const first = await verify(await linkFor(row?.id ?? "", "verify"), ground);
    expect(first.is).toBe("in");
    await join({ email: "b@justice.example" });
    const other = await rowOf("b@justice.example");
    const link = await linkFor(other?.id ?? "", "verify");
    expect((await verify(link, ground)).is).toBe("claim");
    expect((await verify(link)).is).toBe("claim");
    expect((await rowOf("b@justice.example"))?.state).toBe("unverified");
    expect((await enter("b@justice.example")).is).toBe("unverified");
  });

  it("submits the application if registration needs approval", async () => {
    setEnvironment({ REGISTRATION: "approval" });
    await join({ institution: "Tribunal de Dakar" });
    const row = await rowOf("awa@justice.example");
    const ground = credentialFingerprint(row?.hash ?? null, null);
    expect((await verify(await linkFor(row?.id ?? "", "verify"), ground)).is).toBe("waiting");
    expect((await rowOf("awa@justice.example"))?.state).toBe("applied");
    const [handed] = await db().select({ state: application.state }).from(application);
    expect(handed?.state).toBe("waiting");
    expect((await enter("awa@justice.example")).is).toBe("waiting");
  });

  it("rejects expired and unknown links and those of another kind", async () => {
    await join();
    const row = await rowOf("awa@justice.example");
    const old = await linkFor(row?.id ?? "", "verify", new Date(Date.now() - 49 * 3_600_000));
    const reset = await linkFor(row?.id ?? "", "reset");
    for (const link of [old, reset, "x".repeat(43), ""]) {
      await expect(verify(link)).rejects.toMatchObject({ code: "invalid", reason: "link" });
    }
    expect((await rowOf("awa@justice.example"))?.state).toBe("unverified");
  });

  it("mails again to unverified members, and silently to no one else", async () => {
    await join();
    await makeMember({ email: "known@justice.example" });
    for (const email of ["awa@justice.example", "known@justice.example", "nobody@justice.example"]) {
      const request = await prepareMailRequest("verification", { email });
      await transact(VISITOR, (ctx) => resendVerification(ctx, request));
    }
    expect(await listJobs()).toEqual(["mail-verification", "mail-verification"]);
  });

  it("stores only hashes of links", async () => {
    await join();
    const row = await rowOf("awa@justice.example");
    const link = await linkFor(row?.id ?? "", "verify");
    const kept = await db().select({ hash: token.hash, payload: token.payload }).from(token);
    expect(JSON.stringify(kept)).not.toContain(link);
    expect(link).toMatch(/^[\w-]{43}$/);
  });
});
