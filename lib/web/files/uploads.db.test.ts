import { randomBytes } from "node:crypto";
import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { db } from "@/db/client";
import { file, fileObject } from "@/db/schema/files";
import type { Actor } from "@/lib/core/actor";
import { runDueJobs } from "@/lib/jobs/worker";
import { listFacts, setEnvironment } from "@/tests/support/accounts";
import { useDatabase } from "@/tests/support/database";
import { keysInStore, leftInWork, sha256, stateOf, useFileDoor } from "@/tests/support/file-door";
import { makeActor } from "@/tests/support/members";
import { docxOf, EICAR, pdfOf, pictureOf, rawZip, zipOf } from "@/tests/support/sample-files";

useDatabase();
const { ask, begin, sendPart, offsetOf, upload } = useFileDoor();
setEnvironment({ RATE_LIMITS: "off", MAX_UPLOAD_MB: "40" });

const MB = 1024 * 1024;
let awa: Actor;
beforeEach(async () => {
  awa = await makeActor();
});

/** Checks that nothing of a file is left: in the store, on local disk, or as a row. */
async function expectNothingLeft() {
  expect(await keysInStore()).toEqual([]);
  expect(leftInWork()).toEqual([]);
  expect(await db().select({ key: fileObject.key }).from(fileObject)).toEqual([]);
}

describe("upload", () => {
  it("is accepted, checked and stored byte for byte", async () => {
    const bytes = await pdfOf(["Article 29", "Article 16"]);
    const found = await upload(awa, "Guide é.pdf", bytes);
    expect(found).toMatchObject({
      status: 201,
      state: "clean",
      type: "pdf",
      sha256: sha256(bytes),
      pages: 2,
      reading: "read",
      scannedAt: null,
    });
    expect(await listFacts()).toEqual(["file.uploaded", "file.accepted", "file.read"]);
    const kinds = (await keysInStore()).map((key) => key.split("/")[0]);
    expect(kinds.filter((kind) => kind === "original")).toHaveLength(1);
    expect(kinds.filter((kind) => kind === "piece")).toHaveLength(0);
    expect(leftInWork()).toEqual([]);
  });

  it("resumes twice after a broken connection, with the same result", async () => {
    const bytes = await zipOf({ "noise.bin": randomBytes(30 * MB) }, { compress: false });
    const { at, id, status } = await begin(awa, "course.zip", bytes.length);
    expect(status).toBe(201);
    await expect(sendPart(awa, at, 0, bytes, 11 * MB)).rejects.toThrow();
    const first = await settled(() => offsetOf(awa, at), 10 * MB);
    expect(first).toBeGreaterThan(8 * MB);
    await expect(sendPart(awa, at, first, bytes.subarray(first), 9 * MB)).rejects.toThrow();
    const second = await settled(() => offsetOf(awa, at), first + 8 * MB);
    expect(second).toBeGreaterThan(first + 7 * MB);
    const last = await sendPart(awa, at, second, bytes.subarray(second));
    expect([last.status, last.headers["upload-offset"]]).toEqual([204, String(bytes.length)]);
    await runDueJobs();
    expect(await stateOf(id)).toMatchObject({ state: "clean", sha256: sha256(bytes) });
  }, 60_000);

  it("accepts any number of parts, from a client that knows only the protocol", async () => {
    const bytes = await pdfOf(["Text"]);
    const { at, id } = await begin(awa, "a.pdf", bytes.length);
    for (let from = 0; from < bytes.length; from += 300)
      expect((await sendPart(awa, at, from, bytes.subarray(from, from + 300))).status).toBe(204);
    await runDueJobs();
    expect(await stateOf(id)).toMatchObject({ state: "clean", sha256: sha256(bytes) });
  });

  it("accepts no part twice or out of order", async () => {
    const bytes = randomBytes(1_000);
    const { at } = await begin(awa, "a.pdf", 3_000);
    expect((await sendPart(awa, at, 500, bytes)).status).toBe(409);
    expect((await sendPart(awa, at, 0, bytes)).status).toBe(204);
    expect((await sendPart(awa, at, 0, bytes)).status).toBe(409);
    const [one, other] = await Promise.all([
      sendPart(awa, at, 1_000, bytes),
      sendPart(awa, at, 1_000, bytes),
    ]);
    expect([one?.status, other?.status].sort()).toEqual([204, 409]);
    expect(await offsetOf(awa, at)).toBe(2_000);
    expect((await sendPart(awa, at, 2_000, randomBytes(2_000))).status).toBe(413);
  });

  it("can be cancelled by its sender, and leaves nothing", async () => {
    const { at, id } = await begin(awa, "a.pdf", 9 * MB);
    await sendPart(awa, at, 0, randomBytes(8 * MB));
    expect(await keysInStore("piece/")).toHaveLength(1);
    const gone = await ask(at, { as: awa, method: "DELETE", headers: { "tus-resumable": "1.0.0" } });
    expect(gone.status).toBe(204);
    await runDueJobs();
    expect(await stateOf(id)).toMatchObject({ state: null });
    expect(await offsetOf(awa, at)).toBe(-1);
    await expectNothingLeft();
  });

  it("is visible to its sender only", async () => {
    const other = await makeActor("administrator");
    const { at } = await begin(awa, "a.pdf", 1_000);
    expect(await offsetOf(other, at)).toBe(-1);
    expect((await sendPart(other, at, 0, randomBytes(10))).status).toBe(404);
    const remove = { method: "DELETE", headers: { "tus-resumable": "1.0.0" } };
    expect((await ask(at, { as: other, ...remove })).status).toBe(404);
    expect((await ask(at, remove)).status).toBe(401);
    expect((await begin(null, "a.pdf", 1_000)).status).toBe(401);
    expect((await begin({ ...awa, sessionId: null } as unknown as Actor, "a.pdf", 1_000)).status).toBe(401);
    expect(await offsetOf(awa, at)).toBe(0);
  });

  it("is refused from another site's page", async () => {
    const answer = await ask("/api/uploads", {
      as: awa,
      method: "POST",
      headers: { "tus-resumable": "1.0.0", "upload-length": "5", origin: "https://evil.example" },
    });
    expect(answer.status).toBe(403);
    const allowed = await begin(awa, "a.pdf", 10);
    expect(allowed.headers["access-control-allow-origin"]).toBeUndefined();
  });

  it("is refused before a byte is sent if size, type or number show it", async () => {
    const problem = async (name: string, size: number) => {
      const { status, text } = await begin(awa, name, size);
      return [status, text === "" ? "" : (JSON.parse(text) as { reason: string }).reason];
    };
    expect(await problem("a.pdf", 41 * MB)).toEqual([413, "file"]);
    expect(await problem("a.pdf", 0)).toEqual([400, "file_empty"]);
    expect(await problem("a.exe", 10)).toEqual([415, "file"]);
    for (let open = 0; open < 20; open += 1) expect((await begin(awa, "a.pdf", 10)).status).toBe(201);
    expect(await problem("a.pdf", 10)).toEqual([400, "file_quota"]);
    expect((await begin(await makeActor(), "a.pdf", 10)).status).toBe(201);
  });

  it("answers requests outside the protocol with the right status", async () => {
    expect((await ask("/api/uploads", { as: awa, method: "POST" })).status).toBe(412);
    const headers = { "tus-resumable": "1.0.0", "upload-length": "a lot" };
    expect((await ask("/api/uploads", { as: awa, method: "POST", headers })).status).toBe(400);
    expect((await ask("/api/uploads/1", { as: awa, method: "PATCH", headers })).status).toBe(200);
  });
});

