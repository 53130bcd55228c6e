import { eq } from "drizzle-orm";
import { generateSync } from "otplib";
import { describe, expect, it } from "vitest";
import { db } from "@/db/client";
import { member } from "@/db/schema/accounts";
import { auditEntry } from "@/db/schema/core";
import { factorReset, recoveryCode, session } from "@/db/schema/sign-in";
import { findActorBySession } from "@/lib/accounts";
import type { Actor } from "@/lib/core/actor";
import { transact } from "@/lib/transact";
import { useDatabase } from "@/tests/support/database";
import { actorOf, by, giveRole, makeActor, makeMember, makeSession } from "@/tests/support/members";
import {
  approveFactorReset,
  confirmTwoFactor,
  disableTwoFactor,
  findPendingSecret,
  findTwoFactorState,
  listOpenFactorResets,
  refuseFactorReset,
  renewRecoveryCodes,
  requestOwnFactorReset,
  spendSecondFactor,
  startFactorReset,
  startTwoFactor,
} from "./index";
import { openSecret, sealSecret } from "./secret";

useDatabase();

const LONG_AGO = new Date(Date.now() - 11 * 60_000);

async function setUp(actor: Actor): Promise<{ secret: string; recoveryCodes: string[] }> {
  await transact(by(actor), startTwoFactor);
  const pending = await findPendingSecret(actor.id);
  if (!pending) throw new Error("no secret waits");
  const { recoveryCodes } = await transact(by(actor), (ctx) =>
    confirmTwoFactor(ctx, { code: generateSync({ secret: pending.secret }) }),
  );
  return { secret: pending.secret, recoveryCodes };
}

/** Uses up a code as a sign-in does. */
function spend(memberId: string, code: string, now?: Date) {
  return transact(
    by(null),
    async (ctx) => {
      ctx.authorize("account.sign-in");
      ctx.skipAudit("a test of the code alone");
      return spendSecondFactor(ctx, memberId, code);
    },
    now ? { now } : {},
  );
}

const later = (secret: string) => {
  const now = new Date(Date.now() + 60_000);
  return { now, code: generateSync({ secret, epoch: Math.floor(now.getTime() / 1000) }) };
};

async function facts(): Promise<string[]> {
  const rows = await db().select({ fact: auditEntry.fact }).from(auditEntry).orderBy(auditEntry.id);
  return rows.map((row) => row.fact);
}

describe("stored secret", () => {
  it("can be decrypted for its member only, and not if altered", () => {
    const sealed = sealSecret("JBSWY3DPEHPK3PXP", "a");
    expect(openSecret(sealed, "a")).toBe("JBSWY3DPEHPK3PXP");
    expect(openSecret(sealed, "b")).toBeNull();
    const damaged = Buffer.from(sealed);
    damaged.writeUInt8((damaged.at(-1) ?? 0) ^ 1, damaged.length - 1);
    expect(openSecret(damaged, "a")).toBeNull();
    expect(openSecret(Buffer.alloc(3), "a")).toBeNull();
  });

  it("never encrypts the same way twice and never contains the text", () => {
    const one = sealSecret("JBSWY3DPEHPK3PXP", "a");
    expect(one.equals(sealSecret("JBSWY3DPEHPK3PXP", "a"))).toBe(false);
    expect(one.includes("JBSWY3DP")).toBe(false);
  });
});

