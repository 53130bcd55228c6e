import { rmSync, writeFileSync } from "node:fs";
import { mkdir, readFile, symlink } from "node:fs/promises";
import { join } from "node:path";
import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { db, pool } from "@/db/client";
import { backupFile, backupTask } from "@/db/schema/backups";
import type { Actor } from "@/lib/core/actor";
import { runDueJobs } from "@/lib/jobs/worker";
import { SYSTEM, transact } from "@/lib/transact";
import { listFacts, setEnvironment } from "@/tests/support/accounts";
import { useDatabase } from "@/tests/support/database";
import { actorOf, by, giveRole, makeActor, makeMember } from "@/tests/support/members";
import { tryBackup } from "../drill";
import { backUpAsked, backUpNightly } from "../nightly";
import { askBackup, askTryBackup, backupsFolder, findShelf, markKeyCopy, openBackup } from "./index";
import { askedName, BackupName, KEPT_ASKED, OfBackup, taskState } from "./model";

useDatabase();

let admin: Actor;

beforeEach(async () => {
  setEnvironment({ OCTOPUS_BACKUP_PASSPHRASE: undefined });
  rmSync(backupsFolder(), { recursive: true, force: true });
  const { id } = await makeMember({ displayName: "Ada First" });
  await giveRole(id, "administrator");
  admin = await actorOf(id);
});

const ask = (as: Actor | null = admin) => transact(by(as), askBackup);
const askTry = (name: string, as: Actor | null = admin) =>
  transact(by(as), (ctx) => askTryBackup(ctx, OfBackup.parse({ name })));
const shelf = (now?: Date) => findShelf(admin, now);
const later = (minutes: number) => new Date(Date.now() + minutes * 60_000);

describe("a backup on request", () => {
  it("is made by a job, with what it contains and who asked", async () => {
    await ask();
    expect((await shelf()).tasks.make).toMatchObject({ state: "waiting", asker: "Ada First" });
    expect(await runDueJobs()).toEqual({ done: 1, failed: 0 });
    const { backups, tasks } = await shelf();
    expect(backups).toMatchObject([
      {
        bytes: expect.any(Number),
        isEncrypted: false,
        holds: { tables: expect.any(Number), rows: expect.any(Number), files: 0 },
        maker: "Ada First",
        tried: null,
        file: "here",
      },
    ]);
    expect(tasks.make).toMatchObject({ state: "done", reason: null, name: backups[0]?.name });
    expect(await listFacts()).toEqual(expect.arrayContaining(["backup.asked", "backup.made"]));
  });

  it("is one task if two administrators ask at once", async () => {
    const other = await makeActor("administrator");
    await Promise.all([ask(), ask(other), ask(), ask(other)]);
    expect(await db().$count(backupTask)).toBe(1);
    await runDueJobs();
    expect((await shelf()).backups).toHaveLength(1);
  });

  it("of a killed worker is not shown as running for ever, and can be asked for again", async () => {
    await ask();
    const old = new Date(Date.now() - 10 * 60_000);
    await db().update(backupTask).set({ startedAt: old, beatAt: old });
    expect((await shelf()).tasks.make).toMatchObject({ state: "failed", reason: "stopped" });
    await ask();
    expect((await shelf()).tasks.make).toMatchObject({ state: "waiting" });
    expect(await db().$count(backupTask, eq(backupTask.reason, "stopped"))).toBe(1);
    // The job of the first task does nothing any more.
    expect(await runDueJobs()).toEqual({ done: 2, failed: 0 });
    expect((await shelf()).backups).toHaveLength(1);
  });

  it("is shown as late if no worker begins it, and can be asked for again once its job is lost", async () => {
    await ask();
    expect((await shelf(later(4))).tasks.make).toMatchObject({ state: "late" });
    expect((await shelf(later(61))).tasks.make).toMatchObject({ state: "failed", reason: "stopped" });
  });

  it("says that the disk is full, without failing the job", async () => {
    await ask();
    await mkdir(join(backupsFolder(), ".."), { recursive: true });
    writeFileSync(backupsFolder(), "a file in place of the folder");
    expect(await runDueJobs()).toEqual({ done: 1, failed: 0 });
    rmSync(backupsFolder());
    expect((await shelf()).tasks.make).toMatchObject({ state: "failed", reason: "other" });
  });

  it("makes room: the newest five are kept, and what is deleted is forgotten", async () => {
    for (let hour = 0; hour < KEPT_ASKED + 2; hour += 1)
      await backUpAsked(
        SYSTEM,
        "01890000-0000-7000-8000-000000000000",
        new Date(Date.UTC(2026, 10, 3, hour)),
      );
    const { backups } = await shelf();
    expect(backups).toHaveLength(KEPT_ASKED);
    expect(await db().$count(backupFile)).toBe(KEPT_ASKED);
  });
});

