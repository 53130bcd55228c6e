import { randomBytes } from "node:crypto";
import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { db } from "@/db/client";
import { member } from "@/db/schema/accounts";
import { passkey, recoveryCode, session, spentChallenge } from "@/db/schema/sign-in";
import {
  confirmEmailChange,
  confirmWithPasskey,
  findActorBySession,
  requestEmailChange,
  signInWithPasskey,
  undoEmailChange,
} from "@/lib/accounts";
import { applyAccountRetention } from "@/lib/members/retention";
import { OPERATOR, transact } from "@/lib/transact";
import {
  BROWSER,
  enter,
  enterAs,
  listFacts,
  listJobs,
  VISITOR,
  withFactor,
  withPassword,
} from "@/tests/support/accounts";
import { Authenticator } from "@/tests/support/authenticator";
import { useDatabase } from "@/tests/support/database";
import { actorOf, by, giveRole, makeActor } from "@/tests/support/members";
import { renewToken } from "../token";
import {
  approveFactorReset,
  disableTwoFactor,
  findTwoFactorState,
  removeTwoFactorAsOperator,
  startFactorReset,
} from "../two-factor";
import { checkAnswer, checkMade } from "./ceremony";
import { addPasskey, listPasskeys, removePasskey, renamePasskey } from "./index";
import { AddPasskey, PasskeyAnswer } from "./model";

useDatabase();

const challenge = () => randomBytes(32).toString("base64url");

/** Adds a passkey to a member's account; returns its authenticator and the recovery codes. */
async function add(actor: Awaited<ReturnType<typeof actorOf>>, name = "Work laptop") {
  const device = new Authenticator();
  const asked = challenge();
  const { signedCode } = AddPasskey.parse({ name, signedCode: device.make({ challenge: asked }) });
  const made = await checkMade(signedCode, asked);
  const { recoveryCodes } = await transact(by(actor), (ctx) => addPasskey(ctx, { made, name }));
  return { device, recoveryCodes };
}

async function check(
  device: Authenticator,
  values: {
    asked?: string;
    signed?: string;
    needsUser?: boolean;
    verifies?: boolean;
    origin?: string;
    rpId?: string;
  } = {},
) {
  const { needsUser = true, signed, asked = challenge(), ...more } = values;
  const answer = PasskeyAnswer.parse(device.sign({ challenge: signed ?? asked, ...more }));
  return checkAnswer(answer, { challenge: asked, needsUser });
}

const signInBy = (
  checked: Awaited<ReturnType<typeof check>>,
  step: { memberId: string; ground: string } | null = null,
) =>
  transact(VISITOR, (ctx) => signInWithPasskey(ctx, { checked, step, browser: BROWSER }), {
    evenReadOnly: true,
  });

describe("adding a passkey", () => {
  it("creates recovery codes with the first factor, ends other sessions and notifies", async () => {
    const { id, email } = await withPassword();
    const other = await enterAs(email);
    const { actor } = await enterAs(email, { ...BROWSER, network: "192.0.2.8" });
    const { recoveryCodes } = await add(actor);
    expect(recoveryCodes).toHaveLength(10);
    expect(await findActorBySession(other.actor.sessionId ?? "")).toBeNull();
    expect(await findActorBySession(actor.sessionId ?? "")).not.toBeNull();
    expect(await listFacts()).toContain("passkey.added");
    expect(await listJobs()).toContain("mail-account-notice");
    expect((await add(actor, "Key")).recoveryCodes).toEqual([]);
    expect((await listPasskeys(id)).map((one) => one.name)).toEqual(["Work laptop", "Key"]);
    expect(await findTwoFactorState(id)).toMatchObject({
      isOn: true,
      enabledAt: null,
      recoveryCodesLeft: 10,
    });
  });

  it("activates roles that need a second factor, as an authenticator does", async () => {
    const { id, email } = await withPassword();
    await giveRole(id, "moderator");
    const { actor } = await enterAs(email);
    expect(actor.dormantRoles).toEqual(["moderator"]);
    await add(actor);
    expect((await findActorBySession(actor.sessionId ?? ""))?.roles).toContain("moderator");
  });

  it("needs a recent password, its own challenge, and the right origin and site", async () => {
    const { id } = await withPassword();
    const stale = await actorOf(id, { confirmedAt: new Date(Date.now() - 11 * 60_000) });
    await expect(add(stale)).rejects.toMatchObject({ reason: "confirm_first" });
    const asked = challenge();
    const made = (values: object) => {
      const text = new Authenticator().make({ challenge: asked, ...values });
      return checkMade(AddPasskey.parse({ name: "x", signedCode: text }).signedCode, asked);
    };
    for (const values of [
      { challenge: challenge() },
      { origin: "https://evil.example" },
      { rpId: "evil.example" },
    ])
      await expect(made(values)).rejects.toMatchObject({ code: "invalid", reason: "passkey_refused" });
    await expect(
      checkMade(
        AddPasskey.parse({ name: "x", signedCode: new Authenticator().make({ challenge: asked }) })
          .signedCode,
        null,
      ),
    ).rejects.toMatchObject({
      reason: "passkey_late",
    });
  });

  it("works once per challenge, and never for a known credential", async () => {
    const { id } = await withPassword();
    const actor = await actorOf(id);
    const device = new Authenticator();
    const asked = challenge();
    const made = await checkMade(
      AddPasskey.parse({ name: "x", signedCode: device.make({ challenge: asked }) }).signedCode,
      asked,
    );
    const send = () => transact(by(actor), (ctx) => addPasskey(ctx, { made, name: "x" }));
    const both = await Promise.allSettled([send(), send()]);
    expect(both.map((one) => one.status).sort()).toEqual(["fulfilled", "rejected"]);
    const next = challenge();
    const again = await checkMade(
      AddPasskey.parse({ name: "x", signedCode: device.make({ challenge: next }) }).signedCode,
      next,
    );
    const thief = await actorOf((await withPassword()).id);
    await expect(
      transact(by(thief), (ctx) => addPasskey(ctx, { made: again, name: "x" })),
    ).rejects.toMatchObject({
      code: "conflict",
      reason: "passkey_known",
    });
  });
});

