import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { Client } from "pg";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { emptyDatabases, onServer, sumsOf, tablesIn } from "@/tests/support/empty-database";
import { type Ended, startOctopus } from "@/tests/support/octopus";

/*
 * Commands as their user runs them: as separate processes, on databases whose owner has no special
 * privileges. One story from an empty database to its backup, loss and restore.
 */
const emptyDatabase = emptyDatabases();
const PASSPHRASE = "correct horse battery staple";

let folder = "";
let site = { DATABASE_URL: "", DATA_DIR: "" };

/** Another machine with an empty database and the site's secret. */
async function machine(): Promise<typeof site> {
  const DATA_DIR = mkdtempSync(join(folder, "machine-"));
  return { DATABASE_URL: await emptyDatabase(), DATA_DIR };
}

const surroundings = () => ({ AUTH_SECRET: "a secret of this story, kept elsewhere", ...site });

function octopus(args: string[], env: Record<string, string> = {}, input = ""): Promise<Ended> {
  return startOctopus(args, { env: { ...surroundings(), ...env }, input }).ended;
}

/** The same by the script of `npm run octopus`. */
const launch = (args: string[]) => startOctopus(args, { env: surroundings(), launched: true }).ended;

/** One line on standard error, exit code 1, nothing on standard output. */
function refusal(ended: Ended): string {
  expect({ code: ended.code, lines: ended.stderr.trim().split("\n").length }).toEqual({ code: 1, lines: 1 });
  expect(ended.stdout).toBe("");
  return ended.stderr.trim();
}

const partials = () => readdirSync(folder).filter((name) => name.endsWith(".partial"));

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "octopus-commands-"));
  site = await machine();
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("new site", { timeout: 300_000 }, () => {
  it("says what to do without a schema", async () => {
    expect(refusal(await launch(["user:suspend", "--email", "a@example.org", "--reason", "Spam"]))).toBe(
      "The database has no schema yet. Run: npm run octopus -- migrate",
    );
    expect(refusal(await octopus(["backup", join(folder, "none")]))).toMatch(/has no schema yet/);
    expect(await launch(["migrate"])).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^\d+ applied\n$/),
    });
    expect(await launch(["migrate"])).toMatchObject({ code: 0, stdout: "up to date\n" });
  });

  it("gives out a setup link until it is used", async () => {
    const link = /^http:\/\/localhost:4321\/reset\?token=[\w-]{43}\n$/;
    const ask = () => octopus(["setup-link"], { PORT: "4321" });
    const [first, second] = [await ask(), await ask()];
    expect([first.code, second.code]).toEqual([0, 0]);
    expect(first.stdout).toMatch(link);
    expect(second.stdout).toMatch(link);
    expect(second.stdout).not.toBe(first.stdout);
  });

  it("creates members from the command line", async () => {
    const create = (...rest: string[]) => [
      "user:create",
      "--email",
      "awa@example.org",
      "--name",
      "Awa Ndiaye",
      ...rest,
    ];
    const made = await octopus(
      create("--role", "administrator", "--password-stdin"),
      {},
      "violet kettle on the roof\n",
    );
    expect(made).toEqual({ code: 0, stdout: "awa-ndiaye is a member and administrator\n", stderr: "" });
    expect(refusal(await octopus(create("--password-stdin"), {}, "violet kettle on the roof"))).toMatch(
      /^email: /,
    );
    expect(refusal(await octopus(create("--password-stdin"), {}, ""))).toMatch(
      /no password on standard input/,
    );
    expect(await octopus(create())).toMatchObject({
      code: 2,
      stderr: "--password-stdin is missing. See: npm run octopus -- user:create --help\n",
    });
    expect((await octopus(["setup-link"])).stdout).toBe("");
  });

  it("can be checked and maintained", async () => {
    const well = await octopus(["doctor"]);
    // The tests' server is not durable, which the doctor reports.
    const [server] = await onServer<{ keeps: boolean }>("select current_setting('fsync') = 'on' as keeps");
    expect(well).toMatchObject({ code: server?.keeps ? 0 : 1, stderr: "" });
    expect(well.stdout).toMatch(
      /^ok {4}database .* schema current, commits durable|^FAIL {2}database .* is off/m,
    );
    expect(well.stdout).toMatch(/^warn {2}backup .*none yet/m);
    expect(well.stdout).toMatch(
      /^(?:ok {2}|warn) {2}knowledge {7}\d+ of \d+ profiles without anything, 0 of \d+ records without a source, of \d+ sources 0 unfit/m,
    );
    expect(well.stdout).toMatch(/^warn {2}administrators {2}.*user:reset-two-factor/m);
    const port = await new Promise<number>((resolve) => {
      const server = createServer().listen(0, "127.0.0.1", () => {
        const address = server.address();
        server.close(() => resolve(typeof address === "object" && address ? address.port : 0));
      });
    });
    const ill = await octopus(["doctor"], { SMTP_URL: `smtp://robot:hunter2@127.0.0.1:${port}` });
    expect(ill.code).toBe(1);
    expect(ill.stdout).toContain(`127.0.0.1:${port} takes no mail (ECONNREFUSED). Check SMTP_URL.`);
    expect(ill.stdout).not.toContain("hunter2");
  });
});

