import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { db } from "@/db/client";
import { file, fileObject } from "@/db/schema/files";
import type { Actor } from "@/lib/core/actor";
import { checkStore, moveObjects, refreshFiles, repairStore } from "@/lib/files/bytes";
import { runDueJobs } from "@/lib/jobs/worker";
import { openStore, storage } from "@/lib/storage/open";
import { bytesSource } from "@/lib/storage/sources";
import type { Store } from "@/lib/storage/store";
import { OPERATOR } from "@/lib/transact";
import { listFacts, setEnvironment } from "@/tests/support/accounts";
import { useDatabase } from "@/tests/support/database";
import { keep, keysInStore, place, sha256, stateOf, useFileDoor } from "@/tests/support/file-door";
import { makeActor } from "@/tests/support/members";
import { startOctopus } from "@/tests/support/octopus";
import { startS3 } from "@/tests/support/s3";
import { pdfOf, zipOf } from "@/tests/support/sample-files";

useDatabase();
const { ask, begin, sendPart, offsetOf, upload } = useFileDoor();
setEnvironment({ RATE_LIMITS: "off", MAX_UPLOAD_MB: "40" });

const MB = 1024 * 1024;
const folder = mkdtempSync(join(tmpdir(), "octopus-stores-"));
let s3: Awaited<ReturnType<typeof startS3>>;
let awa: Actor;
beforeAll(async () => {
  s3 = await startS3();
});
afterAll(async () => {
  setEnvironment({ STORAGE_URL: undefined });
  await s3.stop();
  rmSync(folder, { recursive: true, force: true });
});
beforeEach(async () => {
  awa = await makeActor();
});

/** Runs an operator command on this site. */
async function octopus(args: string[], input = "") {
  const { AUTH_SECRET = "", DATABASE_URL = "", DATA_DIR = "", STORAGE_URL = "" } = process.env;
  const { code, stdout, stderr } = await startOctopus(args, {
    env: { AUTH_SECRET, DATABASE_URL, DATA_DIR, STORAGE_URL },
    input,
  }).ended;
  return { code, said: stdout + stderr };
}

const sound = { strays: [], missing: [], found: [] };

/** An object without a row, as if left long ago. */
async function leave(store: Store, key: string): Promise<void> {
  await store.put(key, bytesSource(Buffer.from("left")));
}
/** A time at which what was just stored is old. */
const later = () => new Date(Date.now() + 2 * 3_600_000);

describe("files on an S3 server", () => {
  beforeEach(() => setEnvironment({ STORAGE_URL: s3.url }));

  it("survive broken uploads, are sent by range, and leave nothing when deleted", async () => {
    const bytes = await zipOf({ "noise.bin": randomBytes(20 * MB) }, { compress: false });
    const { at, id } = await begin(awa, "course.zip", bytes.length);
    expect((await sendPart(awa, at, 0, bytes.subarray(0, 9 * MB))).status).toBe(204);
    expect(await offsetOf(awa, at)).toBe(9 * MB);
    expect(await keysInStore("piece/")).toHaveLength(2);
    expect((await sendPart(awa, at, 9 * MB, bytes.subarray(9 * MB))).status).toBe(204);
    await runDueJobs();
    expect(await stateOf(id)).toMatchObject({ state: "clean", sha256: sha256(bytes) });
    expect(await keysInStore("piece/")).toEqual([]);
    await place([id]);
    const address = `/training/evidence-guide/files/${id}`;
    const part = await ask(address, { headers: { range: "bytes=9000000-9000099" } });
    expect([part.status, part.bytes.equals(bytes.subarray(9_000_000, 9_000_100))]).toEqual([206, true]);
    expect(sha256((await ask(address)).bytes)).toBe(sha256(bytes));
    expect(await checkStore({ sums: true, now: later() })).toMatchObject(sound);
  }, 120_000);

  it("that are refused leave nothing there", async () => {
    expect(await upload(awa, "guide.pdf", "no such thing")).toMatchObject({ state: "refused" });
    expect(await keysInStore()).toEqual([]);
  });

  it("are unavailable while it is away, and uploads are told to retry", async () => {
    const id = await keep(awa, "a.txt", "text");
    setEnvironment({ STORAGE_URL: "s3://KEY:SECRET@127.0.0.1:9/octopus?tls=off" });
    const { at } = await begin(awa, "b.txt", 4);
    expect((await sendPart(awa, at, 0, Buffer.from("text"))).status).toBe(503);
    expect((await ask(`/files/${id}`, { as: awa })).status).toBe(503);
    setEnvironment({ STORAGE_URL: s3.url });
    expect((await sendPart(awa, at, 0, Buffer.from("text"))).status).toBe(204);
    expect((await ask(`/files/${id}`, { as: awa })).text).toBe("text");
  });
});