describe("signing in with a passkey", () => {
  it("is a complete sign-in if it verified its user", async () => {
    const { id } = await withPassword();
    await giveRole(id, "administrator");
    const { device } = await add(await actorOf(id));
    const outcome = await signInBy(await check(device));
    if (outcome.is !== "in") throw new Error(outcome.is);
    const actor = await findActorBySession(outcome.started.sessionId);
    expect([actor?.id, actor?.roles.includes("administrator")]).toEqual([id, true]);
    expect((await listPasskeys(id))[0]?.lastUsedAt).not.toBeNull();
  });

  it("is refused alone without user verification, and for another challenge, origin or site", async () => {
    const { id } = await withPassword();
    const { device } = await add(await actorOf(id));
    for (const values of [
      { verifies: false },
      { signed: challenge() },
      { origin: "https://evil.example" },
      { rpId: "evil.example" },
    ])
      await expect(check(device, values)).rejects.toMatchObject({ reason: "passkey_refused" });
    await expect(check(new Authenticator())).rejects.toMatchObject({ reason: "passkey_unknown" });
  });

  it("accepts a challenge once, even from simultaneous requests", async () => {
    const { id } = await withPassword();
    const { device } = await add(await actorOf(id));
    device.counter = 0;
    const checked = await check(device);
    const both = await Promise.allSettled([signInBy(checked), signInBy(checked)]);
    expect(both.map((one) => one.status).sort()).toEqual(["fulfilled", "rejected"]);
    await expect(signInBy(checked)).rejects.toMatchObject({ reason: "passkey_late" });
  });

  it("is refused and reported if the counter did not increase", async () => {
    const { id } = await withPassword();
    const { device } = await add(await actorOf(id));
    await signInBy(await check(device));
    device.counter = 0;
    expect(await signInBy(await check(device))).toEqual({ is: "suspected" });
    expect(await listFacts()).toContain("passkey.suspected");
  });

  it("works as second step by possession alone, for its own member only", async () => {
    const { id, email } = await withPassword();
    const { device } = await add(await actorOf(id));
    const step = await enter(email);
    if (step.is !== "code") throw new Error(step.is);
    const held = await check(device, { needsUser: false, verifies: false });
    expect((await signInBy(held, step)).is).toBe("in");
    const other = await withPassword();
    const foreign = await add(await actorOf(other.id));
    const checked = await check(foreign.device, { needsUser: false, verifies: false });
    await expect(signInBy(checked, step)).rejects.toMatchObject({ reason: "step" });
  });

  it.each(["suspended", "applied", "refused"] as const)(
    "reports the state of a %s account and signs no one in",
    async (state) => {
      const { id } = await withPassword();
      const { device } = await add(await actorOf(id));
      await db().update(member).set({ state }).where(eq(member.id, id));
      await db().delete(session);
      expect((await signInBy(await check(device))).is).not.toBe("in");
      expect(await db().$count(session)).toBe(0);
    },
  );

  it("confirms the member within a session", async () => {
    const { email } = await withPassword();
    const { actor } = await enterAs(email);
    const { device } = await add(actor);
    await db()
      .update(session)
      .set({ confirmedAt: new Date(0) });
    const checked = await check(device);
    const present = await findActorBySession(actor.sessionId ?? "");
    expect(await transact(by(present), (ctx) => confirmWithPasskey(ctx, { checked }))).toEqual({
      isRight: true,
    });
    const after = await findActorBySession(actor.sessionId ?? "");
    expect(after?.confirmedAt?.getTime()).toBeGreaterThan(Date.now() - 60_000);
    const stranger = await makeActor();
    const again = await check(device);
    await expect(
      transact(by(stranger), (ctx) => confirmWithPasskey(ctx, { checked: again })),
    ).rejects.toMatchObject({ reason: "passkey_unknown" });
  });
});

