import { and, eq } from "drizzle-orm";
import { generateSync } from "otplib";
import { describe, expect, it } from "vitest";
import { db } from "@/db/client";
import { member } from "@/db/schema/accounts";
import { knownDevice, session } from "@/db/schema/sign-in";
import { transact } from "@/lib/transact";
import {
  BROWSER,
  enter,
  enterAs,
  linkFor,
  listFacts,
  listJobs,
  OTHER_PASSWORD,
  PASSWORD,
  VISITOR,
  withFactor,
  withPassword,
} from "@/tests/support/accounts";
import { useDatabase } from "@/tests/support/database";
import { by, giveRole, makeMember } from "@/tests/support/members";
import {
  checkSignIn,
  findActorBySession,
  prepareReset,
  reportLostFactor,
  resetPassword,
  signIn,
  signInWithCode,
} from "./index";
import { hashPassword } from "./password";

useDatabase();

describe("signIn", () => {
  it("creates a session, records it, and notifies of a new device only if others are known", async () => {
    const { email, id } = await withPassword();
    const first = await enter(email);
    expect(first.is).toBe("in");
    if (first.is !== "in") return;
    expect((await findActorBySession(first.started.sessionId))?.id).toBe(id);
    const again = await enter(email, PASSWORD, { ...BROWSER, deviceToken: first.started.deviceToken });
    expect(again.is).toBe("in");
    expect(await listJobs()).toEqual([]);
    await enter(email);
    expect(await listJobs()).toEqual(["mail-new-device"]);
    expect(await listFacts()).toEqual(["sign-in.succeeded", "sign-in.succeeded", "sign-in.succeeded"]);
  });

  it("creates a new id each time and ends the browser's earlier session", async () => {
    const { email } = await withPassword();
    const { actor } = await enterAs(email);
    const checked = await checkSignIn({ email, password: PASSWORD, next: "" }, BROWSER);
    const next = await transact(by(actor), (ctx) => signIn(ctx, checked));
    expect(next.is === "in" && next.started.sessionId !== actor.sessionId).toBe(true);
    expect(await findActorBySession(actor.sessionId ?? "")).toBeNull();
  });

  it("gives the same result for a wrong password, an unknown or missing address, and no password", async () => {
    const { email } = await withPassword();
    const without = await makeMember();
    for (const address of [email, "nobody@example.org", "no address", without.email]) {
      expect(await enter(address, OTHER_PASSWORD)).toEqual({ is: "refused" });
    }
    expect(await listFacts()).toEqual(Array(4).fill("sign-in.refused"));
  });

  it.each([
    ["unverified", "unverified"],
    ["applied", "waiting"],
    ["refused", "declined"],
    ["suspended", "suspended"],
    ["erased", "refused"],
  ] as const)("reports the state of a %s account only after the right password", async (state, is) => {
    const { email } = await withPassword({ state });
    expect((await enter(email)).is).toBe(is);
    expect((await enter(email, OTHER_PASSWORD)).is).toBe("refused");
    expect(await db().$count(session)).toBe(0);
  });

  it("replaces hashes with outdated settings", async () => {
    const { hash } = await import("@node-rs/argon2");
    const { email, id } = await makeMember({
      passwordHash: await hash(PASSWORD, { algorithm: 2, memoryCost: 8192, timeCost: 1, parallelism: 1 }),
    });
    expect((await enter(email)).is).toBe("in");
    const [row] = await db().select({ hash: member.passwordHash }).from(member).where(eq(member.id, id));
    expect(row?.hash).toContain("m=19456,t=2,p=1");
    expect((await enter(email)).is).toBe("in");
  });

  it("accepts the decomposed form of a password", async () => {
    const { email } = await makeMember({
      passwordHash: await hashPassword("café à l'école verte".normalize("NFC")),
    });
    const { SignIn } = await import("./model");
    const parsed = SignIn.parse({ email, password: "café à l'école verte".normalize("NFD") });
    const checked = await checkSignIn(parsed, BROWSER);
    expect(checked.isRight).toBe(true);
  });
});

