import { Readable } from "node:stream";
import { eq, isNull } from "drizzle-orm";
import { afterEach, describe, expect, it, vi } from "vitest";
import { db } from "@/db/client";
import { member, roleGrant } from "@/db/schema/accounts";
import { auditEntry } from "@/db/schema/core";
import { factorReset, recoveryCode, session } from "@/db/schema/sign-in";
import { requestOwnFactorReset } from "@/lib/accounts/two-factor";
import { transact } from "@/lib/transact";
import { enterAs, listFacts, withFactor } from "@/tests/support/accounts";
import { useDatabase } from "@/tests/support/database";
import { by, giveRole, makeMember } from "@/tests/support/members";
import { CHECKS } from "./doctor-checks";
import { parseCall } from "./parse";
import { withRefusals } from "./refusal";
import { userCreate } from "./user-create";
import { userResetTwoFactor } from "./user-reset-two-factor";
import { userRole } from "./user-role";
import { userSuspend } from "./user-suspend";

useDatabase();

/** Runs a command as typed, with text on standard input; returns its output. */
async function run(command: Parameters<typeof parseCall>[0], args: string[], input = ""): Promise<string> {
  const call = parseCall(command, args);
  if (call.help) return "help";
  const said: string[] = [];
  vi.spyOn(process.stdout, "write").mockImplementation((text) => said.push(String(text)) > 0);
  vi.spyOn(process, "stdin", "get").mockReturnValue(
    Readable.from([input]) as unknown as typeof process.stdin,
  );
  await withRefusals(async () => command.run(call.input));
  return said.join("").trim();
}

afterEach(() => vi.restoreAllMocks());

const administrators = () => CHECKS.administrators?.() ?? Promise.reject(new Error("not looked at"));

const CREATE = ["--email", "awa@example.org", "--name", "Awa Diop", "--password-stdin"];
const PASSWORD = "a quiet harbour in november\n";

describe("user:create", () => {
  it("creates a verified member with a role", async () => {
    const said = await run(userCreate, [...CREATE, "--role", "focal-point", "--country", "sn"], PASSWORD);
    expect(said).toBe("awa-diop is a member and focal-point");
    const [row] = await db()
      .select({ state: member.state, role: roleGrant.role, country: roleGrant.country })
      .from(member)
      .innerJoin(roleGrant, eq(roleGrant.memberId, member.id));
    expect(row).toEqual({ state: "active", role: "focal-point", country: "SN" });
  });

  it("reports errors in one line", async () => {
    await expect(run(userCreate, CREATE, "short\n")).rejects.toThrow(/15 to 128/);
    await run(userCreate, CREATE, PASSWORD);
    await expect(run(userCreate, CREATE, PASSWORD)).rejects.toThrow(/^email: /);
    expect(() => parseCall(userCreate, CREATE.slice(0, 4))).toThrow(/--password-stdin/);
    expect(() => parseCall(userCreate, [...CREATE, "--role", "king"])).toThrow(/one of member, trusted/);
  });
});

describe("user:role", () => {
  it("assigns and removes", async () => {
    const { email } = await makeMember();
    expect(await run(userRole, ["--email", email, "--add", "moderator"])).toBe("moderator given");
    expect(await db().select({ role: roleGrant.role }).from(roleGrant)).toEqual([{ role: "moderator" }]);
    expect(await run(userRole, ["--email", email, "--remove", "moderator"])).toBe("moderator taken away");
    expect(await db().select({ role: roleGrant.role }).from(roleGrant)).toEqual([]);
  });

  it('logs the reason, and explains that "member" is not assigned', async () => {
    const { email } = await makeMember();
    await run(userRole, ["--email", email, "--add", "trusted", "--reason", "Named by the ministry"]);
    const [entry] = await db().select({ details: auditEntry.details }).from(auditEntry);
    expect(entry?.details).toMatchObject({ role: "trusted", reason: "Named by the ministry" });
    const said = await run(userRole, ["--email", email, "--add", "member"]);
    expect(said).toBe("is already a member: nothing to do");
    expect(await db().$count(auditEntry)).toBe(1);
    await expect(run(userRole, ["--email", "no@example.org", "--add", "member"])).rejects.toThrow();
    expect(() => parseCall(userRole, ["--email", email, "--remove", "member"])).toThrow(/user:suspend/);
  });

  it("keeps the last administrator, and requires either add or remove", async () => {
    const { id, email } = await makeMember();
    await giveRole(id, "administrator");
    await expect(run(userRole, ["--email", email, "--remove", "administrator"])).rejects.toThrow(
      /last administrator/,
    );
    await expect(run(userRole, ["--email", "no@example.org", "--add", "trusted"])).rejects.toThrow(
      /does not exist/,
    );
    expect(() => parseCall(userRole, ["--email", email])).toThrow(/--add or --remove/);
  });
});

