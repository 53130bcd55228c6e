import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { db } from "@/db/client";
import { application, member } from "@/db/schema/accounts";
import { identity } from "@/db/schema/sign-in";
import { transact } from "@/lib/transact";
import { BROWSER, enter, join, rowOf, setEnvironment, VISITOR, withPassword } from "@/tests/support/accounts";
import { useDatabase } from "@/tests/support/database";
import { giveRole } from "@/tests/support/members";
import { findActorBySession, signInByIdentity } from "./index";

useDatabase();

beforeEach(() => setEnvironment({ REGISTRATION: "open" }));

describe("single sign-on", () => {
  const proven = (values: Record<string, unknown> = {}) => ({
    issuer: "https://id.example",
    subject: "s-1",
    email: "Awa@justice.example",
    isEmailVerified: true,
    name: "Awa Ndiaye",
    locale: "fr",
    ...values,
  });
  const enterBy = (values: Record<string, unknown> = {}) =>
    transact(VISITOR, (ctx) => signInByIdentity(ctx, { proven: proven(values), browser: BROWSER }));

  it("creates a verified member, identified later by issuer and subject alone", async () => {
    const first = await enterBy();
    expect(first.is).toBe("in");
    const row = await rowOf("awa@justice.example");
    expect(row).toMatchObject({ state: "active", fullName: "Awa Ndiaye", hash: null });
    expect((await enterBy({ email: "other@justice.example", isEmailVerified: false })).is).toBe("in");
    expect(await db().$count(member)).toBe(1);
    expect((await enterBy({ subject: "s-2", email: "two@justice.example" })).is).toBe("in");
    expect(await db().$count(member)).toBe(2);
  });

  it("links to an existing member only by a confirmed address", async () => {
    const { id } = await withPassword({ email: "awa@justice.example" });
    expect((await enterBy({ isEmailVerified: false })).is).toBe("no-address");
    expect((await enterBy({ email: null })).is).toBe("no-address");
    expect(await db().$count(identity)).toBe(0);
    expect((await enterBy()).is).toBe("in");
    const [row] = await db().select({ memberId: identity.memberId }).from(identity);
    expect(row?.memberId).toBe(id);
  });

  it("does not take over the password of an unconfirmed registration", async () => {
    await join({ fullName: "Not Awa" });
    expect((await enterBy()).is).toBe("in");
    expect(await rowOf("awa@justice.example")).toMatchObject({
      state: "active",
      hash: null,
      fullName: "Awa Ndiaye",
    });
    expect((await enter("awa@justice.example")).is).toBe("refused");
  });

  it("asks for the second factor, and keeps privileged roles dormant without one", async () => {
    const { id } = await withPassword({ email: "awa@justice.example", totpEnabledAt: new Date() });
    await giveRole(id, "administrator");
    expect((await enterBy()).is).toBe("code");
    await db().update(member).set({ totpEnabledAt: null, charterAcceptedAt: new Date() });
    const outcome = await enterBy();
    if (outcome.is !== "in") throw new Error(outcome.is);
    expect((await findActorBySession(outcome.started.sessionId))?.roles).toEqual(["member"]);
  });

  it("respects the registration mode and suspensions", async () => {
    setEnvironment({ REGISTRATION: "closed" });
    expect((await enterBy()).is).toBe("closed");
    setEnvironment({ REGISTRATION: "approval" });
    expect((await enterBy()).is).toBe("waiting");
    expect(await db().$count(application, eq(application.state, "waiting"))).toBe(1);
    await db().update(member).set({ state: "suspended" });
    expect((await enterBy()).is).toBe("suspended");
  });
});
