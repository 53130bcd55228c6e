import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { db } from "@/db/client";
import { file, fileUse } from "@/db/schema/files";
import type { Actor } from "@/lib/core/actor";
import { removeFile } from "@/lib/files";
import { refreshFiles } from "@/lib/files/bytes";
import { runDueJobs } from "@/lib/jobs/worker";
import {
  addOwnUpload,
  dismissUpload,
  findMaterial,
  listIncoming,
  removeMaterial,
  saveFiles,
} from "@/lib/training";
import { transact } from "@/lib/transact";
import { setEnvironment } from "@/tests/support/accounts";
import { useDatabase } from "@/tests/support/database";
import { stateOf, useFileDoor } from "@/tests/support/file-door";
import {
  cleanFile,
  draftMaterial,
  filesOf,
  publishedMaterial,
  startedMaterial,
} from "@/tests/support/materials";
import { by, makeActor } from "@/tests/support/members";
import { EICAR, pdfOf } from "@/tests/support/sample-files";

useDatabase();
const { ask, begin, sendPart } = useFileDoor();
setEnvironment({ RATE_LIMITS: "off", MAX_UPLOAD_MB: "5" });

const PDF = pdfOf(["Article 16"]);
let awa: Actor;
let slug: string;
beforeEach(async () => {
  awa = await makeActor("trusted");
  slug = await startedMaterial(awa);
});

/** Uploads a file on a material's page. Returns the answer that began it, and its id. */
async function upload(as: Actor, to: string, name: string, bytes: Buffer | string) {
  const content = Buffer.from(bytes);
  const begun = await begin(as, name, content.length, to);
  if (begun.status === 201) await sendPart(as, begun.at, 0, content);
  return begun;
}

/** Names of the files of the newest version, and of those that were sent and are not part of it. */
async function filesAt(of = slug) {
  const material = await findMaterial(of);
  return {
    files: material?.versions[0]?.files.map(({ name }) => name) ?? [],
    incoming: (await listIncoming(material?.id ?? "")).map(({ name, state }) => [name, state]),
  };
}

describe("a file uploaded on a material's page", () => {
  it("belongs to the material once complete, and to no other", async () => {
    const other = await startedMaterial(awa, { title: "Another material" });
    const { id } = await upload(awa, `/training/${slug}`, "a.pdf", await PDF);
    expect(await filesAt()).toEqual({ files: ["a.pdf"], incoming: [] });
    expect(await filesAt(other)).toEqual({ files: [], incoming: [] });
    const uses = await db().select({ kind: fileUse.ownerKind }).from(fileUse).where(eq(fileUse.fileId, id));
    expect(uses).toEqual([{ kind: "material-waiting" }]);
  });

  it("is listed with the material while unfinished, and cannot be used by another", async () => {
    const other = await startedMaterial(awa, { title: "Another material" });
    const bytes = await PDF;
    const { at, id } = await begin(awa, "a.pdf", bytes.length, `/fr/training/${slug}`);
    await sendPart(awa, at, 0, bytes.subarray(0, 100));
    expect(await filesAt()).toEqual({ files: [], incoming: [["a.pdf", "uploading"]] });
    await db().update(file).set({ state: "quarantined" }).where(eq(file.id, id));
    const use = transact(by(awa), (ctx) => saveFiles(ctx, filesOf(other, [id])));
    await expect(use).rejects.toMatchObject({ reason: "file_unknown" });
    const add = transact(by(awa), (ctx) => addOwnUpload(ctx, { slug: other, fileId: id }));
    await expect(add).rejects.toMatchObject({ reason: "file_unknown" });
  });

  it("is added by a form without scripts, with files of the same form", async () => {
    const answer = await sendForm(awa, { next: `/training/${slug}/edit`, to: `/training/${slug}` }, [
      ["one.txt", "first"],
      ["tool.exe", "MZ"],
      ["two.txt", "second"],
    ]);
    expect(answer.status).toBe(303);
    expect(answer.headers.location).toContain(`/training/${slug}/edit?uploaded=`);
    expect(await filesAt()).toEqual({
      files: ["one.txt", "two.txt"],
      incoming: [["tool.exe", "refused"]],
    });
  });

  it("waits until the files are saved if readers have the newest version", async () => {
    const out = await publishedMaterial(awa, { title: "For readers" });
    const { id } = await upload(awa, `/training/${out.slug}`, "b.pdf", await PDF);
    expect(await filesAt(out.slug)).toEqual({ files: ["guide.pdf"], incoming: [["b.pdf", "quarantined"]] });
    await transact(by(awa), (ctx) => saveFiles(ctx, filesOf(out.slug, [out.fileId, id])));
    expect(await filesAt(out.slug)).toEqual({ files: ["guide.pdf", "b.pdf"], incoming: [] });
  });

  it("is refused to those who may not add files, and recorded for no one", async () => {
    const bytes = await PDF;
    expect((await begin(await makeActor("trusted"), "a.pdf", bytes.length, `/training/${slug}`)).status).toBe(
      404,
    );
    const out = await publishedMaterial(awa, { title: "For readers" });
    expect((await begin(await makeActor(), "a.exe", 10, `/training/${out.slug}`)).status).toBe(403);
    expect((await begin(awa, "a.pdf", bytes.length, "/countries/senegal")).status).toBe(404);
    expect(await db().$count(file, eq(file.name, "a.pdf"))).toBe(0);
    expect(await db().$count(file, eq(file.name, "a.exe"))).toBe(0);
  });

  it("goes to its uploader when the material is deleted before it is complete", async () => {
    const bytes = await PDF;
    const { at, id } = await begin(awa, "a.pdf", bytes.length, `/training/${slug}`);
    await transact(by(awa), (ctx) => removeMaterial(ctx, { slug }));
    await sendPart(awa, at, 0, bytes);
    expect(await stateOf(id)).toMatchObject({ state: "quarantined" });
    expect(await db().$count(fileUse, eq(fileUse.fileId, id))).toBe(0);
  });

  it("is deleted with its entry if it stays unfinished", async () => {
    const { id } = await begin(awa, "a.pdf", 100, `/training/${slug}`);
    await refreshFiles(new Date(Date.now() + 25 * 3_600_000));
    expect(await stateOf(id)).toMatchObject({ state: null });
    expect(await filesAt()).toEqual({ files: [], incoming: [] });
  });
});

