import { randomBytes } from "node:crypto";
import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { fromBuffer } from "yauzl";
import { db } from "@/db/client";
import { auditEntry } from "@/db/schema/core";
import { file, fileDownload } from "@/db/schema/files";
import type { Actor } from "@/lib/core/actor";
import { blockFile, grantFiles } from "@/lib/files";
import { removeUnusedOf } from "@/lib/files/commands/remove-file";
import { runDueJobs } from "@/lib/jobs/worker";
import { storage } from "@/lib/storage/open";
import { bytesSource } from "@/lib/storage/sources";
import { SYSTEM, transact } from "@/lib/transact";
import { listFacts, setEnvironment } from "@/tests/support/accounts";
import { useDatabase } from "@/tests/support/database";
import { type Answer, keep, keysInStore, place, sha256, useFileDoor } from "@/tests/support/file-door";
import { publishedMaterial } from "@/tests/support/materials";
import { actorOf, by, giveRole, makeActor, makeMember } from "@/tests/support/members";
import { pdfOf, pictureOf } from "@/tests/support/sample-files";

useDatabase();
const { ask, upload } = useFileDoor();
setEnvironment({ RATE_LIMITS: "off", MAX_UPLOAD_MB: "40" });

const PAGE = "/training/evidence-guide";
let awa: Actor;
beforeEach(async () => {
  awa = await makeActor();
});

/** A text by Awa, used on the page. */
async function placed(content: Buffer | string, name = "guide.txt", at: Parameters<typeof place>[1] = {}) {
  const id = await keep(awa, name, content);
  const owner = await place([id], at);
  return { id, owner, at: `${PAGE}/files/${id}`, bytes: Buffer.from(content) };
}

describe("download", () => {
  it("is complete, under its name, and served so that no browser runs it", async () => {
    const { at, bytes } = await placed("Article 29\n", "Gu\u00efde \u0646\u0635.txt");
    const answer = await ask(at);
    expect(answer.status).toBe(200);
    expect(answer.bytes.equals(bytes)).toBe(true);
    expect(answer.headers).toMatchObject({
      "content-type": "text/plain; charset=utf-8",
      "content-length": String(bytes.length),
      "content-disposition": `attachment; filename="Guide __.txt"; filename*=UTF-8''Gu%C3%AFde%20%D9%86%D8%B5.txt`,
      "x-content-type-options": "nosniff",
      "content-security-policy": "default-src 'none'; sandbox; frame-ancestors 'none'; base-uri 'none'",
      "accept-ranges": "bytes",
      etag: `"${sha256(bytes)}"`,
      "cache-control": "public, max-age=0, must-revalidate",
    });
    expect(answer.headers["set-cookie"]).toBeUndefined();
    expect(answer.headers["content-encoding"]).toBeUndefined();
  });

  it.each([
    ["page.html", "<!doctype html><p>text</p><script>alert(1)</script>"],
    ["drawing.svg", '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'],
    ["data.xml", "<a/>"],
  ])("of %s is served as inert data", async (name, content) => {
    const { at } = await placed(content, name);
    const { headers, status } = await ask(at);
    expect(status).toBe(200);
    expect(headers["content-type"]).toBe("application/octet-stream");
    expect(headers["content-disposition"]).toMatch(/^attachment;/);
    expect(headers["content-security-policy"]).toContain("sandbox");
    expect(headers["x-content-type-options"]).toBe("nosniff");
  });

  it("works in every language, with a name after the id, and only below its page", async () => {
    const { at, id } = await placed("text");
    for (const good of [at, `/fr${at}`, `/ar${at}`, `${at}/guide.txt`, `/files/${id}`])
      expect((await ask(good)).status, good).toBe(200);
    const other = id.slice(0, -1) + (id.endsWith("0") ? "1" : "0");
    for (const bad of [`/training/another/files/${id}`, `${PAGE}/files/${other}`])
      expect((await ask(bad)).status, bad).toBe(404);
    expect((await ask(at, { method: "POST", body: "x" })).status).toBe(404);
  });

  it("is not found while being checked or after a refusal", async () => {
    const refused = await upload(awa, "a.pdf", "no such thing");
    await expect(place([refused.id])).rejects.toMatchObject({ reason: "file_unknown" });
    expect((await ask(`/files/${refused.id}`, { as: awa })).status).toBe(404);
  });

  it("is gone after it was deleted with the account of its uploader", async () => {
    const id = await keep(awa, "guide.txt", "text");
    await transact(by(awa), async (ctx) => {
      ctx.asSystem("a test");
      await removeUnusedOf(ctx, awa.id);
    });
    for (const path of [`/files/${id}`, `${PAGE}/files/${id}`])
      expect((await ask(path)).status, path).toBe(410);
  });

  it("fails completely if its bytes are missing from the store", async () => {
    const { at } = await placed("text");
    const [key = ""] = await keysInStore("original/");
    await (await storage()).remove(key);
    const answer = await ask(at);
    expect(answer.status).toBe(503);
    expect(answer.headers["retry-after"]).toBeDefined();
  });
});