describe("lost site", { timeout: 300_000 }, () => {
  const file = () => join(folder, "site.tar.gz.age");

  it("was backed up", async () => {
    mkdirSync(join(site.DATA_DIR, "files"), { recursive: true });
    writeFileSync(join(site.DATA_DIR, "files", "upload"), "what someone uploaded");
    const ended = await octopus(["backup", file()], { OCTOPUS_BACKUP_PASSPHRASE: PASSPHRASE });
    expect(ended).toMatchObject({ code: 0, stderr: "" });
    expect(ended.stdout).toMatch(/^ {2}member +2 rows$/m);
    expect(ended.stdout.trim().split("\n").at(-1)).toMatch(/: \d+ tables, 1 files, [\d.]+ KB, encrypted$/);
    expect(statSync(file()).mode & 0o777).toBe(0o600);
    expect(partials()).toEqual([]);
  });

  it("is restored elsewhere by one command, with its members", async () => {
    const before = await sumsOf(site.DATABASE_URL);
    const other = await machine();
    expect(refusal(await octopus(["restore", file()], other))).toMatch(/^This backup is encrypted/);
    const wrong = { ...other, OCTOPUS_BACKUP_PASSPHRASE: "wrong horse battery staple" };
    expect(refusal(await octopus(["restore", file()], wrong))).toMatch(/is not the passphrase/);
    const right = { ...other, OCTOPUS_BACKUP_PASSPHRASE: PASSPHRASE };
    const ended = await octopus(["restore", file()], right);
    expect(ended).toMatchObject({ code: 0, stderr: "" });
    expect(ended.stdout).toMatch(/^restored as of 20.*: \d+ rows, 1 files$/m);
    expect(ended.stdout).toMatch(/^No list of erasures in /m);
    expect(ended.stdout).not.toMatch(/AUTH_SECRET/);
    const after = await sumsOf(other.DATABASE_URL);
    expect([after.member, after.role_grant, after.token]).toEqual([
      before.member,
      before.role_grant,
      before.token,
    ]);
    expect(readFileSync(join(other.DATA_DIR, "files", "upload"), "utf8")).toBe("what someone uploaded");
    expect((await octopus(["doctor"], other)).stdout).toMatch(/^ok {4}restore .* within the last hour$/m);
    expect(refusal(await octopus(["restore", file()], right))).toMatch(/^The database is not empty/);
  });

  it("erases again members erased after the backup, from another machine's list", async () => {
    const [row] = await onServer<{ id: string }>(
      "select id from member where email_key = 'awa@example.org'",
      site.DATABASE_URL,
    );
    const erasures = join(folder, "erasures.log");
    writeFileSync(erasures, `${row?.id} 2026-11-20T10:00:00.000Z\n`);
    const other = { ...(await machine()), OCTOPUS_BACKUP_PASSPHRASE: PASSPHRASE };
    expect(refusal(await octopus(["restore", file(), "--erasures", join(folder, "nothing")], other))).toMatch(
      /There is no file/,
    );
    const ended = await octopus(["restore", file(), "--erasures", erasures], {
      ...other,
      AUTH_SECRET: "another one, of thirty-two characters",
    });
    expect(ended.stdout).toMatch(/^1 erased again$/m);
    expect(ended.stdout).toMatch(/^AUTH_SECRET differs from that of the site/m);
    expect(await onServer("select state, email from member order by state", other.DATABASE_URL)).toEqual([
      { state: "active", email: "admin@localhost" },
      { state: "erased", email: null },
    ]);
  });

  it("erases them too if the database was restored by other means", async () => {
    const erasures = join(folder, "erasures.log");
    const other = { ...(await machine()), OCTOPUS_BACKUP_PASSPHRASE: PASSPHRASE };
    expect((await octopus(["restore", file()], other)).code).toBe(0);
    expect(refusal(await octopus(["erasures:apply", "--erasures", join(folder, "none")], other))).toMatch(
      /^There is no list of erasures in /,
    );
    const apply = () => octopus(["erasures:apply", "--erasures", erasures], other);
    expect(await apply()).toEqual({ code: 0, stdout: "1 erased again\n", stderr: "" });
    expect(await apply()).toEqual({ code: 0, stdout: "0 erased again\n", stderr: "" });
    const erased = "select count(*)::int as n from member where state = 'erased'";
    expect(await onServer(erased, other.DATABASE_URL)).toEqual([{ n: 1 }]);
  });
});