describe.each(["the file system", "an S3 server"])("damaged store on %s", (which) => {
  beforeEach(() => setEnvironment({ STORAGE_URL: which === "the file system" ? undefined : s3.url }));

  it("is reported and repaired in both directions", async () => {
    const store = await storage();
    const [lost, shorter, other, good] = [
      await keep(awa, "lost.txt", "lost"),
      await keep(awa, "shorter.txt", "0123456789"),
      await keep(awa, "other.txt", "as it was"),
      await keep(awa, "good.txt", "good"),
    ];
    await place([lost, good]);
    const keyOf = async (id: string) =>
      (await db().select({ key: fileObject.key }).from(fileObject).where(eq(fileObject.fileId, id)))[0]
        ?.key ?? "";
    await store.remove(await keyOf(lost));
    await store.put(await keyOf(shorter), bytesSource(Buffer.from("0123")));
    await store.put(await keyOf(other), bytesSource(Buffer.from("as it IS.")));
    await leave(store, "original/aa/left-by-a-kill");
    const found = await checkStore({ now: later() });
    expect(found.strays.map((one) => one.key)).toEqual(["original/aa/left-by-a-kill"]);
    expect(found.missing.map((one) => one.fileId).sort()).toEqual([lost, shorter].sort());
    const faults = await checkStore({ sums: true, now: later() });
    expect(faults.missing.map((one) => one.fileId).sort()).toEqual([lost, shorter, other].sort());
    expect((await checkStore()).strays).toEqual([]);

    expect(await repairStore(OPERATOR, faults)).toMatchObject({
      removedStrays: 1,
      lostFiles: 3,
      foundFiles: 0,
    });
    expect(await stateOf(lost)).toMatchObject({ state: "lost" });
    expect((await ask(`/training/evidence-guide/files/${lost}`)).status).toBe(404);
    expect((await ask(`/training/evidence-guide/files/${good}`)).status).toBe(200);
    expect(await listFacts()).toEqual(["file.lost", "file.lost", "file.lost"]);
    expect(await checkStore({ sums: true, now: later() })).toMatchObject(sound);

    await store.put(await keyOf(lost), bytesSource(Buffer.from("lost")));
    await store.put(await keyOf(shorter), bytesSource(Buffer.from("abcdefghij")));
    const again = await checkStore({ now: later() });
    expect(again.found.map((one) => one.fileId)).toEqual([lost]);
    expect(await repairStore(OPERATOR, again)).toMatchObject({ foundFiles: 1, lostFiles: 0 });
    expect((await ask(`/training/evidence-guide/files/${lost}`)).text).toBe("lost");
  });

  it("keeps an upload that arrived after the check", async () => {
    const before = await checkStore({ sums: true });
    const id = await keep(awa, "new.txt", "new");
    expect(await checkStore({ sums: true })).toMatchObject(sound);
    const [row] = await db().select().from(fileObject).where(eq(fileObject.fileId, id));
    const stale = {
      ...before,
      missing: [
        {
          key: "original/00/gone",
          fileId: id,
          kind: "original" as const,
          size: 3,
          fileState: "clean",
          sha256: null,
        },
      ],
    };
    expect(await repairStore(OPERATOR, stale)).toMatchObject({ lostFiles: 0 });
    expect(row?.state).toBe("kept");
    expect(await stateOf(id)).toMatchObject({ state: "clean" });
  });

  it("has pictures made again, and drops uploads that lack a piece", async () => {
    const pdf = await upload(awa, "a.pdf", await pdfOf(["Text"]));
    const { at, id } = await begin(awa, "b.txt", 20);
    await sendPart(awa, at, 0, Buffer.from("0123456789"));
    const store = await storage();
    for (const key of [...(await keysInStore("picture/")), ...(await keysInStore("piece/"))])
      await store.remove(key);
    const faults = await checkStore({ now: later() });
    const repair = await repairStore(OPERATOR, faults);
    expect(repair).toMatchObject({ droppedUploads: 1, lostFiles: 0 });
    expect(repair.redrawn).toBeGreaterThan(0);
    expect(await stateOf(id)).toMatchObject({ state: null });
    await runDueJobs();
    expect((await keysInStore("picture/")).length).toBeGreaterThan(0);
    expect(await stateOf(pdf.id)).toMatchObject({ state: "clean", reading: "read" });
    expect(await checkStore({ now: later() })).toMatchObject(sound);
  }, 60_000);
});