describe("partial download", () => {
  const bytes = Buffer.from("0123456789");
  const part = (answer: Answer) => [answer.status, answer.headers["content-range"], answer.text];

  it("is sent as requested", async () => {
    const { at } = await placed(bytes);
    const range = async (value: string, more: Record<string, string> = {}) =>
      part(await ask(at, { headers: { range: value, ...more } }));
    expect(await range("bytes=2-4")).toEqual([206, "bytes 2-4/10", "234"]);
    expect(await range("bytes=7-")).toEqual([206, "bytes 7-9/10", "789"]);
    expect(await range("bytes=-3")).toEqual([206, "bytes 7-9/10", "789"]);
    expect(await range("bytes=0-999")).toEqual([206, "bytes 0-9/10", "0123456789"]);
    expect(await range("bytes=10-")).toEqual([416, "bytes */10", ""]);
    expect(await range("bytes=-0")).toEqual([416, "bytes */10", ""]);
    for (const all of ["bytes=4-2", "bytes=0-1,3-4", "lines=1-2", "bytes=a-b"])
      expect(await range(all), all).toEqual([200, undefined, "0123456789"]);
  });

  it("is sent only if the file is unchanged since the first part", async () => {
    const { at } = await placed(bytes);
    const tag = `"${sha256(bytes)}"`;
    const range = { range: "bytes=5-" };
    expect(part(await ask(at, { headers: { ...range, "if-range": tag } }))[0]).toBe(206);
    for (const other of ['"another"', `W/${tag}`, "Thu, 26 Nov 2026 04:00:00 GMT"])
      expect((await ask(at, { headers: { ...range, "if-range": other } })).status, other).toBe(200);
  });

  it("is answered by 304 to those who have it, and by its size to HEAD", async () => {
    const { at } = await placed(bytes);
    const tag = `"${sha256(bytes)}"`;
    for (const known of [tag, `"x", ${tag}`, "*"]) {
      const answer = await ask(at, { headers: { "if-none-match": known } });
      expect([answer.status, answer.bytes.length, answer.headers.etag], known).toEqual([304, 0, tag]);
    }
    expect((await ask(at, { headers: { "if-none-match": '"x"' } })).status).toBe(200);
    const head = await ask(at, { method: "HEAD" });
    expect([head.status, head.headers["content-length"], head.bytes.length]).toEqual([200, "10", 0]);
    const partly = await ask(at, { method: "HEAD", headers: { range: "bytes=0-3" } });
    expect([partly.status, partly.headers["content-range"]]).toEqual([206, "bytes 0-3/10"]);
  });
});