describe("hostile files", () => {
  const refused: [string, string, () => Promise<Buffer | string> | Buffer | string, string][] = [
    ["another kind than its name", "guide.pdf", () => "just text", "mismatch"],
    [
      "a program with another name",
      "guide.pdf",
      () => Buffer.from("MZ\x90\0\x03\0\0\0", "latin1"),
      "mismatch",
    ],
    [
      "two things at once",
      "a.png",
      async () => Buffer.concat([await pictureOf("png"), await zipOf({ a: "a" })]),
      "polyglot",
    ],
    ["a bomb", "a.zip", () => zipOf({ a: Buffer.alloc(30 * MB) }), "bomb"],
    ["a path in a name", "a.zip", () => rawZip([{ name: "../../etc/cron.d/a", content: "a" }]), "path"],
    ["a program in an archive", "a.zip", () => zipOf({ "setup.exe": "MZ" }), "executable"],
    ["the string that scanners know", "eicar.txt", () => EICAR, "infected"],
    ["a damaged archive", "a.docx", async () => (await docxOf([["a"]])).subarray(0, 300), "damaged"],
  ];

  it.each(refused)("%s: is refused with the reason, and leaves nothing", async (_, name, make, refusal) => {
    expect(await upload(awa, name, await make())).toMatchObject({ state: "refused", refusal });
    await runDueJobs();
    await expectNothingLeft();
    expect((await listFacts()).filter((fact) => fact === "file.refused")).toHaveLength(1);
  });

  it("treat a path in the name as a plain name", async () => {
    const { id } = await upload(awa, "../../../etc/passwd.txt", "text");
    const [row] = await db().select({ name: file.name }).from(file).where(eq(file.id, id));
    expect(row?.name).toBe("passwd.txt");
  });
});

/** Waits until the data of a broken connection is stored, which happens after it is closed. */
async function settled(ask: () => Promise<number>, atLeast: number): Promise<number> {
  for (let tried = 0; tried < 50; tried += 1) {
    const offset = await ask();
    if (offset >= atLeast) return offset;
    await new Promise((done) => setTimeout(done, 100));
  }
  return ask();
}