describe("renaming a passkey", () => {
  it("is for its owner, and changes only the name", async () => {
    const { id } = await withPassword();
    const actor = await actorOf(id);
    const { device } = await add(actor);
    const [{ id: passkeyId } = { id: "" }] = await listPasskeys(id);
    const thief = await actorOf((await withPassword()).id);
    const input = { passkeyId, name: "Key of the office" };
    await expect(transact(by(thief), (ctx) => renamePasskey(ctx, input))).rejects.toMatchObject({
      code: "not_found",
    });
    await transact(by(actor), (ctx) => renamePasskey(ctx, input));
    expect((await listPasskeys(id)).map((one) => one.name)).toEqual(["Key of the office"]);
    expect(await listFacts()).toContain("passkey.renamed");
    expect((await signInBy(await check(device))).is).toBe("in");
  });
});

describe("removing a passkey", () => {
  it("removes recovery codes with the last factor, and notifies", async () => {
    const { id } = await withPassword();
    const actor = await actorOf(id);
    const { device } = await add(actor);
    const [{ id: passkeyId } = { id: "" }] = await listPasskeys(id);
    const thief = await actorOf((await withPassword()).id);
    await expect(transact(by(thief), (ctx) => removePasskey(ctx, { passkeyId }))).rejects.toMatchObject({
      code: "not_found",
    });
    await transact(by(actor), (ctx) => removePasskey(ctx, { passkeyId }));
    expect(await findTwoFactorState(id)).toMatchObject({ isOn: false, recoveryCodesLeft: 0 });
    await expect(check(device)).rejects.toMatchObject({ reason: "passkey_unknown" });
    expect(await listFacts()).toContain("passkey.removed");
  });

  it("is refused for the last factor while a role needs one", async () => {
    const owner = await withFactor();
    await giveRole(owner.id, "practitioner");
    const actor = await actorOf(owner.id);
    await add(actor);
    // Either one can be removed, but not both.
    await transact(by(actor), disableTwoFactor);
    expect(await findTwoFactorState(owner.id)).toMatchObject({ isOn: true, recoveryCodesLeft: 10 });
    const [{ id: passkeyId } = { id: "" }] = await listPasskeys(owner.id);
    await expect(transact(by(actor), (ctx) => removePasskey(ctx, { passkeyId }))).rejects.toMatchObject({
      code: "conflict",
      reason: "two_factor_required",
    });
    expect(await listPasskeys(owner.id)).toHaveLength(1);
  });

  it("is done by two administrators or the operator if it was lost", async () => {
    const { id, email } = await withPassword();
    await add(await actorOf(id));
    const [first, second] = [await makeActor("administrator"), await makeActor("administrator")];
    const { factorResetId } = await transact(by(first), (ctx) =>
      startFactorReset(ctx, { memberId: id, reason: "The key was lost at sea" }),
    );
    await transact(by(second), (ctx) => approveFactorReset(ctx, { factorResetId }));
    expect(await db().$count(passkey)).toBe(0);
    expect(await db().$count(recoveryCode)).toBe(0);
    await add(await actorOf(id));
    await transact(OPERATOR, (ctx) => removeTwoFactorAsOperator(ctx, { email }));
    expect(await db().$count(passkey)).toBe(0);
    expect((await enter(email)).is).toBe("in");
  });

  it("happens when a changed address is undone, for those an attacker may have added", async () => {
    const { id, email } = await withPassword();
    const actor = await actorOf(id);
    await add(actor, "Old");
    await db()
      .update(passkey)
      .set({ createdAt: new Date(Date.now() - 30 * 86_400_000) });
    await add(actor, "Thief");
    await transact(by(actor), (ctx) => requestEmailChange(ctx, { email: "new@example.org" }));
    const link = (await renewToken(db(), id, "email-change", new Date()))?.text ?? "";
    await transact(by(actor), (ctx) => confirmEmailChange(ctx, { token: link }));
    const back = (await renewToken(db(), id, "email-undo", new Date()))?.text ?? "";
    await transact(VISITOR, (ctx) => undoEmailChange(ctx, { token: back }));
    expect((await listPasskeys(id)).map((one) => one.name)).toEqual(["Old"]);
    expect((await db().select({ email: member.email }).from(member).where(eq(member.id, id)))[0]?.email).toBe(
      email,
    );
  });
});

describe("spent challenges", () => {
  it("are stored until no browser can send them again", async () => {
    const { id } = await withPassword();
    const { device } = await add(await actorOf(id));
    await signInBy(await check(device));
    expect(await db().$count(spentChallenge)).toBe(2);
    const retain = () =>
      transact(OPERATOR, (ctx) => {
        ctx.asSystem("retention");
        ctx.skipAudit("counted below");
        return applyAccountRetention(ctx);
      });
    expect((await retain()).spentChallenges).toBe(0);
    await db()
      .update(spentChallenge)
      .set({ expiresAt: new Date(0) });
    expect((await retain()).spentChallenges).toBe(2);
  });
});