describe("second step of a sign-in", () => {
  it("follows the password, accepts a code once, and activates privileged roles", async () => {
    const { email, id, secret } = await withFactor();
    await giveRole(id, "moderator");
    const first = await enter(email);
    if (first.is !== "code") throw new Error(first.is);
    const step = { memberId: first.memberId, ground: first.ground };
    const give = (code: string) =>
      transact(VISITOR, (ctx) => signInWithCode(ctx, { step, code, browser: BROWSER }));
    expect((await give("000000")).is).toBe("refused");
    const code = generateSync({ secret });
    const done = await give(code);
    if (done.is !== "in") throw new Error(done.is);
    expect((await findActorBySession(done.started.sessionId))?.roles).toContain("moderator");
    expect((await give(code)).is).toBe("refused");
  });

  it("accepts a recovery code once and notifies its owner", async () => {
    const { email, recoveryCodes } = await withFactor();
    const first = await enter(email);
    if (first.is !== "code") throw new Error(first.is);
    const step = { memberId: first.memberId, ground: first.ground };
    const give = () =>
      transact(VISITOR, (ctx) =>
        signInWithCode(ctx, { step, code: recoveryCodes[0] ?? "", browser: BROWSER }),
      );
    expect((await give()).is).toBe("in");
    expect((await give()).is).toBe("refused");
    expect(await listFacts()).toContain("recovery-code.spent");
  });

  it("fails after the password changed, and gives no session to a member who was suspended", async () => {
    const { email, id, secret } = await withFactor();
    const first = await enter(email);
    if (first.is !== "code") throw new Error(first.is);
    const step = { memberId: first.memberId, ground: first.ground };
    const give = () =>
      transact(VISITOR, (ctx) =>
        signInWithCode(ctx, { step, code: generateSync({ secret }), browser: BROWSER }),
      );
    await db().update(member).set({ state: "suspended" }).where(eq(member.id, id));
    expect((await give()).is).toBe("suspended");
    await db()
      .update(member)
      .set({ state: "active", passwordHash: await hashPassword(OTHER_PASSWORD) })
      .where(eq(member.id, id));
    await expect(give()).rejects.toMatchObject({ code: "invalid", reason: "step" });
  });

  it("accepts the report of a lost authenticator after the password", async () => {
    const { email } = await withFactor();
    const first = await enter(email);
    if (first.is !== "code") throw new Error(first.is);
    const step = { memberId: first.memberId, ground: first.ground };
    await transact(VISITOR, (ctx) => reportLostFactor(ctx, { step, reason: "My phone fell into the sea." }));
    expect(await listFacts()).toContain("factor-reset.requested");
    await expect(
      transact(VISITOR, (ctx) =>
        reportLostFactor(ctx, { step: { ...step, ground: "x" }, reason: "My phone is lost." }),
      ),
    ).rejects.toMatchObject({ code: "invalid" });
  });

  it("is not skipped by a password reset", async () => {
    const { email, id } = await withFactor();
    const prepared = await prepareReset(
      { token: await linkFor(id, "reset"), password: OTHER_PASSWORD },
      BROWSER,
    );
    await transact(VISITOR, (ctx) => resetPassword(ctx, prepared));
    expect((await enter(email, OTHER_PASSWORD)).is).toBe("code");
  });
});

describe("known devices", () => {
  it("are stored as hashes that differ between members using one browser", async () => {
    const one = await withPassword();
    const two = await withPassword();
    const { deviceToken } = await enterAs(one.email);
    await enter(two.email, PASSWORD, { ...BROWSER, deviceToken });
    const rows = await db().select({ hash: knownDevice.hash }).from(knownDevice);
    expect(new Set(rows.map((row) => row.hash)).size).toBe(2);
    expect(JSON.stringify(rows)).not.toContain(deviceToken);
    expect(await db().$count(knownDevice, and(eq(knownDevice.memberId, two.id)))).toBe(1);
  });
});