describe("setting up two-factor authentication", () => {
  it("turns on with the first right code, ends other sessions and activates roles", async () => {
    const { id } = await makeMember();
    await giveRole(id, "moderator");
    const actor = await actorOf(id, { secondFactorAt: null });
    const other = await makeSession(id);
    expect(actor.dormantRoles).toEqual(["moderator"]);
    expect(await findTwoFactorState(id)).toMatchObject({
      enabledAt: null,
      isPending: false,
      requiredBy: ["moderator"],
    });

    const { recoveryCodes } = await setUp(actor);
    expect(recoveryCodes).toHaveLength(10);
    expect(await findTwoFactorState(id)).toMatchObject({ isPending: false, recoveryCodesLeft: 10 });
    expect((await findActorBySession(actor.sessionId ?? ""))?.roles).toContain("moderator");
    expect(await findActorBySession(other)).toBeNull();
    expect(await facts()).toEqual(["two-factor.enabled"]);
    expect(await findPendingSecret(id)).toBeNull();
  });

  it("rejects a wrong code and stays off", async () => {
    const actor = await makeActor();
    await transact(by(actor), startTwoFactor);
    await expect(
      transact(by(actor), (ctx) => confirmTwoFactor(ctx, { code: "000000" })),
    ).rejects.toMatchObject({
      code: "invalid",
      details: { fields: { code: ["code_wrong"] } },
    });
    expect(await findTwoFactorState(actor.id)).toMatchObject({ enabledAt: null, isPending: true });
  });

  it("needs a password entered within ten minutes", async () => {
    const { id } = await makeMember();
    const actor = await actorOf(id, { confirmedAt: LONG_AGO });
    for (const command of [startTwoFactor, disableTwoFactor, renewRecoveryCodes]) {
      await expect(transact<unknown>(by(actor), command)).rejects.toMatchObject({
        code: "forbidden",
        reason: "confirm_first",
      });
    }
  });

  it("cannot restart what is in use, nor confirm what was not started", async () => {
    const actor = await makeActor();
    await expect(
      transact(by(actor), (ctx) => confirmTwoFactor(ctx, { code: "123456" })),
    ).rejects.toMatchObject({
      reason: "two_factor_not_started",
    });
    await setUp(actor);
    await expect(transact(by(actor), startTwoFactor)).rejects.toMatchObject({ reason: "two_factor_enabled" });
  });

  it("refuses a visitor and a token", async () => {
    const actor = await makeActor();
    await expect(transact(by(null), startTwoFactor)).rejects.toMatchObject({ code: "unauthenticated" });
    await expect(
      transact(by({ ...actor, scopes: ["profiles:write"] }), startTwoFactor),
    ).rejects.toMatchObject({
      code: "forbidden",
    });
  });

  it("stores no secret in plain text", async () => {
    const actor = await makeActor();
    const { secret, recoveryCodes } = await setUp(actor);
    const [row] = await db()
      .select({ sealed: member.totpSecret })
      .from(member)
      .where(eq(member.id, actor.id));
    expect(row?.sealed?.includes(secret)).toBe(false);
    const hashes = await db().select({ hash: recoveryCode.hash }).from(recoveryCode);
    for (const { hash } of hashes) expect(recoveryCodes.some((code) => hash.includes(code))).toBe(false);
  });
});

describe("using codes", () => {
  it("accepts a code once, even from simultaneous requests", async () => {
    const actor = await makeActor();
    const { secret } = await setUp(actor);
    const { code, now } = later(secret);
    const both = await Promise.all([spend(actor.id, code, now), spend(actor.id, code, now)]);
    expect(both.filter(Boolean)).toEqual(["code"]);
    expect(await spend(actor.id, code, now)).toBeNull();
  });

  it("accepts a recovery code once and notifies", async () => {
    const actor = await makeActor();
    const { recoveryCodes } = await setUp(actor);
    const code = recoveryCodes[3] ?? "";
    const both = await Promise.all([spend(actor.id, code), spend(actor.id, code.toUpperCase())]);
    expect(both.filter(Boolean)).toEqual(["recovery"]);
    expect((await findTwoFactorState(actor.id)).recoveryCodesLeft).toBe(9);
    expect((await facts()).filter((fact) => fact === "recovery-code.spent")).toHaveLength(1);
  });

  it("rejects another member's and wrong codes", async () => {
    const one = await makeActor();
    const two = await makeActor();
    const { recoveryCodes } = await setUp(one);
    await setUp(two);
    expect(await spend(two.id, recoveryCodes[0] ?? "")).toBeNull();
    expect(await spend(one.id, "000000")).toBeNull();
    expect(await spend(one.id, "")).toBeNull();
  });
});

describe("after setup", () => {
  it("renews recovery codes and voids earlier ones", async () => {
    const actor = await makeActor();
    const { recoveryCodes } = await setUp(actor);
    const renewed = await transact(by(actor), renewRecoveryCodes);
    expect(await spend(actor.id, recoveryCodes[0] ?? "")).toBeNull();
    expect(await spend(actor.id, renewed.recoveryCodes[0] ?? "")).toBe("recovery");
  });

  it("can be turned off, but not while a role needs it", async () => {
    const actor = await makeActor();
    await setUp(actor);
    await giveRole(actor.id, "practitioner");
    await expect(transact(by(actor), disableTwoFactor)).rejects.toMatchObject({
      reason: "two_factor_required",
    });
    const plain = await makeActor();
    await setUp(plain);
    await transact(by(plain), disableTwoFactor);
    expect(await findTwoFactorState(plain.id)).toMatchObject({
      enabledAt: null,
      isPending: false,
      recoveryCodesLeft: 0,
    });
    await expect(transact(by(plain), disableTwoFactor)).rejects.toMatchObject({ reason: "two_factor_off" });
  });
});