describe("user:suspend", () => {
  it("suspends with a reason", async () => {
    const { id, email } = await makeMember();
    expect(await run(userSuspend, ["--email", email, "--reason", "On request"])).toBe("suspended");
    const [row] = await db()
      .select({ state: member.state, reason: member.suspensionReason })
      .from(member)
      .where(eq(member.id, id));
    expect(row).toEqual({ state: "suspended", reason: "On request" });
    await expect(run(userSuspend, ["--email", email, "--reason", "Again"])).rejects.toThrow(/active member/);
    expect(() => parseCall(userSuspend, ["--email", email])).toThrow(/--reason is missing/);
  });
});

describe("user:reset-two-factor", () => {
  it("helps a sole administrator who lost the authenticator", async () => {
    const { id, email } = await withFactor();
    await giveRole(id, "administrator");
    const asked = await transact(by(null), (ctx) =>
      requestOwnFactorReset(ctx, { memberId: id, reason: "My telephone was stolen" }),
    );
    expect((await administrators()).note).toMatch(/^1; with fewer than 3 .* user:reset-two-factor/);
    expect(await run(userResetTwoFactor, ["--email", email.toUpperCase()])).toMatch(/removed/);
    expect(await db().$count(recoveryCode)).toBe(0);
    expect(await db().$count(session, isNull(session.endedAt))).toBe(0);
    const [reset] = await db()
      .select({ outcome: factorReset.outcome })
      .from(factorReset)
      .where(eq(factorReset.id, asked.factorResetId));
    expect(reset?.outcome).toBe("operator");
    // Signed in by password only, the role is dormant until another authenticator is set up.
    expect((await enterAs(email)).actor).toMatchObject({
      roles: ["member"],
      dormantRoles: ["administrator"],
    });
    expect((await listFacts()).filter((fact) => fact === "two-factor.removed")).toHaveLength(1);
    expect((await administrators()).note).toMatch(/^1, of whom 1 without a second factor/);
  });

  it("reports errors in one line", async () => {
    const { email } = await makeMember();
    await expect(run(userResetTwoFactor, ["--email", email])).rejects.toThrow("Two-factor sign-in is off.");
    await expect(run(userResetTwoFactor, ["--email", "no@example.org"])).rejects.toThrow(/does not exist/);
    expect(() => parseCall(userResetTwoFactor, [])).toThrow(/--email is missing/);
  });
});

describe("administrators, as doctor counts them", () => {
  it("are enough if two others can approve replacing a lost authenticator", async () => {
    expect(await administrators()).toEqual({
      level: "warn",
      note: expect.stringMatching(/^none yet.*setup-link$/),
    });
    for (let n = 0; n < 3; n += 1) {
      const { id } = await makeMember({ totpEnabledAt: new Date() });
      await giveRole(id, "administrator");
    }
    expect(await administrators()).toEqual({ level: "ok", note: "3" });
    const { id } = await makeMember({ state: "suspended", totpEnabledAt: new Date() });
    await giveRole(id, "administrator");
    expect((await administrators()).note).toBe("3");
  });
});
