import { describe, expect, it } from "vitest";
import { db } from "@/db/client";
import { member, roleGrant } from "@/db/schema/accounts";
import { newId } from "@/lib/core/id";
import { type By, OPERATOR, transact } from "@/lib/transact";
import {
  BROWSER,
  enter,
  enterAs,
  join,
  listFacts,
  PASSWORD,
  rowOf,
  VISITOR,
  withPassword,
} from "@/tests/support/accounts";
import { useDatabase } from "@/tests/support/database";
import { actorOf, by, makeActor, makeMember, makeSession } from "@/tests/support/members";
import {
  changeRole,
  createMember,
  findActorBySession,
  isResetLinkGood,
  makeSetupLink,
  prepareReset,
  reinstateMember,
  resetPassword,
  suspendMember,
} from "./index";

useDatabase();

describe("roles", () => {
  const give = (
    who: By,
    memberId: string,
    role: "moderator" | "administrator" | "focal-point",
    isGiven = true,
    country = "",
  ) => transact(who, (ctx) => changeRole(ctx, { memberId, role, country, isGiven }));

  it("hold at the next request, given and taken", async () => {
    const administrator = await makeActor("administrator");
    const { id } = await makeMember();
    const theirs = await makeSession(id);
    await give(by(administrator), id, "moderator");
    expect((await findActorBySession(theirs))?.roles).toContain("moderator");
    await give(by(administrator), id, "moderator", false);
    expect((await findActorBySession(theirs))?.roles).not.toContain("moderator");
    await give(by(administrator), id, "focal-point", true, "sn");
    expect((await findActorBySession(theirs))?.focalCountries).toEqual(["SN"]);
    expect(await listFacts()).toEqual(["role.changed", "role.changed", "role.changed"]);
  });

  it("are given by administrators in a fresh session, never to themselves, or by the operator", async () => {
    const administrator = await makeActor("administrator");
    const moderator = await makeActor("moderator");
    const { id } = await makeMember();
    await expect(give(by(moderator), id, "moderator")).rejects.toMatchObject({ code: "forbidden" });
    await expect(give(VISITOR, id, "moderator")).rejects.toMatchObject({ code: "unauthenticated" });
    await expect(give(by(administrator), administrator.id, "moderator")).rejects.toMatchObject({
      code: "forbidden",
    });
    const stale = await actorOf(administrator.id, { confirmedAt: new Date(0) });
    await expect(give(by(stale), id, "moderator")).rejects.toMatchObject({ reason: "confirm_first" });
    await give(OPERATOR, id, "moderator");
    await expect(give(OPERATOR, id, "focal-point")).rejects.toMatchObject({ code: "invalid" });
    await expect(give(OPERATOR, id, "focal-point", true, "ZZ")).rejects.toMatchObject({ code: "invalid" });
    await expect(give(OPERATOR, newId(), "moderator")).rejects.toMatchObject({ code: "not_found" });
    const { id: suspended } = await makeMember({ state: "suspended" });
    await expect(give(OPERATOR, suspended, "moderator")).rejects.toMatchObject({ code: "conflict" });
  });

  it("never leave the site without an administrator, also when two remove each other", async () => {
    const first = await makeActor("administrator");
    const second = await makeActor("administrator");
    const both = await Promise.allSettled([
      give(by(first), second.id, "administrator", false),
      give(by(second), first.id, "administrator", false),
    ]);
    expect(both.map((one) => one.status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(await db().$count(roleGrant)).toBe(1);
    const [left] = await db().select({ id: roleGrant.memberId }).from(roleGrant);
    await expect(give(OPERATOR, left?.id ?? "", "administrator", false)).rejects.toMatchObject({
      reason: "last_administrator",
    });
    await expect(
      transact(OPERATOR, (ctx) => suspendMember(ctx, { memberId: left?.id ?? "", reason: "x" })),
    ).rejects.toMatchObject({ reason: "last_administrator" });
  });
});

describe("suspension", () => {
  it("ends everything at once, and stays so after it is lifted", async () => {
    const moderator = await makeActor("moderator");
    const { id, email } = await withPassword();
    const theirs = await makeSession(id);
    await transact(by(moderator), (ctx) => suspendMember(ctx, { memberId: id, reason: "Harassment" }));
    expect(await findActorBySession(theirs)).toBeNull();
    expect((await enter(email)).is).toBe("suspended");
    await transact(by(moderator), (ctx) => reinstateMember(ctx, { memberId: id }));
    expect(await findActorBySession(theirs)).toBeNull();
    expect((await enter(email)).is).toBe("in");
    await expect(
      transact(by(moderator), (ctx) => reinstateMember(ctx, { memberId: id })),
    ).rejects.toMatchObject({
      code: "conflict",
    });
  });

  it("is for moderators; of administrators for administrators; never of oneself", async () => {
    const administrator = await makeActor("administrator");
    const moderator = await makeActor("moderator");
    const { id } = await makeMember();
    const suspend = (who: By, memberId: string) =>
      transact(who, (ctx) => suspendMember(ctx, { memberId, reason: "x" }));
    await expect(suspend(by(await makeActor()), id)).rejects.toMatchObject({ code: "forbidden" });
    await expect(suspend(by(moderator), administrator.id)).rejects.toMatchObject({ code: "forbidden" });
    await expect(suspend(by(moderator), moderator.id)).rejects.toMatchObject({ code: "forbidden" });
    await suspend(OPERATOR, id);
    await expect(suspend(OPERATOR, id)).rejects.toMatchObject({ code: "conflict" });
  });
});

describe("the operator", () => {
  it("makes a verified member with a role", async () => {
    const made = await transact(OPERATOR, (ctx) =>
      createMember(ctx, {
        email: "mod@example.org",
        fullName: "Mo Derator",
        role: "moderator",
        country: null,
        password: PASSWORD,
      }),
    );
    expect(made.handle).toBe("mo-derator");
    expect((await enter("mod@example.org")).is).toBe("in");
    const again = { email: "MOD@example.org", fullName: "Mo", role: "member" as const, country: null };
    await expect(
      transact(OPERATOR, (ctx) => createMember(ctx, { ...again, password: PASSWORD })),
    ).rejects.toMatchObject({ code: "invalid" });
    await expect(
      transact(OPERATOR, (ctx) =>
        createMember(ctx, { ...again, email: "x@example.org", password: "passwordpassword" }),
      ),
    ).rejects.toMatchObject({ code: "invalid" });
    await expect(
      transact(OPERATOR, (ctx) =>
        createMember(ctx, { ...again, email: "x@example.org", role: "focal-point", password: PASSWORD }),
      ),
    ).rejects.toMatchObject({ code: "invalid" });
  });

  it("gets the first administrator's link until a password is set, the newest alone good", async () => {
    const first = await transact(OPERATOR, makeSetupLink);
    const second = await transact(OPERATOR, makeSetupLink);
    const tokenOf = (link: string | null) => new URL(link ?? "").searchParams.get("token") ?? "";
    expect(second).toMatch(/^http:\/\/localhost:3000\/reset\?token=[\w-]{43}$/);
    expect(await isResetLinkGood(tokenOf(first))).toBe(false);
    expect(await isResetLinkGood(tokenOf(second), new Date(Date.now() + 23 * 3_600_000))).toBe(true);
    expect(await isResetLinkGood(tokenOf(second), new Date(Date.now() + 25 * 3_600_000))).toBe(false);
    const prepared = await prepareReset({ token: tokenOf(second), password: PASSWORD }, BROWSER);
    await transact(VISITOR, (ctx) => resetPassword(ctx, prepared));
    const { actor } = await enterAs("admin@localhost");
    expect(actor.dormantRoles).toEqual(["administrator"]);
    expect(await transact(OPERATOR, makeSetupLink)).toBeNull();
    expect(await db().$count(member)).toBe(1);
  });

  it("is given the address back that someone only claimed", async () => {
    await join({ email: "admin@localhost", fullName: "Not The Operator" });
    await transact(OPERATOR, makeSetupLink);
    expect(await rowOf("admin@localhost")).toMatchObject({
      state: "active",
      fullName: "Administrator",
      hash: null,
    });
  });
});
