import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { db } from "@/db/client";
import { apiToken, session } from "@/db/schema/sign-in";
import { newId } from "@/lib/core/id";
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
  withPassword,
} from "@/tests/support/accounts";
import { useDatabase } from "@/tests/support/database";
import { by, makeActor, makeMember, makeSession } from "@/tests/support/members";
import {
  changePassword,
  confirmSession,
  endMemberSessions,
  endSession,
  findActorBySession,
  isResetLinkGood,
  listSessions,
  prepareChange,
  prepareConfirmation,
  prepareMailRequest,
  prepareReset,
  requestReset,
  resetPassword,
  signOut,
  signOutElsewhere,
} from "./index";

useDatabase();

describe("sessions", () => {
  it("are listed with the current one marked, and end at once", async () => {
    const { email } = await withPassword();
    const { actor } = await enterAs(email);
    const other = await makeSession(actor.id);
    await makeSession(actor.id, { lastSeenAt: new Date(Date.now() - 15 * 86_400_000) });
    const rows = await listSessions(actor);
    expect(rows.map((row) => [row.id, row.isPresent]).sort()).toEqual(
      [
        [other, false],
        [actor.sessionId, true],
      ].sort(),
    );
    await transact(by(actor), (ctx) => endSession(ctx, { sessionId: other }));
    expect(await findActorBySession(other)).toBeNull();
    // Sending the form twice is harmless.
    await transact(by(actor), (ctx) => endSession(ctx, { sessionId: other }));
    expect((await listFacts()).filter((fact) => fact === "session.ended")).toHaveLength(1);
  });

  it("of other members can be ended by administrators only", async () => {
    const { id } = await makeMember();
    const theirs = await makeSession(id);
    const stranger = await makeActor();
    await expect(
      transact(by(stranger), (ctx) => endSession(ctx, { sessionId: theirs })),
    ).rejects.toMatchObject({
      code: "not_found",
    });
    await expect(
      transact(by(stranger), (ctx) => endMemberSessions(ctx, { memberId: id })),
    ).rejects.toMatchObject({
      code: "forbidden",
    });
    const administrator = await makeActor("administrator");
    expect(await transact(by(administrator), (ctx) => endMemberSessions(ctx, { memberId: id }))).toEqual({
      count: 1,
    });
    expect(await findActorBySession(theirs)).toBeNull();
  });

  it("end by signing out, here or everywhere else", async () => {
    const { email } = await withPassword();
    const { actor } = await enterAs(email);
    const other = await makeSession(actor.id);
    expect(await transact(by(actor), signOutElsewhere)).toEqual({ count: 1 });
    expect(await findActorBySession(other)).toBeNull();
    expect(await findActorBySession(actor.sessionId ?? "")).not.toBeNull();
    await transact(by(actor), signOut);
    expect(await findActorBySession(actor.sessionId ?? "")).toBeNull();
    await transact(VISITOR, signOut);
  });
});

