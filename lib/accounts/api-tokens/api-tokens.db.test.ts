import { createHash } from "node:crypto";
import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { db } from "@/db/client";
import { member } from "@/db/schema/accounts";
import { apiToken } from "@/db/schema/sign-in";
import { findActorByToken } from "@/lib/accounts";
import type { Actor } from "@/lib/core/actor";
import { can } from "@/lib/core/policy";
import { transact } from "@/lib/transact";
import { useDatabase } from "@/tests/support/database";
import { actorOf, by, giveRole, makeActor, makeMember } from "@/tests/support/members";
import { createApiToken, listApiTokens, revokeApiToken } from "./index";
import { type CreateApiToken, MAX_TOKENS } from "./model";

useDatabase();

const INPUT: CreateApiToken = { purpose: "Sync", scopes: ["profiles:write"], days: 30 };
const hash = (token: string) => createHash("sha256").update(token).digest("hex");
const create = (actor: Actor | null, input: Partial<CreateApiToken> = {}) =>
  transact(by(actor), (ctx) => createApiToken(ctx, { ...INPUT, ...input }));

describe("personal token", () => {
  it("is stored as a hash, acts within its scopes, and shows its last use", async () => {
    const actor = await makeActor();
    const { token } = await create(actor);
    expect(token).toMatch(/^oct_[\w-]{43}$/);
    const [row] = await db().select({ hash: apiToken.hash, hint: apiToken.hint }).from(apiToken);
    expect(row).toEqual({ hash: hash(token), hint: token.slice(-4) });
    expect((await listApiTokens(actor.id))[0]?.lastUsedAt).toBeNull();

    const acting = await findActorByToken(hash(token));
    const section = { country: "SN", protection: null, needsSecond: false };
    expect(acting).toMatchObject({ id: actor.id, scopes: ["profiles:write"], sessionId: null });
    expect(can(acting, "section.edit", section)).toBe(true);
    expect(can(acting, "account.manage", { memberId: actor.id })).toBe(false);
    expect((await listApiTokens(actor.id))[0]?.lastUsedAt).toBeInstanceOf(Date);

    const { token: reading } = await create(actor, { purpose: "Reading", scopes: [] });
    expect(can(await findActorByToken(hash(reading)), "section.edit", section)).toBe(false);
  });

  it("acts as a plain member whatever its owner's roles, and not for a suspended owner", async () => {
    const { id } = await makeMember({ totpEnabledAt: new Date() });
    for (const role of ["trusted", "moderator", "administrator"] as const) await giveRole(id, role);
    await giveRole(id, "focal-point", "SN");
    const { token } = await create(await actorOf(id));
    expect(await findActorByToken(hash(token))).toMatchObject({
      roles: ["member"],
      dormantRoles: [],
      focalCountries: [],
    });
    await db().update(member).set({ state: "suspended" }).where(eq(member.id, id));
    expect(await findActorByToken(hash(token))).toBeNull();
  });

  it("ends at once when revoked, and when it expires", async () => {
    const actor = await makeActor();
    const { token, apiTokenId } = await create(actor);
    await transact(by(actor), (ctx) => revokeApiToken(ctx, { apiTokenId }));
    expect(await findActorByToken(hash(token))).toBeNull();
    expect(await listApiTokens(actor.id)).toEqual([]);
    // Revoking twice is harmless; other members' tokens cannot be revoked.
    await transact(by(actor), (ctx) => revokeApiToken(ctx, { apiTokenId }));
    const stranger = await makeActor();
    await expect(transact(by(stranger), (ctx) => revokeApiToken(ctx, { apiTokenId }))).rejects.toMatchObject({
      code: "not_found",
    });

    const old = await create(actor);
    await db()
      .update(apiToken)
      .set({ expiresAt: new Date(Date.now() - 1000) })
      .where(eq(apiToken.id, old.apiTokenId));
    expect(await findActorByToken(hash(old.token))).toBeNull();
  });

  it("needs a recently entered password, and cannot be created by a visitor or a token", async () => {
    const { id } = await makeMember();
    const stale = await actorOf(id, { confirmedAt: new Date(Date.now() - 11 * 60_000) });
    await expect(create(stale)).rejects.toMatchObject({ reason: "confirm_first" });
    await expect(create(null)).rejects.toMatchObject({ code: "unauthenticated" });
    await expect(create({ ...stale, scopes: [] })).rejects.toMatchObject({ code: "forbidden" });
  });

  it("is created once from two simultaneous submissions", async () => {
    const actor = await makeActor();
    const results = await Promise.allSettled([create(actor), create(actor)]);
    expect(results.map((result) => result.status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(await listApiTokens(actor.id)).toHaveLength(1);
  });

  it("is limited in number, and cannot be revoked by others", async () => {
    const actor = await makeActor();
    for (let n = 0; n < MAX_TOKENS; n += 1) await create(actor, { purpose: `Token ${n}` });
    await expect(create(actor)).rejects.toMatchObject({ reason: "too_many_tokens" });
    const other = await makeActor();
    const [mine] = await listApiTokens(actor.id);
    await expect(
      transact(by(other), (ctx) => revokeApiToken(ctx, { apiTokenId: mine?.id ?? "" })),
    ).rejects.toMatchObject({ code: "not_found" });
  });
});