describe("a refused file", () => {
  it.each([
    ["of a type that is not accepted", "tool.exe", 10, "type"],
    ["too large", "a.pdf", 6 * 1024 * 1024, "too_large"],
    ["empty", "a.pdf", 0, "empty"],
  ])("%s is recorded where it was sent, until it is dismissed", async (_, name, size, refusal) => {
    const answer = await begin(awa, name, size, `/training/${slug}`);
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect((await filesAt()).incoming).toEqual([[name, "refused"]]);
    const [row] = await db().select({ id: file.id, refusal: file.refusal }).from(file);
    expect(row?.refusal).toBe(refusal);
    await transact(by(awa), (ctx) => dismissUpload(ctx, { slug, fileId: row?.id ?? "" }));
    expect(await filesAt()).toEqual({ files: [], incoming: [] });
  });

  it("found by the check stays when other files are saved, and is dismissed from a draft", async () => {
    const draft = await draftMaterial(awa, { title: "With a virus" });
    const { id } = await upload(awa, `/training/${draft.slug}`, "eicar.txt", EICAR);
    await runDueJobs();
    const input = filesOf(draft.slug, [draft.fileId], { others: "stay" });
    await transact(by(awa), (ctx) => saveFiles(ctx, input));
    expect((await filesAt(draft.slug)).files).toEqual(["guide.pdf", "eicar.txt"]);
    expect(await stateOf(id)).toMatchObject({ state: "refused", refusal: "infected" });
    await transact(by(awa), (ctx) => dismissUpload(ctx, { slug: draft.slug, fileId: id }));
    expect((await filesAt(draft.slug)).files).toEqual(["guide.pdf"]);
  });
});

describe("files of a version", () => {
  it("that were uploaded in another tab stay when the form of this one is saved", async () => {
    const { slug: at, fileId } = await draftMaterial(awa, { title: "In two tabs" });
    await upload(awa, `/training/${at}`, "late.pdf", await PDF);
    await transact(by(awa), (ctx) => saveFiles(ctx, filesOf(at, [fileId], { others: "stay" })));
    expect((await filesAt(at)).files).toEqual(["guide.pdf", "late.pdf"]);
  });

  it("are removed by name, stay with their uploader, and can be added again once", async () => {
    const { slug: at, fileId } = await draftMaterial(awa, { title: "With a mistake" });
    await transact(by(awa), (ctx) =>
      saveFiles(ctx, filesOf(at, [fileId], { others: "stay", remove: fileId })),
    );
    expect((await filesAt(at)).files).toEqual([]);
    const add = () => transact(by(awa), (ctx) => addOwnUpload(ctx, { slug: at, fileId }));
    await Promise.all([add(), add()]);
    expect((await filesAt(at)).files).toEqual(["guide.pdf"]);
    await expect(transact(by(awa), (ctx) => removeFile(ctx, { fileId }))).rejects.toMatchObject({
      reason: "file_used",
    });
  });

  it("cannot be added from the uploads of another member", async () => {
    const fileId = await cleanFile((await makeActor()).id);
    const add = transact(by(awa), (ctx) => addOwnUpload(ctx, { slug, fileId }));
    await expect(add).rejects.toMatchObject({ reason: "file_unknown" });
  });
});

/** Sends the upload form as a browser without scripts does. */
function sendForm(as: Actor, fields: Record<string, string>, files: readonly (readonly [string, string])[]) {
  const mark = "octopus-test";
  const parts = Object.entries(fields).map(
    ([name, value]) => `--${mark}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  );
  const sent = files.map(
    ([name, content]) =>
      `--${mark}\r\ncontent-disposition: form-data; name="files"; filename="${name}"\r\n\r\n${content}\r\n`,
  );
  return ask("/uploads", {
    as,
    method: "POST",
    headers: { "content-type": `multipart/form-data; boundary=${mark}` },
    body: `${parts.join("")}${sent.join("")}--${mark}--\r\n`,
  });
}
