import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { db } from "@/db/client";
import { file, fileObject } from "@/db/schema/files";
import { compareFiles } from "@/lib/files/bytes";
import { runDueJobs } from "@/lib/jobs/worker";
import { setEnvironment } from "@/tests/support/accounts";
import { type Clamd, startClamd } from "@/tests/support/clamd";
import { useDatabase } from "@/tests/support/database";
import { keep, keysInStore, leftInWork, place, stateOf, useFileDoor } from "@/tests/support/file-door";
import { makeActor } from "@/tests/support/members";
import { EICAR, zipOf } from "@/tests/support/sample-files";

useDatabase();
const { ask, upload } = useFileDoor();
setEnvironment({ RATE_LIMITS: "off", MAX_UPLOAD_MB: "40" });

let clamd: Clamd;
beforeAll(async () => {
  clamd = await startClamd(4 * 1024 * 1024);
});
afterAll(() => clamd.stop());

/**
 * In an archive, so that our check of text files does not detect it; not compressed, because the test's scanner
 * searches the bytes.
 */
const infected = () => zipOf({ "notes.txt": `${EICAR}\n` }, { compress: false });

describe("virus scanning", () => {
  it("marks a harmless file as scanned and leaves nothing of an infected one", async () => {
    setEnvironment({ CLAMD_URL: clamd.url });
    const awa = await makeActor();
    const good = await upload(awa, "a.txt", "a harmless text");
    expect(good).toMatchObject({ state: "clean", scannedAt: expect.any(Date) });
    const bad = await upload(awa, "notes.zip", await infected());
    expect(bad).toMatchObject({ state: "refused", refusal: "infected" });
    expect(await keysInStore()).toHaveLength(1);
    expect(leftInWork()).toEqual([]);
    expect((await ask(`/files/${bad.id}`, { as: awa })).status).toBe(404);
  });

  it("refuses a file that is too large for the scanner", async () => {
    setEnvironment({ CLAMD_URL: clamd.url });
    if (process.env.CLAMD_TEST_URL) return;
    const large = await zipOf({ "noise.bin": Buffer.alloc(6 * 1024 * 1024, 3) }, { compress: false });
    const found = await upload(await makeActor(), "large.zip", large);
    expect(found).toMatchObject({ state: "refused", refusal: "unscannable" });
    expect(await keysInStore()).toEqual([]);
  });

  it("holds files back while the scanner is away, and continues afterwards", async () => {
    setEnvironment({ CLAMD_URL: "tcp://127.0.0.1:9" });
    const awa = await makeActor();
    const waits = await upload(awa, "a.txt", "a harmless text");
    expect(waits.state).toBe("quarantined");
    await place([waits.id]);
    expect((await ask(`/training/evidence-guide/files/${waits.id}`, { as: awa })).status).toBe(404);
    setEnvironment({ CLAMD_URL: clamd.url });
    await db().execute("update graphile_worker._private_jobs set run_at = now()");
    await runDueJobs();
    expect(await stateOf(waits.id)).toMatchObject({ state: "clean", scannedAt: expect.any(Date) });
    expect((await ask(`/training/evidence-guide/files/${waits.id}`)).status).toBe(200);
  });

  it("removes stored files after new signatures find them infected", async () => {
    const awa = await makeActor();
    const old = await keep(awa, "notes.zip", await infected());
    const good = await keep(awa, "a.txt", "a harmless text");
    await place([old, good]);
    expect((await ask(`/training/evidence-guide/files/${old}`)).status).toBe(200);
    setEnvironment({ CLAMD_URL: clamd.url });
    expect(await compareFiles()).toEqual({ compared: 2, lost: 0, infected: 1 });
    await runDueJobs();
    expect((await ask(`/training/evidence-guide/files/${old}`)).status).toBe(404);
    expect(await stateOf(old)).toMatchObject({ state: "refused", refusal: "infected" });
    expect(await stateOf(good)).toMatchObject({ state: "clean", scannedAt: expect.any(Date) });
    expect(await keysInStore()).toHaveLength(1);
    expect(await db().select({ key: fileObject.key }).from(fileObject)).toHaveLength(1);
    expect(await compareFiles()).toEqual({ compared: 0, lost: 0, infected: 0 });
    expect(await db().select({ id: file.id }).from(file)).toHaveLength(2);
  });
});