describe("lost authenticator", () => {
  async function lost(): Promise<Actor> {
    const actor = await makeActor();
    await setUp(actor);
    return actor;
  }
  const ask = (memberId: string) =>
    transact(by(null), (ctx) => requestOwnFactorReset(ctx, { memberId, reason: "My telephone was stolen." }));

  it("is removed after two approvals, which ends all sessions", async () => {
    const owner = await lost();
    const [first, second] = [await makeActor("administrator"), await makeActor("administrator")];
    const { factorResetId } = await ask(owner.id);
    expect(await ask(owner.id)).toEqual({ factorResetId });
    expect(await listOpenFactorResets(first)).toMatchObject([{ isOwn: true, firstApprovedBy: null }]);

    expect(await transact(by(first), (ctx) => approveFactorReset(ctx, { factorResetId }))).toEqual({
      isComplete: false,
    });
    expect((await findTwoFactorState(owner.id)).enabledAt).not.toBeNull();
    await expect(
      transact(by(first), (ctx) => approveFactorReset(ctx, { factorResetId })),
    ).rejects.toMatchObject({
      code: "forbidden",
    });
    expect(await transact(by(second), (ctx) => approveFactorReset(ctx, { factorResetId }))).toEqual({
      isComplete: true,
    });
    expect(await findTwoFactorState(owner.id)).toMatchObject({ enabledAt: null, recoveryCodesLeft: 0 });
    expect(await findActorBySession(owner.sessionId ?? "")).toBeNull();
    expect(await listOpenFactorResets(first)).toEqual([]);
    expect((await facts()).slice(-3)).toEqual([
      "factor-reset.requested",
      "factor-reset.approved",
      "factor-reset.approved",
    ]);
  });

  it("accepts two simultaneous approvals as the two required", async () => {
    const owner = await lost();
    const admins = [await makeActor("administrator"), await makeActor("administrator")];
    const { factorResetId } = await ask(owner.id);
    const results = await Promise.all(
      admins.map((admin) => transact(by(admin), (ctx) => approveFactorReset(ctx, { factorResetId }))),
    );
    expect(results.map((result) => result.isComplete).sort()).toEqual([false, true]);
  });

  it("counts the administrator who starts the request as the first", async () => {
    const owner = await lost();
    const [first, second] = [await makeActor("administrator"), await makeActor("administrator")];
    const start = (admin: Actor) =>
      transact(by(admin), (ctx) =>
        startFactorReset(ctx, { memberId: owner.id, reason: "Seen in person, papers checked." }),
      );
    const { factorResetId } = await start(first);
    await expect(start(second)).rejects.toMatchObject({ reason: "factor_reset_waits" });
    expect(await transact(by(second), (ctx) => approveFactorReset(ctx, { factorResetId }))).toEqual({
      isComplete: true,
    });
    await expect(
      transact(by(second), (ctx) => approveFactorReset(ctx, { factorResetId })),
    ).rejects.toMatchObject({
      reason: "factor_reset_ended",
    });
  });

  it("is never approved by its owner, nor by other members", async () => {
    const owner = await makeActor("administrator");
    await setUp(owner);
    const { factorResetId } = await ask(owner.id);
    const moderator = await makeActor("moderator");
    for (const actor of [owner, moderator]) {
      await expect(
        transact(by(actor), (ctx) => approveFactorReset(ctx, { factorResetId })),
      ).rejects.toMatchObject({
        code: "forbidden",
      });
    }
    await expect(listOpenFactorResets(moderator)).rejects.toMatchObject({ code: "forbidden" });
  });

  it("can be refused, and is not found without a second factor", async () => {
    const owner = await lost();
    const admin = await makeActor("administrator");
    const { factorResetId } = await ask(owner.id);
    await transact(by(admin), (ctx) => refuseFactorReset(ctx, { factorResetId }));
    const [row] = await db().select({ outcome: factorReset.outcome }).from(factorReset);
    expect(row?.outcome).toBe("refused");
    expect((await findTwoFactorState(owner.id)).enabledAt).not.toBeNull();
    expect(
      await db().select({ id: session.id }).from(session).where(eq(session.memberId, owner.id)),
    ).not.toEqual([]);
    const without = await makeMember();
    await expect(ask(without.id)).rejects.toMatchObject({ code: "not_found" });
  });
});
