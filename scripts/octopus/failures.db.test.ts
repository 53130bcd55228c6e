import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { migrateDatabase } from "@/db/migrate";
import { emptyDatabases, onServer } from "@/tests/support/empty-database";
import { type Ended, startOctopus } from "@/tests/support/octopus";
import { COMMANDS } from "./commands";
import { parseCall, UsageError } from "./parse";

/*
 * Errors as a command's user sees them: one plain line on standard error and a non-zero exit code. Commands
 * added later are tested too.
 */
const emptyDatabase = emptyDatabases();
const folder = mkdtempSync(join(tmpdir(), "octopus-failures-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const EMAIL = ["--email", "nobody@example.org"];
const FROM = join(folder, "export");
const MBOX = join(folder, "list.mbox");

/** Valid calls of commands that need more than paths as operands. The others are called with their operands only. */
const CALLS: Record<string, string[]> = {
  "user:create": [...EMAIL, "--name", "Awa Ndiaye", "--password-stdin"],
  "user:role": [...EMAIL, "--add", "trusted"],
  "user:suspend": [...EMAIL, "--reason", "On request"],
  "user:reset-two-factor": EMAIL,
  import: [FROM],
  "storage:move": ["--to", FROM],
  "discussions:import": [MBOX, "--format", "mbox", "--category", "electronic-evidence", "--source", "A list"],
  "discussions:undo-import": ["01890a5d-ac96-774b-bcce-b302099a8057"],
};

async function callOf(name: string): Promise<string[]> {
  const { operands = [] } = (await COMMANDS[name]?.()) ?? {};
  return [name, ...(CALLS[name] ?? operands.map((operand) => join(folder, operand)))];
}

function octopus(args: string[], databaseUrl: string): Promise<Ended> {
  const env = { DATABASE_URL: databaseUrl, DATA_DIR: join(folder, "data"), AUTH_SECRET: "x".repeat(32) };
  return startOctopus(args, { env, input: "violet kettle on the roof\n" }).ended;
}

/** One line in words: no internal code, no stack, no secret. */
function expectPlain(ended: Ended, code: 1 | 2, what: unknown): void {
  const lines = ended.stderr.trim().split("\n");
  expect({ what, code: ended.code, lines: lines.length, stderr: ended.stderr }).toMatchObject({
    code,
    lines: 1,
  });
  expect(ended.stderr).toMatch(/^[A-Z/-].* .*[.a-z]\n$|^\S+: .+\n$|See: npm run octopus/);
  expect(ended.stderr).not.toMatch(/^\w+: \w+_\w+$|\n {2,}at |hunter2/);
}

beforeAll(() => {
  mkdirSync(join(FROM, "profiles"), { recursive: true });
  writeFileSync(join(FROM, "profiles", "senegal.json"), JSON.stringify({ format: "octopus-profile/1" }));
  writeFileSync(MBOX, "From a@example.org Tue Nov 24 09:00:00 2026\nSubject: Hash values\n\nWhich tools?\n");
});

describe("a command reports plainly", { timeout: 60_000 }, () => {
  it("a wrong call", async () => {
    for (const name of Object.keys(COMMANDS)) {
      const command = await COMMANDS[name]?.();
      const call = () => command && parseCall(command, ["--no-such-option"]);
      expect(call, name).toThrow(UsageError);
      expect(call, name).toThrow(/^Unknown option '--no-such-option'$/);
    }
    const ended = await octopus(["seed", "--no-such-option"], "postgres://app@127.0.0.1:1/none");
    expectPlain(ended, 2, "seed");
    expect(ended.stderr).toMatch(/See: npm run octopus -- seed --help/);
  });

  it.each(Object.keys(COMMANDS))("%s: a database that does not respond", async (name) => {
    const command = await COMMANDS[name]?.();
    if (!command?.database) return;
    const ended = await octopus(await callOf(name), "postgres://app:hunter2@127.0.0.1:1/none");
    expect(ended.code).toBe(1);
    expect(ended.stdout + ended.stderr).not.toContain("hunter2");
    // The doctor has a line for everything, and a restore checks its file first.
    if (name === "doctor") return expect(ended.stdout).toMatch(/^FAIL {2}database .*ECONNREFUSED/m);
    expectPlain(ended, 1, name);
    if (name !== "restore") expect(ended.stderr).toMatch(/^DATABASE_URL: cannot reach .* \(ECONNREFUSED\)/);
  });

  it("a missing or outdated schema", async () => {
    const url = await emptyDatabase();
    for (const name of ["jobs:run", "import", "seed"]) {
      const ended = await octopus(await callOf(name), url);
      expectPlain(ended, 1, name);
      expect(ended.stderr).toMatch(/has no schema yet. Run: npm run octopus -- migrate/);
    }
    await migrateDatabase(url);
    await onServer("delete from drizzle.__drizzle_migrations where id = 1", url);
    const ended = await octopus(["seed"], url);
    expect(ended).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/^The database has the schema of an earlier/),
    });
  });

  it("an unknown address, and read-only mode", async () => {
    const url = await emptyDatabase();
    await migrateDatabase(url);
    for (const name of ["user:role", "user:suspend", "user:reset-two-factor"]) {
      const ended = await octopus(await callOf(name), url);
      expectPlain(ended, 1, name);
      expect(ended.stderr).toBe("This member does not exist.\n");
    }
    await onServer(
      "insert into setting (key, value, updated_at) values ('read-only', '{\"isOn\":true}', now())",
      url,
    );
    const seeded = await octopus(["seed"], url);
    expectPlain(seeded, 1, "seed");
    expect(seeded.stderr).toMatch(
      /^The site is in read-only mode: nothing was written\. .* \/admin; then run/,
    );
    // What an operator must be able to do still works.
    expect((await octopus(await callOf("user:create"), url)).code).toBe(0);
  });

  it("problems of a file or folder", async () => {
    const url = await emptyDatabase();
    await migrateDatabase(url);
    const cases: [string[], RegExp][] = [
      [["backup", folder], /is a folder\. Name a file in it\.$/],
      [["backup", join(folder, "no", "file")], /^There is no folder .*\. Create it, or name another file\.$/],
      [
        ["restore", join(folder, "nothing")],
        /cannot be read \(ENOENT\)\. Name a file that `backup` wrote\.$/,
      ],
      [["restore", join(FROM, "profiles", "senegal.json")], /\.$/],
      [["import", folder], /cannot be read \(ENOENT\)\. Name a folder that `export` wrote\.$/],
      [
        ["export", join(FROM, "profiles", "senegal.json")],
        /cannot be written \(\w+\)\. Name another folder\.$/,
      ],
      [["export", "/proc/none"], /cannot be written \(\w+\)\. Name another folder\.$/],
    ];
    for (const [args, line] of cases) {
      const ended = await octopus(args, url);
      expectPlain(ended, 1, args);
      expect(ended.stderr.trim()).toMatch(line);
      expect(ended.stdout).toBe("");
    }
  });
});
