import { Readable } from "node:stream";
import { eq } from "drizzle-orm";
import { afterEach, describe, expect, it, vi } from "vitest";
import { db } from "@/db/client";
import { member, roleGrant } from "@/db/schema/accounts";
import { useDatabase } from "@/tests/support/database";
import { giveRole, makeMember } from "@/tests/support/members";
import { parseCall } from "./parse";
import { userCreate } from "./user-create";
import { userRole } from "./user-role";
import { userSuspend } from "./user-suspend";

useDatabase();

/** Runs a command as its user types it, with a text on standard input; answers what it said. */
async function run(command: Parameters<typeof parseCall>[0], args: string[], input = ""): Promise<string> {
  const call = parseCall(command, args);
  if (call.help) return "help";
  const said: string[] = [];
  vi.spyOn(process.stdout, "write").mockImplementation((text) => said.push(String(text)) > 0);
  vi.spyOn(process, "stdin", "get").mockReturnValue(
    Readable.from([input]) as unknown as typeof process.stdin,
  );
  await command.run(call.input);
  return said.join("").trim();
}

afterEach(() => vi.restoreAllMocks());

const CREATE = ["--email", "awa@example.org", "--name", "Awa Diop", "--password-stdin"];
const PASSWORD = "a quiet harbour in november\n";

describe("user:create", () => {
  it("makes a verified member with a role", async () => {
    const said = await run(userCreate, [...CREATE, "--role", "focal-point", "--country", "sn"], PASSWORD);
    expect(said).toBe("awa-diop is a member and focal-point");
    const [row] = await db()
      .select({ state: member.state, role: roleGrant.role, country: roleGrant.country })
      .from(member)
      .innerJoin(roleGrant, eq(roleGrant.memberId, member.id));
    expect(row).toEqual({ state: "active", role: "focal-point", country: "SN" });
  });

  it("says in one line what it refuses", async () => {
    await expect(run(userCreate, CREATE, "short\n")).rejects.toThrow(/15 to 128/);
    await run(userCreate, CREATE, PASSWORD);
    await expect(run(userCreate, CREATE, PASSWORD)).rejects.toThrow(/^email: /);
    expect(() => parseCall(userCreate, CREATE.slice(0, 4))).toThrow(/--password-stdin/);
    expect(() => parseCall(userCreate, [...CREATE, "--role", "king"])).toThrow(/one of member, trusted/);
  });
});

describe("user:role", () => {
  it("gives and takes", async () => {
    const { email } = await makeMember();
    expect(await run(userRole, ["--email", email, "--add", "moderator"])).toBe("moderator given");
    expect(await db().select({ role: roleGrant.role }).from(roleGrant)).toEqual([{ role: "moderator" }]);
    expect(await run(userRole, ["--email", email, "--remove", "moderator"])).toBe("moderator taken away");
    expect(await db().select({ role: roleGrant.role }).from(roleGrant)).toEqual([]);
  });

  it("leaves the last administrator, and wants one of add and remove", async () => {
    const { id, email } = await makeMember();
    await giveRole(id, "administrator");
    await expect(run(userRole, ["--email", email, "--remove", "administrator"])).rejects.toThrow(
      /last administrator/,
    );
    await expect(run(userRole, ["--email", "no@example.org", "--add", "trusted"])).rejects.toThrow(
      /no such member/,
    );
    expect(() => parseCall(userRole, ["--email", email])).toThrow(/--add or --remove/);
  });
});

describe("user:suspend", () => {
  it("suspends, with a reason", async () => {
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