describe("access to a file", () => {
  const cast = async () => ({
    visitor: null,
    member: await makeActor(),
    trusted: await makeActor("trusted"),
    moderator: await makeActor("moderator"),
    practitioner: await makeActor("practitioner"),
    administrator: await makeActor("administrator"),
    uploader: awa,
  });

  it.each([
    [
      "public",
      true,
      ["visitor", "member", "trusted", "moderator", "practitioner", "administrator", "uploader"],
    ],
    ["members", true, ["member", "trusted", "moderator", "practitioner", "administrator", "uploader"]],
    ["practitioners", true, ["practitioner", "administrator", "uploader"]],
    ["public", false, ["trusted", "moderator", "administrator", "uploader"]],
    ["members", false, ["trusted", "moderator", "administrator", "uploader"]],
    ["practitioners", false, ["administrator", "uploader"]],
  ] as const)("for %s (open: %s)", async (access, isOpen, allowed) => {
    const { at } = await placed("secret text", "guide.txt", { access, isOpen });
    const had: string[] = [];
    for (const [who, as] of Object.entries(await cast())) {
      const answer = await ask(at, { as });
      if (answer.status === 200) had.push(who);
      else {
        expect(answer.status, who).toBe(404);
        expect(answer.text, who).not.toContain("secret");
        expect(answer.headers.etag, who).toBeUndefined();
        expect((await ask(at, { as, method: "HEAD" })).status, who).toBe(404);
        const none = `${PAGE}/files/${"0".repeat(8)}-0000-4000-8000-${"0".repeat(12)}`;
        const told = (text: string) => text.replaceAll(/[0-9a-f-]{36}/g, "ID");
        expect(told(answer.text), who).toBe(told((await ask(none, { as })).text));
      }
    }
    expect(had).toEqual(allowed);
  });

  it("needs a session with second factor unless public; a token is not enough", async () => {
    const { at } = await placed("text", "guide.txt", { access: "practitioners" });
    const { id } = await makeMember();
    await giveRole(id, "practitioner");
    expect((await ask(at, { as: await actorOf(id, { secondFactorAt: null }) })).status).toBe(404);
    expect((await ask(at, { as: await actorOf(id) })).status).toBe(200);
  });

  it("includes members granted it, until withdrawn", async () => {
    const { at, owner } = await placed("text", "guide.txt", { access: "practitioners" });
    const [kofi, other] = [await makeActor(), await makeActor()];
    const grant = { owner: { kind: "material", id: owner }, memberId: kofi.id };
    const as = (run: typeof grantFiles) =>
      transact(SYSTEM, async (ctx) => {
        ctx.asSystem("a test");
        ctx.skipAudit("a test");
        await run(ctx, grant);
      });
    expect((await ask(at, { as: kofi })).status).toBe(404);
    await as(grantFiles);
    expect((await ask(at, { as: kofi })).status).toBe(200);
    expect((await ask(at, { as: other })).status).toBe(404);
  });
});

describe("restricted download", () => {
  it("is logged each time with reader and address; a player's parts count once", async () => {
    const { at, id } = await placed("0123456789", "guide.txt", { access: "practitioners" });
    const ife = await makeActor("practitioner");
    await ask(at, { as: ife });
    for (const range of ["bytes=4-6", "bytes=7-", "bytes=2-"]) await ask(at, { as: ife, headers: { range } });
    const kofi = await makeActor("practitioner");
    await ask(at, { as: kofi, headers: { range: "bytes=4-" } });
    await ask(at, { as: ife });
    await ask(at, { as: ife, method: "HEAD" });
    await ask(at, { as: ife, headers: { "if-none-match": "*" } });
    await ask(at);
    await ask(at, { as: await makeActor() });
    await ask(at, { as: awa });
    const entries = (await db().select().from(auditEntry)).filter(
      (entry) => entry.fact === "file.downloaded",
    );
    expect(entries.map((entry) => [entry.actorId, entry.details])).toEqual([
      [ife.id, expect.objectContaining({ fileId: id, from: 0 })],
      [kofi.id, expect.objectContaining({ fileId: id, from: 4 })],
      [ife.id, expect.objectContaining({ fileId: id, from: 0 })],
    ]);
    expect(entries.every((entry) => entry.ip !== null)).toBe(true);
  });

  it("must not be cached by proxies", async () => {
    const { at } = await placed("text", "guide.txt", { access: "members" });
    const { headers } = await ask(at, { as: await makeActor() });
    expect(headers["cache-control"]).toBe("private, no-store");
    expect(headers.vary).toContain("Cookie");
    expect(await listFacts()).not.toContain("file.downloaded");
  });
});

