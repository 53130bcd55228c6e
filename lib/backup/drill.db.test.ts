import { cpSync, mkdirSync, readdirSync, readFileSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { closeDatabase, db, pool } from "@/db/client";
import { MIGRATIONS, migrateDatabase } from "@/db/migrate";
import { listJobRuns } from "@/lib/operation";
import { OPERATOR, SYSTEM } from "@/lib/transact";
import { listFacts, setEnvironment } from "@/tests/support/accounts";
import { useDatabase } from "@/tests/support/database";
import { emptyDatabases, isSuper, onServer, sumsOf } from "@/tests/support/empty-database";
import { makeActor, makeMember } from "@/tests/support/members";
import { makeProfile, makeRevision } from "@/tests/support/profiles";
import { drillRestore } from "./drill";
import { makeBackup } from "./make";
import { backUpNightly } from "./nightly";
import { restoreBackup } from "./restore";
import { KEPT } from "./shelf/model";

useDatabase();
const emptyDatabase = emptyDatabases();

let url = "";
let folder = "";

beforeEach(() => {
  setEnvironment({ OCTOPUS_BACKUP_PASSPHRASE: undefined });
  url = process.env.DATABASE_URL ?? "";
  folder = join(process.env.DATA_DIR ?? "", "backups");
});

const nightly = () => readdirSync(folder).sort();
const lastRun = async (task: string) =>
  (await listJobRuns(await makeActor("administrator"))).find((row) => row.task === task);

describe("nightly backup", () => {
  it("is named by its day, keeps the newest fourteen and records that it ran", async () => {
    mkdirSync(folder, { recursive: true });
    for (let day = 1; day <= 16; day += 1)
      writeFileSync(join(folder, `2026-10-${String(day).padStart(2, "0")}.tar.gz`), "");
    writeFileSync(join(folder, "mine.tar.gz"), "an operator's own");
    for (const name of ["old.partial", "new.partial"]) writeFileSync(join(folder, name), "");
    utimesSync(join(folder, "old.partial"), new Date("2026-01-01"), new Date("2026-01-01"));
    await makeMember();
    await backUpNightly(SYSTEM, new Date("2026-11-03T02:11:00Z"));
    expect(nightly().filter((name) => name.startsWith("2026"))).toHaveLength(KEPT);
    expect(nightly()).toEqual(
      expect.arrayContaining(["2026-11-03.tar.gz", "2026-10-04.tar.gz", "mine.tar.gz"]),
    );
    expect(nightly()).not.toContain("2026-10-03.tar.gz");
    // One being written is not deleted.
    expect(nightly().filter((name) => name.endsWith(".partial"))).toEqual(["new.partial"]);
    expect(statSync(join(folder, "2026-11-03.tar.gz")).mode & 0o777).toBe(0o600);
    expect(await listFacts()).toContain("backup.made");
    expect(await lastRun("nightly-backup")).toMatchObject({ outcome: "done", counts: { rows: 1 } });
  });

  it("is encrypted if there is a passphrase", async () => {
    setEnvironment({ OCTOPUS_BACKUP_PASSPHRASE: "correct horse battery staple" });
    await makeMember({ fullName: "Awa Ndiaye" });
    await backUpNightly(SYSTEM, new Date("2026-11-04T02:11:00Z"));
    expect(readFileSync(join(folder, "2026-11-04.tar.gz.age")).subarray(0, 21).toString()).toBe(
      "age-encryption.org/v1",
    );
    await drillRestore(SYSTEM);
    expect(await listFacts()).toContain("backup.restored");
  });

  it("is recorded as failed when it fails", async () => {
    const file = join(process.env.DATA_DIR ?? "", "a-file");
    writeFileSync(file, "");
    const dataDir = process.env.DATA_DIR;
    setEnvironment({ DATA_DIR: file });
    await expect(backUpNightly(SYSTEM)).rejects.toThrow();
    setEnvironment({ DATA_DIR: dataDir });
    expect(await lastRun("nightly-backup")).toMatchObject({ outcome: "failed" });
  });
});

describe("restore drill", () => {
  const scratches = () =>
    onServer(
      "select datname from pg_database where datname like 'octopus_drill_%' or datname like '%_drill'",
    );

  async function withRows() {
    const pageId = await makeProfile({ slug: "senegal", iso2: "SN" });
    await makeRevision({ pageId, key: "policies", content: { a: 1 } });
    await makeRevision({ pageId, key: "policies", content: { a: 2 } });
  }

  it("restores the newest backup into a temporary database", async () => {
    await withRows();
    await backUpNightly(SYSTEM);
    const before = await sumsOf(url);
    await drillRestore(SYSTEM);
    expect(await scratches()).toEqual([]);
    const after = await sumsOf(url);
    // Only the records of the drill change on the site: no page becomes stale.
    const changed = Object.keys(after).filter((name) => after[name] !== before[name]);
    expect(changed).toEqual(["audit_entry", "backup_file", "job_run"]);
    expect(await lastRun("restore-drill")).toMatchObject({ outcome: "done", counts: { ageHours: 0 } });
  });

  it("makes the first backup if there is none", async () => {
    for (const name of nightly()) writeFileSync(join(folder, name), "");
    setEnvironment({ DATA_DIR: join(process.env.DATA_DIR ?? "", "fresh") });
    await drillRestore(SYSTEM);
    expect(await listFacts()).toEqual(expect.arrayContaining(["backup.made", "backup.restored"]));
  });

  it("fails on a damaged backup, reports it, and leaves nothing behind", async () => {
    await backUpNightly(SYSTEM, new Date("2027-01-01T00:00:00Z"));
    const path = join(folder, "2027-01-01.tar.gz");
    writeFileSync(path, readFileSync(path).subarray(0, 500));
    await expect(drillRestore(SYSTEM)).rejects.toThrow(/damaged/);
    expect(await lastRun("restore-drill")).toMatchObject({ outcome: "failed" });
    expect(await scratches()).toEqual([]);
  });

  it("uses an uncommitted schema if no database can be created", async () => {
    if (!(await isSuper())) return;
    const own = url;
    const limited = await emptyDatabase({ mayCreate: false });
    await migrateDatabase(limited);
    await closeDatabase();
    setEnvironment({ DATABASE_URL: limited, DATA_DIR: join(process.env.DATA_DIR ?? "", "limited") });
    await withRows();
    await drillRestore(SYSTEM);
    expect(await lastRun("restore-drill")).toMatchObject({ outcome: "done" });
    const left = await pool().query("select 1 from pg_namespace where nspname like 'octopus_drill%'");
    expect(left.rowCount).toBe(0);
    await closeDatabase();
    setEnvironment({ DATABASE_URL: own });
  });
});

describe("backup of another schema level", () => {
  /** The migrations of this version and one more, as a later version has. */
  function laterMigrations(): string {
    const later = join(process.env.DATA_DIR ?? "", "migrations");
    cpSync(MIGRATIONS, later, { recursive: true });
    const journal = JSON.parse(readFileSync(join(later, "meta/_journal.json"), "utf8"));
    const [last] = journal.entries.slice(-1);
    journal.entries.push({ ...last, idx: last.idx + 1, when: last.when + 1000, tag: "9999_later" });
    writeFileSync(join(later, "meta/_journal.json"), JSON.stringify(journal));
    writeFileSync(
      join(later, "9999_later.sql"),
      `ALTER TABLE member ADD COLUMN motto text;--> statement-breakpoint
       UPDATE member SET motto = 'of ' || handle;--> statement-breakpoint
       CREATE TABLE ticket (number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, word text, twice text GENERATED ALWAYS AS (word || word) STORED);`,
    );
    return later;
  }
  const restore = (path: string, target: string, migrations?: string) =>
    restoreBackup({
      path,
      passphrase: undefined,
      url: target,
      files: null,
      erasures: [],
      by: OPERATOR,
      migrations,
    });

  it("is upgraded if older, and refused if newer", async () => {
    const [older, newer] = [join(folder, "older"), join(folder, "newer")];
    const migrations = laterMigrations();
    await makeMember({ handle: "awa" });
    await makeBackup(older, { url });

    const target = await emptyDatabase();
    // An empty database at a newer level is emptied and migrated again.
    await migrateDatabase(target, migrations);
    await restore(older, target, migrations);
    expect(await onServer("select motto from member", target)).toEqual([{ motto: "of awa" }]);
    await onServer(
      "insert into ticket (word) values ('a'), ('b'), ('c'); delete from ticket where word = 'c'",
      target,
    );
    expect(await migrateDatabase(target, migrations)).toBe(0);

    await makeBackup(newer, { url: target });
    const refused = restore(newer, await emptyDatabase());
    await expect(refused).rejects.toThrow(/whose schema this version does not build on/);
    const again = await emptyDatabase();
    await restore(newer, again, migrations);
    // Sequences continue, and generated columns are computed again.
    await onServer("insert into ticket (word) values ('d')", again);
    expect(await onServer("select number::int as number, twice from ticket order by 1", again)).toEqual([
      { number: 1, twice: "aa" },
      { number: 2, twice: "bb" },
      { number: 4, twice: "dd" },
    ]);
  });

  it("cannot be made from a database without a schema", async () => {
    const target = await emptyDatabase();
    await expect(makeBackup(join(folder, "none"), { url: target })).rejects.toThrow(/has no schema yet/);
    expect(nightly()).not.toContain("none");
    expect(await db().execute("select 1")).toBeDefined();
  });
});