describe("the list of backups", () => {
  it("says honestly that a backup is not on this machine, and lists files that nothing recorded", async () => {
    await backUpNightly(SYSTEM, new Date("2026-11-03T02:11:00Z"));
    writeFileSync(join(backupsFolder(), "2026-11-02.tar.gz.age"), "older");
    writeFileSync(join(backupsFolder(), "mine.tar.gz"), "an operator's own");
    rmSync(join(backupsFolder(), "2026-11-03.tar.gz"));
    const of = async (name: string) => (await shelf()).backups.find((one) => one.name === name);
    expect(await of("2026-11-03.tar.gz")).toMatchObject({ file: "none", maker: null });
    expect(await of("2026-11-02.tar.gz.age")).toMatchObject({ file: "here", holds: null, isEncrypted: true });
    expect((await shelf()).backups).toHaveLength(2);
    writeFileSync(join(backupsFolder(), "2026-11-03.tar.gz"), "cut off");
    expect(await of("2026-11-03.tar.gz")).toMatchObject({ file: "other" });
  });

  it("is for administrators only, and so is everything on it", async () => {
    const moderator = await makeActor("moderator");
    await expect(findShelf(moderator)).rejects.toMatchObject({ code: "forbidden" });
    for (const other of [moderator, await makeActor(), null]) {
      await expect(ask(other)).rejects.toThrow();
      await expect(askTry("2026-11-03.tar.gz", other)).rejects.toThrow();
    }
    expect(await db().$count(backupTask)).toBe(0);
  });

  it("notes whether the key is kept elsewhere", async () => {
    expect((await shelf()).isKeyElsewhere).toBe(false);
    await transact(by(admin), (ctx) => markKeyCopy(ctx, { mark: "elsewhere" }));
    expect((await shelf()).isKeyElsewhere).toBe(true);
    await transact(by(admin), (ctx) => markKeyCopy(ctx, { mark: "none" }));
    expect((await shelf()).isKeyElsewhere).toBe(false);
  });
});

describe("a test restore on request", () => {
  it("restores the chosen backup, and the list shows that it works", async () => {
    await backUpNightly(SYSTEM, new Date("2026-11-03T02:11:00Z"));
    await askTry("2026-11-03.tar.gz");
    expect(await runDueJobs()).toEqual({ done: 1, failed: 0 });
    const { backups, tasks } = await shelf();
    expect(tasks.try).toMatchObject({ state: "done", name: "2026-11-03.tar.gz" });
    expect(backups[0]?.tried).toMatchObject({ isSound: true });
    expect(await listFacts()).toContain("backup.restored");
  });

  it("says that a damaged backup could not be restored", async () => {
    await backUpNightly(SYSTEM, new Date("2026-11-03T02:11:00Z"));
    const path = join(backupsFolder(), "2026-11-03.tar.gz");
    const bytes = await readFile(path);
    writeFileSync(path, bytes.subarray(0, bytes.length - 200));
    await askTry("2026-11-03.tar.gz");
    await runDueJobs();
    const { backups, tasks } = await shelf();
    expect(tasks.try).toMatchObject({ state: "failed" });
    expect(backups.find(({ holds }) => holds)?.tried).toMatchObject({ isSound: false });
  });

  it("says that the backup was deleted meanwhile, or is on another machine", async () => {
    await askTry("2026-11-03.tar.gz");
    await runDueJobs();
    expect((await shelf()).tasks.try).toMatchObject({ state: "failed", reason: "missing" });
  });

  it("is refused while another backup is being restored; the same one is enough", async () => {
    await askTry("2026-11-03.tar.gz");
    await askTry("2026-11-03.tar.gz");
    await expect(askTry("2026-11-04.tar.gz")).rejects.toMatchObject({ reason: "backup_trying" });
    expect(await db().$count(backupTask)).toBe(1);
  });

  it("does not delete the database of one that is running", async () => {
    await backUpNightly(SYSTEM, new Date("2026-11-03T02:11:00Z"));
    const client = await pool().connect();
    try {
      await client.query("select pg_advisory_lock(hashtext('octopus_drill'))");
      await expect(tryBackup(SYSTEM, join(backupsFolder(), "2026-11-03.tar.gz"))).rejects.toMatchObject({
        name: "BusyDrill",
      });
    } finally {
      await client.query("select pg_advisory_unlock_all()");
      client.release();
    }
    expect((await shelf()).backups[0]?.tried).toBeNull();
  });
});

describe("names of backups", () => {
  it.each([
    "../auth-secret",
    "2026-11-03.tar.gz/../x",
    "mine.tar.gz",
    "",
    "2026-11-03.tar.gz\n",
    "auth-secret",
  ])("%j is none", async (name) => {
    expect(BackupName.safeParse(name).success).toBe(false);
    expect(await openBackup(name)).toBeNull();
  });

  it("are those of the night and of the moment", () => {
    for (const isEncrypted of [true, false])
      expect(BackupName.safeParse(askedName(new Date(), isEncrypted)).success).toBe(true);
  });

  it("that are links to other files are not opened", async () => {
    await mkdir(backupsFolder(), { recursive: true });
    await symlink("/etc/hostname", join(backupsFolder(), "2026-11-03.tar.gz"));
    expect(await openBackup("2026-11-03.tar.gz")).toBeNull();
  });
});

describe("the state of a task", () => {
  const now = new Date("2026-11-03T12:00:00Z");
  const ago = (seconds: number) => new Date(now.getTime() - seconds * 1000);
  it.each([
    [{ askedAt: ago(5), beatAt: null, endedAt: null, reason: null }, "waiting"],
    [{ askedAt: ago(300), beatAt: null, endedAt: null, reason: null }, "late"],
    [{ askedAt: ago(9000), beatAt: ago(100), endedAt: null, reason: null }, "running"],
    [{ askedAt: ago(9000), beatAt: ago(130), endedAt: null, reason: null }, "failed"],
    [{ askedAt: ago(9000), beatAt: ago(130), endedAt: ago(1), reason: null }, "done"],
    [{ askedAt: ago(9000), beatAt: ago(130), endedAt: ago(1), reason: "space" }, "failed"],
  ])("%j is %s", (task, state) => {
    expect(taskState(task, now).state).toBe(state);
  });
});