describe("picture of a restricted file's page", () => {
  it("is shown to those with access, and the view is logged once", async () => {
    const pdf = await pdfOf(["Article 29", "Article 18"]);
    const { id } = await upload(awa, "guide.pdf", pdf);
    await place([id], { access: "practitioners" });
    const ife = await makeActor("practitioner");
    const page = (number: number, as: Actor | null) => ask(`/files/${id}/pages/${number}.webp`, { as });
    for (const as of [null, await makeActor()]) expect((await page(1, as)).status).toBe(404);
    for (const number of [1, 2]) {
      const { status, headers } = await page(number, ife);
      expect([status, headers["content-type"]]).toEqual([200, "image/webp"]);
      expect(headers["cache-control"]).toBe("private, no-store");
    }
    expect((await page(3, ife)).status).toBe(404);
    const looks = (await db().select().from(auditEntry)).filter((one) => one.fact === "file.downloaded");
    expect(looks.map((one) => one.actorId)).toEqual([ife.id]);
  });
});

describe("file removed by moderators", () => {
  const block = (as: Actor, fileId: string) =>
    transact(by(as), (ctx) => blockFile(ctx, { fileId, reason: "It names a victim" }));

  it("disappears with all files of the same content, which cannot be uploaded again", async () => {
    const [one, same, other] = [await placed("a name"), await placed("a name"), await placed("no name")];
    const moderator = await makeActor("moderator");
    await expect(block(await makeActor("trusted"), one.id)).rejects.toMatchObject({ code: "forbidden" });
    await block(moderator, one.id);
    await expect(block(moderator, same.id)).rejects.toMatchObject({ reason: "file_blocked" });
    for (const gone of [one, same]) expect((await ask(gone.at, { as: awa })).status).toBe(410);
    expect((await ask(other.at)).status).toBe(200);
    await runDueJobs();
    expect(await keysInStore()).toHaveLength(1);
    expect(await upload(await makeActor(), "again.txt", "a name")).toMatchObject({
      state: "refused",
      refusal: "blocked",
    });
    expect((await listFacts()).filter((fact) => fact === "file.blocked")).toHaveLength(2);
  });
});

describe("counting downloads", () => {
  it("counts by country and day, once per reader, without names", async () => {
    const { at, id } = await placed("0123456789");
    const senegal = await actorOf((await makeMember({ country: "SN" })).id);
    await ask(at);
    await ask(at, { as: senegal });
    await ask(at, { as: senegal });
    await ask(at, { as: senegal, headers: { range: "bytes=5-" } });
    await ask(at, { as: senegal, method: "HEAD" });
    const other = await actorOf((await makeMember({ country: "SN" })).id);
    await ask(at, { as: other, headers: { range: "bytes=0-" } });
    await ask(at, { as: other, headers: { range: "bytes=0-3" } });
    await ask(at, { as: other, headers: { range: "bytes=4-" } });
    await ask(at, { as: awa });
    const rows = await db().select().from(fileDownload);
    expect(rows.map((row) => [row.fileId, row.country, row.count]).sort()).toEqual([
      [id, "", 1],
      [id, "SN", 2],
    ]);
  });

  it("leaves out the uploader and the owner of the work", async () => {
    const owner = await makeActor("trusted");
    const { slug, fileId } = await publishedMaterial(owner);
    await db().update(file).set({ uploaderId: awa.id }).where(eq(file.id, fileId));
    const key = `original/${fileId}`;
    await (await storage()).put(key, bytesSource(Buffer.alloc(1000)));
    for (const as of [awa, owner]) await ask(`/training/${slug}/files/${fileId}`, { as });
    expect(await db().$count(fileDownload)).toBe(0);
    await ask(`/training/${slug}/files/${fileId}`);
    expect(await db().$count(fileDownload)).toBe(1);
  });
});

