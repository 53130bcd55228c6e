import { execFile } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { fromBuffer } from "yauzl";
import { db } from "@/db/client";
import { auditEntry } from "@/db/schema/core";
import { file, fileDownload } from "@/db/schema/files";
import { material } from "@/db/schema/training";
import type { Actor } from "@/lib/core/actor";
import { publishMaterial, saveFiles, saveMaterial } from "@/lib/training";
import type { Manifest } from "@/lib/training/pack/model";
import { transact } from "@/lib/transact";
import { setEnvironment } from "@/tests/support/accounts";
import { useDatabase } from "@/tests/support/database";
import { keep, sha256, useFileDoor } from "@/tests/support/file-door";
import { describedMaterial, filesOf, savedMaterial } from "@/tests/support/materials";
import { by, makeActor } from "@/tests/support/members";

useDatabase();
const { ask } = useFileDoor();
setEnvironment({ RATE_LIMITS: "off" });

let owner: Actor;
let member: Actor;
beforeEach(async () => {
  owner = await makeActor("practitioner");
  member = await makeActor();
});

/** Publishes a material with these files, by name: content and access. */
async function published(
  title: string,
  files: Record<string, { bytes: string; part?: string }>,
  given: Record<string, unknown> = {},
): Promise<{ slug: string; ids: string[] }> {
  const slug = await describedMaterial(owner, { title, ...given });
  const ids: string[] = [];
  for (const [name, { bytes }] of Object.entries(files)) ids.push(await keep(owner, name, bytes));
  const filePart = Object.values(files).map(({ part = "participants" }) => part);
  if (ids.length > 0) await transact(by(owner), (ctx) => saveFiles(ctx, filesOf(slug, ids, { filePart })));
  return { slug, ids };
}

async function publish(slug: string): Promise<void> {
  await transact(by(owner), (ctx) => publishMaterial(ctx, { slug }));
}

/** A course of three parts: one open with trainers' notes, one restricted, one hosted elsewhere. */
async function course() {
  const open = await published(
    "Preserving data",
    {
      "slides & café.txt": { bytes: "slides" },
      "solutions.txt": { bytes: "solutions", part: "trainers" },
    },
    { trainersAccess: "practitioners" },
  );
  const closed = await published(
    "A seized wallet",
    { "wallet.txt": { bytes: "wallet" } },
    { access: "practitioners", tlp: "amber", licence: "all-rights" },
  );
  const linked = await published(
    "A film",
    {},
    { linkUrl: ["https://www.example.org/film"], linkLabel: ["The film"] },
  );
  for (const { slug } of [open, closed, linked]) await publish(slug);
  const whole = await published("From report to court", { "plan.txt": { bytes: "plan" } });
  await transact(by(owner), (ctx) =>
    saveMaterial(
      ctx,
      savedMaterial({
        slug: whole.slug,
        title: "From report to court",
        kind: "course-pack",
        item: [closed.slug, open.slug, linked.slug],
        itemNote: ["Begin here", "", ""],
      }),
    ),
  );
  await publish(whole.slug);
  return { slug: whole.slug, open, closed, linked, plan: whole };
}