describe("interruption", { timeout: 300_000 }, () => {
  const file = () => join(folder, "plain.tar.gz");

  it("of a backup leaves no part of it, and an earlier one intact", async () => {
    expect((await octopus(["backup", file()])).code).toBe(0);
    const whole = readFileSync(file());
    // A lock that only readers of the table wait for stops the backup midway.
    await held("lock table page in access exclusive mode", site.DATABASE_URL, async () => {
      const running = startOctopus(["backup", file()], { env: { ...site } });
      await until(() => partials().length > 0);
      running.kill("SIGTERM");
      expect((await running.ended).code).toBe(130);
    });
    expect(partials()).toEqual([]);
    const full = await startOctopus(["backup", file()], { env: { ...site }, limit: 1 }).ended;
    expect(full).toMatchObject({ code: 1, stderr: expect.stringMatching(/^.+\n$/) });
    expect(partials()).toEqual([]);
    expect(readFileSync(file()).equals(whole)).toBe(true);
  });

  it("of a restore by a kill leaves the database empty, and a retry works", async () => {
    const other = await machine();
    await octopus(["migrate"], other);
    const name = new URL(other.DATABASE_URL).pathname.slice(1);
    const loading = `select pid from pg_stat_activity where datname = '${name}' and wait_event_type = 'Lock'`;
    // Rows can be read but not written, so the restore stops inside its transaction.
    await held("lock table version in share mode", other.DATABASE_URL, async () => {
      const running = startOctopus(["restore", file()], { env: other });
      await until(async () => (await onServer(loading)).length > 0);
      running.kill("SIGKILL");
      await running.ended;
    });
    const here = `select 1 from pg_stat_activity where datname = '${name}'`;
    await until(async () => (await onServer(here)).length === 0);
    expect(Object.values(await sumsOf(other.DATABASE_URL)).every((sum) => sum.startsWith("0 "))).toBe(true);
    expect((await octopus(["restore", file()], other)).code).toBe(0);
    expect((await tablesIn(other.DATABASE_URL)).length).toBeGreaterThan(20);
  });
});

describe("scheduled jobs", { timeout: 300_000 }, () => {
  it("can be run by hand: the nightly backup and the restore drill", async () => {
    for (const task of ["nightly-backup", "restore-drill"])
      await onServer(`select graphile_worker.add_job('${task}', '{}'::json)`, site.DATABASE_URL);
    const run = await octopus(["jobs:run"]);
    // Log lines appear in the same output at any time.
    expect(run.stdout).toMatch(/^[2-9] done, 0 failed$/m);
    expect(run.code).toBe(0);
    expect(readdirSync(join(site.DATA_DIR, "backups"))).toEqual([
      expect.stringMatching(/^\d{4}-\d\d-\d\d\.tar\.gz$/),
    ]);
    expect((await octopus(["doctor"])).stdout).toMatch(/^ok {4}backup .*\nok {4}restore /m);
    expect(await onServer("select datname from pg_database where datname like 'octopus_drill_%'")).toEqual(
      [],
    );
  });

  it("report a failed job", async () => {
    await onServer(
      `select graphile_worker.add_job('mail-reset', '{"memberId":"no id"}'::json)`,
      site.DATABASE_URL,
    );
    const run = await octopus(["jobs:run"]);
    expect(run.code).toBe(1);
    expect(run.stdout).toMatch(/1 failed/);
  });
});

/** Does something while a statement's locks are held. */
async function held(statement: string, url: string, work: () => Promise<void>): Promise<void> {
  const client = new Client({ connectionString: url || inject("template").serverUrl });
  await client.connect();
  try {
    await client.query("begin");
    await client.query(statement);
    await work();
  } finally {
    await client.end();
  }
}

async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  const end = Date.now() + 30_000;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error("what this test waits for does not happen");
    await sleep(20);
  }
}