describe("moving between stores", () => {
  it("copies everything, resumes, and deletes the source only when all is copied", async () => {
    setEnvironment({ STORAGE_URL: undefined });
    const ids = [
      await keep(awa, "a.txt", "one"),
      await keep(awa, "b.txt", "two"),
      await keep(awa, "c.txt", "three"),
    ];
    const [first = ""] = await keysInStore();
    const target = await openStore(s3.url);
    for await (const { key } of target.list()) await target.remove(key);
    // A killed run copied one object, and half of another, which has the wrong size.
    await target.put(first, bytesSource(await bytesOf(await (await storage()).get(first))));
    expect(await moveObjects(target)).toMatchObject({ copied: 2, present: 1, removed: 0 });
    expect(await moveObjects(target, { isRemoving: true })).toMatchObject({
      copied: 0,
      present: 3,
      removed: 3,
    });
    expect(await keysInStore()).toEqual([]);
    setEnvironment({ STORAGE_URL: s3.url });
    for (const [at, id] of ids.entries())
      expect((await ask(`/files/${id}`, { as: awa })).text).toBe(["one", "two", "three"][at]);
    expect(await checkStore({ sums: true, now: later() })).toMatchObject(sound);
    const back = await openStore(`file://${folder}/back`);
    expect(await moveObjects(back, { isRemoving: true })).toMatchObject({ copied: 3, removed: 3 });
    setEnvironment({ STORAGE_URL: `file://${folder}/back` });
    expect((await ask(`/files/${ids[0]}`, { as: awa })).text).toBe("one");
  });

  it("is a command, like check and repair; none shows a secret", async () => {
    setEnvironment({ STORAGE_URL: undefined });
    await keep(awa, "a.txt", "one");
    const target = await openStore(s3.url);
    for await (const { key } of target.list()) await target.remove(key);
    const sameStore = await octopus(["storage:move", "--to", join(process.env.DATA_DIR ?? "", "files")]);
    expect(sameStore).toEqual({ code: 1, said: "This is the current store.\n" });
    expect(await octopus(["storage:move"])).toMatchObject({ code: 2 });
    const wrong = await octopus(["storage:move", "--to", "s3://KEY:TOPSECRET@nowhere"]);
    expect(wrong.code).toBe(1);
    expect(wrong.said).not.toContain("TOPSECRET");
    const moved = await octopus(["storage:move", "--to-stdin"], `${s3.url}\n`);
    expect(moved.code).toBe(0);
    expect(moved.said).toMatch(/^1 copied to .+ \(3 bytes\), 0 were there already, 0 removed from .+\n$/);
    expect(moved.said).not.toContain("S3RVER");
    setEnvironment({ STORAGE_URL: s3.url });
    expect(await octopus(["storage:check", "--sums"])).toEqual({
      code: 0,
      said: "1 objects, 3 bytes\nrows and store fit\n",
    });
    for await (const { key } of target.list()) await target.remove(key);
    const checked = await octopus(["storage:check"]);
    expect(checked.code).toBe(1);
    expect(checked.said).toContain("1 in the database, but missing or different in the store:\n  original/");
    const repaired = await octopus(["storage:repair"]);
    expect(repaired.code).toBe(0);
    expect(repaired.said).toContain("0 removed, 1 files marked as lost, 0 found again");
    expect(await octopus(["storage:check"])).toMatchObject({ code: 0 });
    expect((await octopus(["doctor"])).said).toMatch(/ok {4}storage +files can be written and read in /);
  }, 300_000);
});

describe("unneeded files", () => {
  it("expire: abandoned uploads, unused files, old refusals, remains of a crash", async () => {
    setEnvironment({ STORAGE_URL: undefined });
    // Moving keeps the source files unless told otherwise.
    const before = (await keysInStore()).length;
    const used = await keep(awa, "used.txt", "used");
    await place([used]);
    await keep(awa, "unused.txt", "unused");
    const { at } = await begin(awa, "left.txt", 20);
    await sendPart(awa, at, 0, Buffer.from("0123456789"));
    await db().insert(fileObject).values({
      key: "original/bb/half",
      fileId: used,
      kind: "picture",
      state: "writing",
      size: 4,
      createdAt: new Date(),
    });
    await leave(await storage(), "original/bb/half");
    const inHours = (hours: number) => new Date(Date.now() + hours * 3_600_000);
    expect(await refreshFiles(inHours(23))).toMatchObject({
      abandonedUploads: 0,
      unusedFiles: 0,
      halfWritten: 0,
    });
    expect(await refreshFiles(inHours(25))).toMatchObject({
      abandonedUploads: 1,
      unusedFiles: 0,
      halfWritten: 1,
    });
    expect(await refreshFiles(inHours(49))).toMatchObject({ abandonedUploads: 0, unusedFiles: 1 });
    expect(await keysInStore()).toHaveLength(before + 1);
    expect(await db().select({ id: file.id }).from(file)).toEqual([{ id: used }]);
    expect((await ask(`/training/evidence-guide/files/${used}`)).text).toBe("used");
  });
});

async function bytesOf(stream: NodeJS.ReadableStream): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
