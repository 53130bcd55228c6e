import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { db } from "@/db/client";
import { member } from "@/db/schema/accounts";
import { suspension } from "@/db/schema/conduct";
import { suspendAsOperator } from "@/lib/members";
import { OPERATOR, transact } from "@/lib/transact";
import { BROWSER, enter, enterAs, join, PASSWORD, rowOf, VISITOR } from "@/tests/support/accounts";
import { useDatabase } from "@/tests/support/database";
import { makeMember } from "@/tests/support/members";
import { createMember, isResetLinkGood, makeSetupLink, prepareReset, resetPassword } from "./index";

useDatabase();

describe("operator commands", () => {
  it("create a verified member with a role", async () => {
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

  it("give out a setup link until a password is set; only the newest is valid", async () => {
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

  it("end the suspension of the member to whom they give a setup link", async () => {
    const { id } = await makeMember({ email: "admin@localhost" });
    await transact(OPERATOR, (ctx) => suspendAsOperator(ctx, { email: "admin@localhost", reason: "Stolen" }));
    await transact(OPERATOR, makeSetupLink);
    expect(await db().select().from(suspension).where(eq(suspension.memberId, id))).toMatchObject([
      { ended: "lifted" },
    ]);
  });

  it("take an address back from an unconfirmed registration", async () => {
    await join({ email: "admin@localhost", fullName: "Not The Operator" });
    await transact(OPERATOR, makeSetupLink);
    expect(await rowOf("admin@localhost")).toMatchObject({
      state: "active",
      fullName: "Administrator",
      hash: null,
    });
  });
});
