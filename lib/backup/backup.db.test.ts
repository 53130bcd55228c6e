import { createHash, randomBytes } from "node:crypto";
import { mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { closeDatabase, db } from "@/db/client";
import { migrateDatabase } from "@/db/migrate";
import { setting } from "@/db/schema/core";
import { page } from "@/db/schema/revisions";
import { loadSeed } from "@/db/seed";
import { applySeed } from "@/db/seed/apply";
import { newId } from "@/lib/core/id";
import { eraseMember } from "@/lib/members";
import { OPERATOR, queueJob, transact } from "@/lib/transact";
import { enter, setEnvironment, withPassword } from "@/tests/support/accounts";
import { useDatabase } from "@/tests/support/database";
import {
  emptyDatabases,
  onServer,
  onServerAtOnce,
  rulesOf,
  sumsOf,
  tablesIn,
} from "@/tests/support/empty-database";
import { actorOf, by, giveRole, makeMember, makeSession } from "@/tests/support/members";
import { prose, save } from "@/tests/support/sections";
import { readArchive } from "./archive-reader";
import { writeArchive } from "./archive-writer";
import { erasureListPath, readErasureList, saveErasures } from "./erasure-list";
import { makeBackup } from "./make";
import { backUp } from "./nightly";
import { type RestoreOptions, restoreBackup } from "./restore";

useDatabase({ keep: true });
const emptyDatabase = emptyDatabases();

let source = "";
let folder = "";
let plain = "";
/** Content of the source when `plain` was made. */
let before: Record<string, string> = {};

const restore = (url: string, given: Partial<RestoreOptions> = {}) =>
  restoreBackup({
    path: plain,
    passphrase: undefined,
    url,
    files: null,
    erasures: [],
    by: OPERATOR,
    ...given,
  });

/** Copies the archive with some entries changed. */
async function rewritten(change: (name: string, content: Buffer) => Buffer | null): Promise<string> {
  const path = join(folder, `rewritten-${randomBytes(4).toString("hex")}`);
  await writeArchive(path, undefined, async (archive) => {
    for await (const entry of readArchive(plain, undefined)) {
      const chunks: Buffer[] = [];
      for await (const chunk of entry.content) chunks.push(chunk);
      const content = change(entry.name, Buffer.concat(chunks));
      if (content) await archive.add(entry.name, content);
    }
  });
  return path;
}

/** Adds a few real profiles, whose sections and revisions refer to each other. */
async function fill(): Promise<void> {
  const seed = loadSeed();
  const [countries, profiles] = [seed.countries, seed.profiles].map((list) =>
    list.filter(({ slug }) => ["senegal", "romania", "france", "kosovo"].includes(slug)),
  ) as [typeof seed.countries, typeof seed.profiles];
  const iso3 = new Set(countries.map((country) => country.iso3));
  const facts = seed.facts.filter((fact) => iso3.has(fact.iso3));
  await transact(OPERATOR, (ctx) => applySeed(ctx, { ...seed, countries, profiles, facts }));
  const { id } = await withPassword({ email: "awa@example.org", fullName: "Awa Ndiaye" });
  await giveRole(id, "trusted");
  await save(await actorOf(id), {
    section: "state-of-play",
    content: prose({ aaaaaa: "A text with \\ signs, «quotes» and عربي" }),
  });
  await db()
    .insert(setting)
    .values({ key: "notes", value: { text: "a\ttab, a\nbreak, \\N and \\." }, updatedAt: new Date() });
  await transact(OPERATOR, async (ctx) => {
    ctx.asSystem("a test");
    ctx.skipAudit("a test");
    await queueJob(ctx.tx, { task: "mail-reset", payload: { memberId: id }, key: "reset", queue: "mails" });
    await queueJob(ctx.tx, { task: "nightly-backup", payload: {} });
  });
  mkdirSync(join(folder, "files", "ab"), { recursive: true });
  writeFileSync(join(folder, "files", "ab", "cd"), randomBytes(200_000));
  writeFileSync(join(folder, "files", "empty"), "");
  writeFileSync(join(folder, "files", "ab", "upload.partial"), "half of it");
}

beforeAll(async () => {
  setEnvironment({});
  source = process.env.DATABASE_URL ?? "";
  folder = process.env.DATA_DIR ?? "";
  plain = join(folder, "plain.tar.gz");
  await fill();
  await makeBackup(plain, { url: source });
  before = await sumsOf(source);
}, 60_000);

afterEach(async () => {
  await closeDatabase();
  setEnvironment({ DATABASE_URL: source, AUTH_SECRET: "a secret of the tests, which signs nothing real" });
});

describe("backup restored into an empty database", () => {
  let target = "";
  const restoredFile = (path: string) => readFileSync(join(folder, "restored", path));

  beforeAll(async () => {
    target = await emptyDatabase();
    const files = join(folder, "restored");
    mkdirSync(join(files, "ab"), { recursive: true });
    writeFileSync(join(files, "ab", "cd.partial"), "what a kill left");
    writeFileSync(join(files, "empty"), "");
    const { manifest, rows, isSameSecret } = await restore(target, { files });
    expect(manifest.tables.map(({ name }) => name)).toEqual(Object.keys(before).sort());
    expect(rows).toBeGreaterThan(100);
    expect(isSameSecret).toBe(true);
  });

  it("has every row and constraint, without special privileges", async () => {
    // What restoring itself writes: it is logged, ends sessions and raises versions.
    const touched = ["audit_entry", "job_run", "session", "version"];
    const same = (sums: Record<string, string>) =>
      Object.fromEntries(Object.entries(sums).filter(([name]) => !touched.includes(name)));
    const after = await sumsOf(target);
    expect(same(after)).toEqual(same(before));
    expect(Object.keys(after).sort()).toEqual(Object.keys(before).sort());
    expect(await rulesOf(target)).toEqual(await rulesOf(source));
    await expect(onServer("delete from revision", target)).rejects.toThrow(/append-only/);
    await expect(onServer("update revision set summary = 'x'", target)).rejects.toThrow(/append-only/);
  });

  it("accepts members' passwords but no earlier sessions", async () => {
    expect(await onServer("select 1 from session where ended_at is null", target)).toEqual([]);
    await closeDatabase();
    setEnvironment({ DATABASE_URL: target });
    expect((await enter("awa@example.org")).is).toBe("in");
  });

  it("logs the restore", async () => {
    expect(await onServer("select details from audit_entry where fact = 'backup.restored'", target)).toEqual([
      { details: { rows: expect.any(Number), madeAt: expect.any(String), isDrill: false } },
    ]);
    const runs = await onServer("select task, outcome from job_run order by id desc limit 1", target);
    expect(runs).toEqual([{ task: "restore", outcome: "done" }]);
  });

  it("makes every document stale", async () => {
    const list = (url: string) =>
      onServer<{ scope: string; n: number }>("select scope, n::int as n from version", url);
    const after = new Map((await list(target)).map(({ scope, n }) => [scope, n]));
    expect(after.get("site")).toBeGreaterThan(1_000_000);
    for (const { scope, n } of await list(source))
      expect((after.get(scope) ?? 0) - n).toBeGreaterThanOrEqual(1_000_000);
  });

  it("has the waiting jobs, except scheduled ones", async () => {
    const jobs = await onServer<{ task: string }>(
      "select task_identifier as task, key, queue_name as queue, max_attempts, attempts from graphile_worker.jobs",
      target,
    );
    expect(jobs).toContainEqual({
      task: "mail-reset",
      key: "reset",
      queue: "mails",
      max_attempts: 8,
      attempts: 0,
    });
    expect(jobs.map(({ task }) => task)).not.toContain("nightly-backup");
  });

  it("has the files, replaces remains of a crash, and refuses other content", async () => {
    for (const path of ["ab/cd", "empty"])
      expect(restoredFile(path).equals(readFileSync(join(folder, "files", path)))).toBe(true);
    expect(() => restoredFile("ab/upload.partial")).toThrow();
    writeFileSync(join(folder, "restored", "ab", "cd"), "another file of that name");
    const again = restore(await emptyDatabase(), { files: join(folder, "restored") });
    await expect(again).rejects.toThrow(/is there already and is another file/);
    expect(restoredFile("ab/cd").toString()).toBe("another file of that name");
  });
});

describe("a backup", () => {
  it("is a snapshot: has both of two rows written together, or none", async () => {
    const path = join(folder, "moment.tar.gz");
    let isWriting = true;
    const writer = (async () => {
      for (let n = 0; isWriting; n += 1) {
        await db().transaction(async (tx) => {
          const row = { id: newId(), kind: "post", slug: `pair-${n}`, createdAt: new Date() };
          await tx.insert(page).values(row);
          await tx.insert(setting).values({ key: `pair-${n}`, value: n, updatedAt: new Date() });
        });
      }
    })();
    // `page` is read before `setting`; without one snapshot, more rows of `setting` would be found.
    const made = await makeBackup(path, { url: source });
    isWriting = false;
    await writer;
    const count = (name: string) => made.manifest.tables.find((table) => table.name === name)?.rows ?? 0;
    const base = (name: string) => Number(before[name]?.split(" ")[0]);
    expect(count("page") - base("page")).toBe(count("setting") - base("setting"));
    expect(await db().$count(setting)).toBeGreaterThan(count("setting"));
  });

  it("reports a different secret on the restoring site", async () => {
    setEnvironment({ AUTH_SECRET: "another secret, which was made for this test" });
    expect((await restore(await emptyDatabase())).isSameSecret).toBe(false);
  });

  it("needs its passphrase if encrypted", async () => {
    const path = join(folder, "sealed.tar.gz.age");
    const passphrase = "correct horse battery staple";
    await makeBackup(path, { url: source, passphrase });
    const target = await emptyDatabase();
    await expect(restore(target, { path })).rejects.toThrow(/Set OCTOPUS_BACKUP_PASSPHRASE/);
    const wrong = restore(target, { path, passphrase: "wrong horse battery staple" });
    await expect(wrong).rejects.toThrow(/is not the passphrase/);
    expect(await tablesIn(target)).toEqual([]);
    await restore(target, { path, passphrase });
    expect((await sumsOf(target)).member).toBe((await sumsOf(source)).member);
  });
});

describe("erasures after the backup", () => {
  it("are repeated from this machine's list", async () => {
    const { id, handle } = await withPassword({
      email: "gone@example.org",
      handle: "zuleika-quist",
      fullName: "Zuleika Quist",
      displayName: "Zuleika Quist",
      biography: "Zuleika Quist wrote this.",
    });
    const gone = await actorOf(id);
    await save(gone, { section: "safeguards", content: prose({ bbbbbb: "What stays of hers" }) });
    await makeSession((await makeMember()).id);
    const path = join(folder, "erased-later.tar.gz");
    await backUp(OPERATOR, { path });
    await transact(by(gone), (ctx) => eraseMember(ctx, { typedHandle: handle }));
    expect([await saveErasures(), await saveErasures()]).toEqual([1, 0]);
    const erasures = (await readErasureList(erasureListPath())) ?? [];
    expect(erasures.map(({ memberId }) => memberId)).toEqual([id]);
    expect(statSync(erasureListPath()).mode & 0o777).toBe(0o600);

    const trace = async (url: string) => {
      const each = Object.keys(before).map(
        (name) => `select '${name}' as name from "${name}" t where t::text ~* 'quist|gone@example.org'`,
      );
      const found = await onServer<{ name: string }>(each.join(" union all "), url);
      return [...new Set(found.map(({ name }) => name))].sort();
    };
    const target = await emptyDatabase();
    expect((await restore(target, { path })).erasedAgain).toBe(0);
    expect(await trace(target)).toContain("member");
    const other = await emptyDatabase();
    expect((await restore(other, { path, erasures })).erasedAgain).toBe(1);
    // The handle stays, but nothing that leads to a person.
    expect((await trace(other)).filter((name) => name !== "audit_entry" && name !== "version")).toEqual([]);
    const theirs = `select summary from revision where author_id = '${id}'`;
    expect(await onServer(theirs, other)).toEqual([{ summary: "A test's edit" }]);
  });

  it("are read from a list that a crash truncated, but not from other files", async () => {
    const list = join(folder, "list");
    const line = "0199aaaa-0000-7000-8000-000000000001 2026-11-01T00:00:00.000Z\n";
    writeFileSync(list, `${line}0199aaaa-0000-7000`);
    expect(await readErasureList(list)).toEqual([
      { memberId: "0199aaaa-0000-7000-8000-000000000001", at: new Date("2026-11-01T00:00:00Z") },
    ]);
    writeFileSync(list, "hello\n");
    await expect(readErasureList(list)).rejects.toThrow(/is no list of erasures/);
    expect(await readErasureList(join(folder, "no such file"))).toBeNull();
  });

  it("are appended on a new line after a truncated one", async () => {
    const complete = readFileSync(erasureListPath(), "utf8");
    writeFileSync(erasureListPath(), complete.slice(0, 20));
    expect(await saveErasures()).toBe(1);
    expect(await readErasureList(erasureListPath())).toHaveLength(1);
  });
});

describe("failing restore", () => {
  it.each([
    ["cut short", (bytes: Buffer) => bytes.subarray(0, bytes.length - 2000)],
    ["with a byte changed", (bytes: Buffer) => bytes.fill((bytes[50_000] ?? 0) ^ 1, 50_000, 50_001)],
    ["that is empty", () => Buffer.alloc(0)],
  ])("leaves the database untouched for an archive that was %s", async (_, change) => {
    const path = join(folder, "damaged");
    writeFileSync(path, change(readFileSync(plain)));
    const target = await emptyDatabase();
    await expect(restore(target, { path })).rejects.toThrow(/damaged|no backup/);
    const schemas = "select 1 from pg_namespace where nspname in ('drizzle', 'graphile_worker')";
    expect(await onServer(schemas, target)).toEqual([]);
  });

  it("leaves the database untouched if content differs from the manifest", async () => {
    const target = await emptyDatabase();
    const refused = async (wanted: RegExp, change: (content: Buffer) => Buffer | null, why: RegExp) => {
      const path = await rewritten((name, content) => (wanted.test(name) ? change(content) : content));
      await expect(restore(target, { path, files: join(folder, "nowhere") })).rejects.toThrow(why);
    };
    const text = (change: (text: string) => string) => (content: Buffer) =>
      Buffer.from(change(content.toString()));
    const firstRowLost = (rows: Buffer) => rows.subarray(rows.indexOf("\n") + 1);
    await refused(/^tables\/page\//, firstRowLost, /table page is not as/);
    await refused(/^tables\/page\//, () => null, /table page is not as/);
    await refused(/^jobs\//, () => null, /jobs are not as/);
    await refused(/^files\/empty/, () => null, /files are not as/);
    await refused(/^files\/empty/, () => Buffer.from("x"), /files are not as/);
    await refused(/^manifest/, () => null, /ends before its manifest/);
    await refused(/^manifest/, () => Buffer.from("{"), /manifest is no JSON/);
    const newer = text((manifest) => manifest.replace("octopus-backup/1", "octopus-backup/2"));
    await refused(/^manifest/, newer, /layout octopus-backup\/2/);
    const foreign = text((manifest) => manifest.replace(/"hash": ".{8}/, '"hash": "00000000'));
    await refused(/^manifest/, foreign, /whose schema this version does not build on/);
    expect(await tablesIn(target)).toEqual([]);
  });

  it("reads a backup from before the names of queues were kept", async () => {
    let sum = { rows: 0, sha256: "" };
    const path = await rewritten((name, content) => {
      if (name.startsWith("jobs/")) {
        const text = content.toString().replaceAll(/\t[^\t\n]*\n/g, "\n");
        sum = { rows: text.split("\n").length - 1, sha256: createHash("sha256").update(text).digest("hex") };
        return Buffer.from(text);
      }
      if (name !== "manifest.json") return content;
      return Buffer.from(JSON.stringify({ ...JSON.parse(content.toString()), jobs: sum }));
    });
    const target = await emptyDatabase();
    await restore(target, { path });
    const jobs = await onServer("select key, queue_name as queue from graphile_worker.jobs", target);
    expect(jobs).toContainEqual({ key: "reset", queue: null });
  });

  it("leaves nothing if a row's reference is missing, whatever the database's level", async () => {
    let row = { rows: 0, sha256: "" };
    const path = await rewritten((name, content) => {
      if (name.startsWith("tables/profile_alias/")) {
        const text = `${content.toString()}zzzz\t0199aaaa-0000-7000-8000-00000000000a\n`;
        row = {
          rows: text.split("\n").length - 1,
          sha256: createHash("sha256").update(text).digest("hex"),
        };
        return Buffer.from(text);
      }
      if (name !== "manifest.json") return content;
      const manifest = JSON.parse(content.toString()) as { tables: { name: string }[] };
      Object.assign(manifest.tables.find((table) => table.name === "profile_alias") ?? {}, row);
      return Buffer.from(JSON.stringify(manifest));
    });
    const target = await emptyDatabase();
    await expect(restore(target, { path })).rejects.toThrow(
      /a row of its table profile_alias points at none/,
    );
    expect(await tablesIn(target)).toEqual([]);
    await migrateDatabase(target);
    await expect(restore(target, { path })).rejects.toThrow(/points at none/);
    expect(await rulesOf(target)).toEqual(await rulesOf(source));
    expect(Object.values(await sumsOf(target)).every((sum) => sum.startsWith("0 "))).toBe(true);
  });

  it("leaves nothing if the connection breaks, and can be repeated", async () => {
    const target = await emptyDatabase();
    const name = new URL(target).pathname.slice(1);
    const end = `select pg_terminate_backend(pid) from pg_stat_activity where datname = '${name}'`;
    // At once, or a short restore would end before its connection does.
    await expect(restore(target, { onTable: () => onServerAtOnce(end) })).rejects.toThrow();
    expect(await tablesIn(target)).toEqual([]);
    await restore(target);
    expect((await sumsOf(target)).revision).toBe(before.revision);
  });

  it("says what to do if the database is not empty", async () => {
    await expect(restore(source)).rejects.toThrow(
      /The database is not empty \(.*\)\. Restore into a new one/,
    );
    const other = await emptyDatabase();
    await onServer("create table theirs (id int primary key)", other);
    await expect(restore(other)).rejects.toThrow(/tables that differ from the backup's/);
  });

  it("reports that another restore is running", async () => {
    const target = await emptyDatabase();
    const both = await Promise.allSettled([restore(target), restore(target)]);
    const refused = both.flatMap((one) => (one.status === "rejected" ? [String(one.reason)] : []));
    expect(refused).toEqual([expect.stringMatching(/is running|not empty/)]);
  });
});