describe("passwords", () => {
  async function addApiToken(memberId: string): Promise<string> {
    const id = newId();
    const now = new Date();
    await db()
      .insert(apiToken)
      .values({
        id,
        memberId,
        name: "t",
        hash: id,
        hint: "x",
        scopes: [],
        createdAt: now,
        expiresAt: new Date(now.getTime() + 86_400_000),
      });
    return id;
  }
  const revokedAt = async (id: string) =>
    (await db().select({ at: apiToken.revokedAt }).from(apiToken).where(eq(apiToken.id, id)))[0]?.at;

  it("are changed with the current one, which ends other sessions and tokens", async () => {
    const { email } = await withPassword();
    const { actor } = await enterAs(email);
    const other = await makeSession(actor.id);
    const key = await addApiToken(actor.id);
    const wrong = await prepareChange(actor, {
      currentPassword: OTHER_PASSWORD,
      newPassword: OTHER_PASSWORD,
    });
    expect(await transact(by(actor), (ctx) => changePassword(ctx, wrong))).toEqual({ isRight: false });
    expect(await findActorBySession(other)).not.toBeNull();
    const right = await prepareChange(actor, { currentPassword: PASSWORD, newPassword: OTHER_PASSWORD });
    expect(await transact(by(actor), (ctx) => changePassword(ctx, right))).toEqual({ isRight: true });
    expect(await findActorBySession(other)).toBeNull();
    expect(await findActorBySession(actor.sessionId ?? "")).not.toBeNull();
    expect(await revokedAt(key)).not.toBeNull();
    expect((await enter(email)).is).toBe("refused");
    expect((await enter(email, OTHER_PASSWORD)).is).toBe("in");
  });

  it("are rejected if guessable, and guesses at the current one are limited", async () => {
    const { email } = await withPassword();
    const { actor } = await enterAs(email);
    await expect(
      prepareChange(actor, { currentPassword: PASSWORD, newPassword: "passwordpassword" }),
    ).rejects.toMatchObject({ code: "invalid" });
    for (let n = 0; n < 5; n += 1) await prepareConfirmation(actor, { currentPassword: OTHER_PASSWORD });
    await expect(prepareConfirmation(actor, { currentPassword: PASSWORD })).rejects.toMatchObject({
      code: "rate_limited",
    });
  });

  it("entered again confirm the session for ten minutes", async () => {
    const { email } = await withPassword();
    const { actor } = await enterAs(email);
    await db()
      .update(session)
      .set({ confirmedAt: new Date(0) });
    const right = await prepareConfirmation(actor, { currentPassword: PASSWORD });
    expect(await transact(by(actor), (ctx) => confirmSession(ctx, right))).toEqual({ isRight: true });
    const confirmed = await findActorBySession(actor.sessionId ?? "");
    expect(Date.now() - (confirmed?.confirmedAt?.getTime() ?? 0)).toBeLessThan(10_000);
    const wrong = await prepareConfirmation(actor, { currentPassword: OTHER_PASSWORD });
    expect(await transact(by(actor), (ctx) => confirmSession(ctx, wrong))).toEqual({ isRight: false });
  });

  it("are reset by a link valid once and for half an hour, which ends sessions and tokens", async () => {
    const { email, id } = await withPassword();
    const old = await makeSession(id);
    const key = await addApiToken(id);
    const second = await linkFor(id, "reset");
    const link = await linkFor(id, "reset");
    expect(await isResetLinkGood(link)).toBe(true);
    const prepared = await prepareReset({ token: link, password: OTHER_PASSWORD }, BROWSER);
    await transact(VISITOR, (ctx) => resetPassword(ctx, prepared));
    expect(await findActorBySession(old)).toBeNull();
    expect(await revokedAt(key)).not.toBeNull();
    for (const spent of [link, second, "x", await linkFor(id, "verify")]) {
      expect(await isResetLinkGood(spent)).toBe(false);
      await expect(prepareReset({ token: spent, password: OTHER_PASSWORD }, BROWSER)).rejects.toMatchObject({
        reason: "link",
      });
    }
    await expect(transact(VISITOR, (ctx) => resetPassword(ctx, prepared))).rejects.toMatchObject({
      reason: "link",
    });
    expect(await isResetLinkGood(await linkFor(id, "reset", new Date(Date.now() - 31 * 60_000)))).toBe(false);
    expect((await enter(email, OTHER_PASSWORD)).is).toBe("in");
    await expect(
      prepareReset({ token: await linkFor(id, "reset"), password: "octopus-community" }, BROWSER),
    ).rejects.toMatchObject({ code: "invalid" });
  });

  it("are requested by mail, with the same response for everyone", async () => {
    const known = await withPassword();
    const applied = await makeMember({ state: "applied" });
    const unverified = await makeMember({ state: "unverified" });
    const suspended = await makeMember({ state: "suspended" });
    for (const email of [
      known.email,
      applied.email,
      unverified.email,
      suspended.email,
      "nobody@example.org",
    ]) {
      const request = await prepareMailRequest("reset", { email });
      expect(await transact(VISITOR, (ctx) => requestReset(ctx, request))).toBeUndefined();
    }
    expect(await listJobs()).toEqual(["mail-reset", "mail-reset", "mail-verification"]);
  });
});