describe("course pack", () => {
  it("has what a visitor may download in the order of the parts, and lists the rest", async () => {
    const { slug, open, closed } = await course();
    const answer = await ask(`/training/${slug}/pack.zip`);
    expect(answer.status).toBe(200);
    expect(answer.headers).toMatchObject({
      "content-type": "application/zip",
      "content-length": String(answer.bytes.length),
      "content-disposition": `attachment; filename="${slug}.zip"; filename*=UTF-8''${slug}.zip`,
      "cache-control": "private, no-store",
    });
    const held = await unpack(answer.bytes);
    expect(Object.keys(held).sort()).toEqual([
      `00-${slug}/plan.txt`,
      `02-${open.slug}/slides & café.txt`,
      "SHA256SUMS",
      "index.html",
      "manifest.json",
    ]);
    const manifest = manifestOf(held);
    expect(manifest.parts.map((part) => [part.number, part.tlp, part.licence, part.files.length])).toEqual([
      ["0", "clear", "cc-by", 1],
      ["1", "amber", "all-rights", 0],
      ["2", "clear", "cc-by", 1],
      ["3", "clear", "cc-by", 0],
    ]);
    const [, wallet, slides, film] = manifest.parts;
    expect(wallet?.leftOut).toEqual([
      expect.objectContaining({
        name: "wallet.txt",
        access: "practitioners",
        ask: expect.stringMatching(new RegExp(`^https?://.*/training/${closed.slug}/take-part$`)),
      }),
    ]);
    expect(wallet?.note).toBe("Begin here");
    expect(slides?.leftOut.map(({ name, part }) => [name, part])).toEqual([["solutions.txt", "trainers"]]);
    expect(slides?.files[0]).toMatchObject({
      path: `02-${open.slug}/slides & café.txt`,
      sha256: sha256("slides"),
      language: "en",
    });
    expect(slides).toMatchObject({ version: "1", asOf: expect.stringMatching(/^\d{4}-\d\d-\d\d$/) });
    expect(film?.links).toEqual([{ url: "https://www.example.org/film", label: "The film", language: "en" }]);
    expect(manifest).toMatchObject({ tlp: "clear", hasNotes: false });
  });

  it("verifies completely with sha256sum", async () => {
    const { slug } = await course();
    const { bytes } = await ask(`/training/${slug}/pack.zip`, { as: owner });
    const folder = await mkdtemp(join(tmpdir(), "pack-"));
    try {
      const held = await unpack(bytes);
      for (const [path, content] of Object.entries(held)) {
        await mkdir(dirname(join(folder, path)), { recursive: true });
        await writeFile(join(folder, path), content);
      }
      const { stdout } = await promisify(execFile)("sha256sum", ["-c", "--strict", "SHA256SUMS"], {
        cwd: folder,
        env: { ...process.env, LC_ALL: "C.UTF-8" },
      });
      const checked = stdout.trim().split("\n");
      expect(checked).toHaveLength(Object.keys(held).length - 1);
      expect(checked.every((line) => line.endsWith(": OK"))).toBe(true);
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it("has a list that opens from its folder, in the reader's language, with links to the files", async () => {
    const { slug, open } = await course();
    for (const [prefix, lang, words] of [
      ["", 'lang="en" dir="ltr"', "How to ask for it"],
      ["/fr", 'lang="fr" dir="ltr"', "Comment le demander"],
      ["/ar", 'lang="ar" dir="rtl"', "كيف يُطلب"],
    ] as const) {
      const { bytes } = await ask(`${prefix}/training/${slug}/pack.zip`);
      const index = (await unpack(bytes))["index.html"]?.toString() ?? "";
      expect(index).toContain(`<html ${lang}>`);
      expect(index).toContain(words);
      expect(index).toContain(`href="02-${open.slug}/slides%20%26%20caf%C3%A9.txt"`);
      expect(index).not.toMatch(/<script|src=|<link/);
    }
  });

  it("has trainers' notes separately, for those with access, and can be had without", async () => {
    const { slug, open, closed } = await course();
    const practitioner = await makeActor("practitioner");
    const whole = await unpack((await ask(`/training/${slug}/pack.zip`, { as: practitioner })).bytes);
    expect(whole[`trainers-notes/02-${open.slug}/solutions.txt`]?.toString()).toBe("solutions");
    expect(whole[`01-${closed.slug}/wallet.txt`]?.toString()).toBe("wallet");
    expect(manifestOf(whole)).toMatchObject({ tlp: "amber", hasNotes: true });
    const plain = await ask(`/training/${slug}/pack.zip?for=participants`, { as: practitioner });
    expect(plain.headers["content-disposition"]).toContain("-participants.zip");
    const held = await unpack(plain.bytes);
    expect(Object.keys(held).filter((path) => path.startsWith("trainers-notes/"))).toEqual([]);
    expect(plain.bytes.includes("solutions.txt")).toBe(false);
    const members = await unpack((await ask(`/training/${slug}/pack.zip`, { as: member })).bytes);
    expect(members[`trainers-notes/02-${open.slug}/solutions.txt`]).toBeUndefined();
  });

  it("counts each file and logs each restricted one", async () => {
    const { slug, open, closed, plan } = await course();
    const practitioner = await makeActor("practitioner");
    await ask(`/training/${slug}/pack.zip`, { method: "HEAD", as: practitioner });
    expect(await db().$count(fileDownload)).toBe(0);
    await ask(`/training/${slug}/pack.zip`, { as: practitioner });
    const entries = await db().select().from(auditEntry).where(eq(auditEntry.fact, "file.downloaded"));
    const restricted = [closed.ids[0], open.ids[1]];
    expect(entries.map(({ actorId, details }) => [actorId, (details as { fileId: string }).fileId])).toEqual(
      restricted.map((id) => [practitioner.id, id]),
    );
    const counted = await db().select().from(fileDownload);
    expect(counted.map(({ fileId, count }) => [fileId, count]).sort()).toEqual(
      [...open.ids, ...closed.ids, ...plan.ids].map((id) => [id, 1]).sort(),
    );
    const [row] = await db().select().from(material).where(eq(material.slug, open.slug));
    expect(row?.downloads).toBe(2);
  });

  it("has the same tag until it changes, and is not found without parts or access", async () => {
    const { slug, open } = await course();
    const at = `/training/${slug}/pack.zip`;
    const tag = (await ask(at)).headers.etag ?? "";
    expect((await ask(at, { headers: { "if-none-match": tag } })).status).toBe(304);
    expect((await ask(`/fr${at}`)).headers.etag).not.toBe(tag);
    expect((await ask(at, { as: owner })).headers.etag).not.toBe(tag);
    await transact(by(owner), (ctx) =>
      saveMaterial(ctx, savedMaterial({ slug: open.slug, title: "Another title" })),
    );
    expect((await ask(at)).headers.etag).not.toBe(tag);
    expect((await ask(`/training/${open.slug}/pack.zip`)).status).toBe(404);
    expect((await ask("/training/nothing/pack.zip")).status).toBe(404);
    expect((await ask(at, { method: "POST", body: "x" })).status).toBe(404);
    await db().update(file).set({ state: "lost" });
    expect((await ask(at)).status).toBe(404);
  });

  it("of a path includes its courses, each material once, even in a cycle", async () => {
    const inner = await course();
    const path = await published("A path", { "path.txt": { bytes: "path" } });
    const withItems = (slug: string, item: string[]) =>
      transact(by(owner), (ctx) =>
        saveMaterial(ctx, savedMaterial({ slug, item, itemNote: item.map(() => "") })),
      );
    await withItems(path.slug, [inner.slug, inner.open.slug]);
    await publish(path.slug);
    await withItems(inner.slug, [inner.closed.slug, inner.linked.slug, path.slug]);
    const manifest = manifestOf(await unpack((await ask(`/training/${path.slug}/pack.zip`)).bytes));
    expect(manifest.parts.map((part) => [part.number, part.folder])).toEqual([
      ["0", `00-${path.slug}`],
      ["1", `01-${inner.slug}`],
      ["1.1", `01-${inner.slug}/01-${inner.closed.slug}`],
      ["1.2", `01-${inner.slug}/02-${inner.linked.slug}`],
      ["2", `02-${inner.open.slug}`],
    ]);
  });
});

const manifestOf = (held: Record<string, Buffer>) =>
  JSON.parse(held["manifest.json"]?.toString() ?? "{}") as Manifest;

function unpack(bytes: Buffer): Promise<Record<string, Buffer>> {
  return new Promise((resolve, reject) => {
    const files: Record<string, Buffer> = {};
    fromBuffer(bytes, { lazyEntries: true }, (error, zip) => {
      if (error) return reject(error);
      zip.on("error", reject);
      zip.on("end", () => resolve(files));
      zip.on("entry", (entry) => {
        zip.openReadStream(entry, async (failed, stream) => {
          if (failed) return reject(failed);
          const chunks: Buffer[] = [];
          for await (const chunk of stream) chunks.push(chunk as Buffer);
          files[entry.fileName] = Buffer.concat(chunks);
          zip.readEntry();
        });
      });
      zip.readEntry();
    });
  });
}