describe("archive of a page's files", () => {
  it("has checksums and unique names, and leaves out files without access", async () => {
    const pdf = await pdfOf(["Article 29"]);
    const one = await keep(awa, "guide.txt", "one");
    const two = await keep(awa, "Guide.txt", "two");
    const three = await keep(awa, "guide.pdf", pdf);
    await place([three, one, two]);
    await place([await keep(awa, "hidden.wav", randomBytes(300_000))], { access: "practitioners" });
    const answer = await ask(`${PAGE}/files.zip`);
    expect(answer.status).toBe(200);
    expect(answer.headers).toMatchObject({
      "content-type": "application/zip",
      "content-length": String(answer.bytes.length),
      "content-disposition": `attachment; filename="evidence-guide.zip"; filename*=UTF-8''evidence-guide.zip`,
      "content-security-policy": expect.stringContaining("sandbox"),
    });
    const files = await unpack(answer.bytes);
    expect(Object.keys(files).sort()).toEqual([
      "Guide (2).txt",
      "SHA256SUMS",
      "guide.pdf",
      "guide.txt",
      "manifest.json",
    ]);
    expect(files["guide.pdf"]?.equals(pdf)).toBe(true);
    for (const line of files.SHA256SUMS?.toString().trim().split("\n") ?? []) {
      const [sum = "", name = ""] = line.split("  ");
      expect(sha256(files[name] ?? "")).toBe(sum);
    }
    const some = await ask(`${PAGE}/files.zip?ids=${three}`);
    expect(Object.keys(await unpack(some.bytes)).sort()).toEqual([
      "SHA256SUMS",
      "guide.pdf",
      "manifest.json",
    ]);
    expect(
      (await ask(`${PAGE}/files.zip`, { headers: { "if-none-match": answer.headers.etag ?? "" } })).status,
    ).toBe(304);
  });

  it("is not found without access to any, and restricted files are logged", async () => {
    const { id } = await placed("text", "guide.txt", { access: "practitioners" });
    expect((await ask(`${PAGE}/files.zip`)).status).toBe(404);
    expect((await ask("/training/nothing/files.zip")).status).toBe(404);
    const ife = await makeActor("practitioner");
    const answer = await ask(`${PAGE}/files.zip`, { as: ife });
    expect((await unpack(answer.bytes))["guide.txt"]?.toString()).toBe("text");
    expect(answer.headers["cache-control"]).toBe("private, no-store");
    const entries = (await db().select().from(auditEntry)).filter(
      (entry) => entry.fact === "file.downloaded",
    );
    expect(entries.map((entry) => [entry.actorId, entry.details])).toEqual([
      [ife.id, expect.objectContaining({ fileId: id })],
    ]);
  });
});

describe("picture made from a file", () => {
  it("is shown to those with access, without the file's metadata", async () => {
    const { id } = await upload(awa, "map.png", await pictureOf("png", 900, 500));
    const owner = await place([id], { access: "members" });
    const at = `/files/${id}/pictures/640.webp`;
    expect((await ask(at)).status).toBe(404);
    const shown = await ask(at, { as: await makeActor() });
    expect([shown.status, shown.headers["content-type"], shown.headers["content-disposition"]]).toEqual([
      200,
      "image/webp",
      "inline",
    ]);
    expect(shown.headers["cache-control"]).toBe("private, no-store");
    await place([id], { id: owner });
    const open = await ask(at);
    expect([open.status, open.headers["cache-control"]]).toEqual([200, "public, max-age=0, must-revalidate"]);
    expect((await ask(at, { headers: { "if-none-match": open.headers.etag ?? "" } })).status).toBe(304);
    expect((await ask(`/files/${id}/pictures/641.webp`)).status).toBe(404);
  });
});

/** Reads the files in an archive, by name. */
function unpack(bytes: Buffer): Promise<Record<string, Buffer>> {
  return new Promise((resolve, reject) => {
    fromBuffer(bytes, { lazyEntries: true }, (error, zip) => {
      if (error) return reject(error);
      const files: Record<string, Buffer> = {};
      zip.on("entry", (entry) => {
        zip.openReadStream(entry, async (problem, stream) => {
          if (problem) return reject(problem);
          const chunks: Buffer[] = [];
          for await (const chunk of stream) chunks.push(chunk as Buffer);
          files[entry.fileName] = Buffer.concat(chunks);
          zip.readEntry();
        });
      });
      zip.on("end", () => resolve(files));
      zip.on("error", reject);
      zip.readEntry();
    });
  });
}
