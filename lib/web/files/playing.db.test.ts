import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import * as membersText from "@/app/[locale]/training/[slug]/members-text/[id]/route";
import * as material from "@/app/[locale]/training/[slug]/route";
import * as takePart from "@/app/[locale]/training/[slug]/take-part/route";
import * as text from "@/app/[locale]/training/[slug]/text/[id]/route";
import * as review from "@/app/[locale]/training/review/[slug]/route";
import { db } from "@/db/client";
import { auditEntry } from "@/db/schema/core";
import { fileDownload, fileObject } from "@/db/schema/files";
import type { Actor } from "@/lib/core/actor";
import { findPack, packFor, publishMaterial, saveFiles, saveMaterial } from "@/lib/training";
import { transact } from "@/lib/transact";
import { setEnvironment } from "@/tests/support/accounts";
import { useDatabase } from "@/tests/support/database";
import { useFileDoor } from "@/tests/support/file-door";
import { describedMaterial, filesOf, savedMaterial } from "@/tests/support/materials";
import { by, makeActor } from "@/tests/support/members";
import { asker, type Route } from "@/tests/support/pages";
import { rememberFiles } from "@/tests/support/remembered-files";
import { startS3 } from "@/tests/support/s3";
import { mediaOf, pictureOf, wavOf } from "@/tests/support/sample-files";
import { find } from "@/tests/support/search";

useDatabase();
setEnvironment({ RATE_LIMITS: "off" });
const { ask, upload } = useFileDoor();
const page = asker([
  [/^\/training\/(?<slug>[^/]+)\/text\/(?<id>[^/]+)$/, text as Route],
  [/^\/training\/(?<slug>[^/]+)\/members-text\/(?<id>[^/]+)$/, membersText as Route],
  [/^\/training\/review\/(?<slug>[^/]+)$/, review as Route],
  [/^\/training\/(?<slug>[^/]+)\/take-part$/, takePart as Route],
  [/^\/training\/(?<slug>[^/]+)$/, material as Route],
]);

const EN =
  "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Awa>Preserve the okapi ledger</v><img src=x onerror=alert(1)>\n";
const FR = "1\n00:00:01,000 --> 00:00:02,000\nConservez le registre\n";

let owner: Actor;
beforeEach(async () => {
  owner = await makeActor("practitioner");
});

/** The parts with the files' ids, once they were uploaded to a store, and how they are put back there. */
const uploaded = new Map<string, { files: Record<string, string>; putBack: (as: Actor) => Promise<void> }>();

/** Uploads the parts to the store, or puts back what became of them in an earlier test. */
async function uploadOnce(parts: readonly Part[]): Promise<Record<string, string>> {
  const store = process.env.STORAGE_URL ?? "";
  const known = uploaded.get(store);
  if (known) {
    await known.putBack(owner);
    return known.files;
  }
  const files: Record<string, string> = {};
  for (const [name, bytes] of parts) files[name] = (await upload(owner, name, bytes)).id;
  uploaded.set(store, { files, putBack: await rememberFiles(Object.values(files)) });
  return files;
}

type Part = [name: string, bytes: Buffer | string, language: string, part: string];

/** A material with a video, its captions in two languages, a cover picture and a recording. */
async function recorded(given: Record<string, unknown> = {}, { isPublished = true } = {}) {
  const parts: Part[] = [
    ["talk.webm", mediaOf("webm"), "en", "participants"],
    ["talk.vtt", EN, "en", "captions"],
    ["talk.fr.srt", FR, "fr", "captions"],
    ["talk.png", await pictureOf("png", 640, 360), "en", "poster"],
    ["interview.wav", wavOf(75), "en", "participants"],
    ["interview.txt", "The prosecutor asks, the provider answers.", "en", "transcript"],
  ];
  const files = await uploadOnce(parts);
  const slug = await describedMaterial(owner, given);
  const input = filesOf(slug, Object.values(files), {
    fileLanguage: parts.map((part) => part[2]),
    filePart: parts.map((part) => part[3]),
  });
  await transact(by(owner), (ctx) => saveFiles(ctx, input));
  if (isPublished) await transact(by(owner), (ctx) => publishMaterial(ctx, { slug }));
  const of = (name: string) => files[name] ?? "";
  return { slug, at: `/training/${slug}`, of };
}

describe("video and recording", () => {
  it("are on their page with player, length, captions, cover and transcript, without preloading", async () => {
    const { at, of } = await recorded();
    const { body } = await page(at);
    const [video = ""] = /<video[^>]*>.*?<\/video>/s.exec(body) ?? [];
    expect(video).toContain(`src="${at}/files/${of("talk.webm")}"`);
    expect(video).toMatch(/ controls=""/);
    expect(video).toContain('preload="none"');
    expect(video).toContain(`poster="/files/${of("talk.png")}/pictures/640.webp"`);
    expect(video).toContain(
      `<track kind="captions" src="/files/${of("talk.vtt")}/captions.vtt" srcLang="en" label="English"/>`,
    );
    expect(video).toContain(
      `<track kind="subtitles" src="/files/${of("talk.fr.srt")}/captions.vtt" srcLang="fr"`,
    );
    expect(body).toMatch(/WEBM, \d+ kB, 3 sec/);
    expect(body).toContain("Awa: Preserve the okapi ledger");
    const [audio = ""] = /<audio[^>]*>/.exec(body) ?? [];
    expect(audio).toContain(`src="${at}/files/${of("interview.wav")}"`);
    expect(audio).toContain('preload="none"');
    expect(body).toMatch(/WAV, 586 kB, 1 min 15 sec/);
    expect(body).toContain("The prosecutor asks, the provider answers.");
  });

  it("show captions by default to readers of another language", async () => {
    const { at, of } = await recorded();
    const { body } = await page(`/fr${at}`);
    expect(body).toMatch(
      new RegExp(`<track kind="subtitles" src="/files/${of("talk.fr.srt")}/captions.vtt"[^>]* default=""`),
    );
    expect(body).toContain("Conservez le registre");
  });

  it("are found by their spoken words", async () => {
    const { of, at } = await recorded();
    const { hits } = await find("okapi ledger");
    expect(hits.map((hit) => hit.href).join()).toContain(`${at}/text/${of("talk.vtt")}`);
    const { body } = await page(`${at}/text/${of("talk.vtt")}`);
    expect(body).toContain("Awa: Preserve the okapi ledger");
    expect(body).not.toContain("--&gt;");
  });

  it("for members play on the member's page of files, and not on the public page", async () => {
    const { at, slug, of } = await recorded({ access: "members", tlp: "green" });
    const open = await page(at);
    expect(open.body).not.toMatch(/<video|<audio|okapi/);
    const member = await makeActor();
    const { body } = await page(`/training/${slug}/take-part`, { as: member });
    expect(body).toContain(`src="${at}/files/${of("talk.webm")}"`);
    expect(body).toContain("Preserve the okapi ledger");
  });

  it("play for reviewers before publication", async () => {
    const { slug, of } = await recorded({}, { isPublished: false });
    const { body } = await page(`/training/review/${slug}`, { as: owner });
    expect(body).toContain(`files/${of("talk.webm")}" controls=""`);
    expect(body).toContain("Preserve the okapi ledger");
    expect(body).toContain('<dt>Video and sound</dt><dd><span class="tag">No transcript yet</span></dd>');
    // The French captions have no page yet; an empty list would be announced by screen readers.
    expect(body).not.toMatch(/<ul[^>]*><\/ul>/);
  });

  it.each([true, false])(
    "of a restricted material are hidden from a moderator without access (published: %s)",
    async (isPublished) => {
      const { slug } = await recorded({ access: "practitioners", tlp: "amber" }, { isPublished });
      const { status, body } = await page(`/training/review/${slug}`, { as: await makeActor("moderator") });
      expect(status).toBe(200);
      expect(body).not.toMatch(/<video|<audio|okapi|provider answers/);
    },
  );

  it("of a restricted material are logged on each page that shows their words", async () => {
    const { slug, of } = await recorded({ access: "practitioners", tlp: "amber" });
    const pages: [string, Actor][] = [
      [`/training/${slug}/take-part`, await makeActor("practitioner")],
      [`/training/${slug}/members-text/${of("talk.vtt")}`, await makeActor("practitioner")],
      [`/training/review/${slug}`, await makeActor("administrator")],
    ];
    for (const [path, reader] of pages) {
      const entries = async () => {
        const all = await db().select().from(auditEntry).where(eq(auditEntry.actorId, reader.id));
        const looks = all.filter((one) => one.fact === "file.downloaded");
        return looks
          .map((one) => (one.details as { fileId: string }).fileId)
          .filter((id) => id === of("talk.vtt"));
      };
      for (let time = 0; time < 2; time += 1)
        expect((await page(path, { as: reader })).body).toContain("okapi");
      expect(await entries(), path).toHaveLength(1);
    }
    const before = await db().$count(auditEntry, eq(auditEntry.actorId, owner.id));
    expect((await page(`/training/${slug}/take-part`, { as: owner })).body).toContain("okapi");
    expect(await db().$count(auditEntry, eq(auditEntry.actorId, owner.id))).toBe(before);
  });

  it("are listed with their length in a course pack", async () => {
    const { slug } = await recorded();
    const course = await describedMaterial(owner, { title: "A course" });
    const form = { slug: course, title: "A course", kind: "course-pack", item: [slug], itemNote: [""] };
    await transact(by(owner), (ctx) => saveMaterial(ctx, savedMaterial(form)));
    await transact(by(owner), (ctx) => publishMaterial(ctx, { slug: course }));
    const pack = await findPack(course);
    const { manifest } = packFor(null, pack ?? { parts: [] }, { now: new Date() });
    const lengths = manifest.parts.flatMap(({ files }) => files.map(({ name, seconds }) => [name, seconds]));
    expect(Object.fromEntries(lengths)).toMatchObject({
      "talk.webm": 3,
      "interview.wav": 75,
      "talk.vtt": null,
    });
  });
});

describe.each(["the file system", "an S3 server"])("requests of a player for files on %s", (which) => {
  let s3: Awaited<ReturnType<typeof startS3>> | undefined;
  beforeAll(async () => {
    if (which === "an S3 server") s3 = await startS3();
    setEnvironment({ STORAGE_URL: s3?.url });
  });
  afterAll(async () => {
    setEnvironment({ STORAGE_URL: undefined });
    await s3?.stop();
  });

  it("get the video in parts, with its detected type, sandboxed, counted once", async () => {
    const { at, of } = await recorded();
    const reader = await makeActor();
    const bytes = mediaOf("webm");
    const part = (range: string, more: Record<string, string> = {}) =>
      ask(`${at}/files/${of("talk.webm")}`, { as: reader, headers: { range, ...more } });
    const first = await part("bytes=0-");
    expect([first.status, first.headers["content-type"], first.headers["content-range"]]).toEqual([
      206,
      "video/webm",
      `bytes 0-${bytes.length - 1}/${bytes.length}`,
    ]);
    expect(first.headers["x-content-type-options"]).toBe("nosniff");
    expect(first.headers["content-security-policy"]).toContain("sandbox");
    const tag = String(first.headers.etag);
    for (const range of ["bytes=100-199", "bytes=-50", "bytes=5000-"]) {
      const answer = await part(range, { "if-range": tag });
      expect([answer.status, bytes.includes(answer.bytes)], range).toEqual([206, true]);
    }
    expect((await part("bytes=100-199", { "if-range": '"another"' })).status).toBe(200);
    expect((await part(`bytes=${bytes.length}-`)).status).toBe(416);
    const counts = await db().select().from(fileDownload);
    expect(counts.map(({ fileId, count }) => [fileId, count])).toEqual([[of("talk.webm"), 1]]);
  });

  it("get captions written by us, whatever was uploaded", async () => {
    const { of } = await recorded();
    const { status, headers, text: vtt } = await ask(`/files/${of("talk.vtt")}/captions.vtt`);
    expect([status, headers["content-type"], headers["cache-control"]]).toEqual([
      200,
      "text/vtt; charset=utf-8",
      "public, max-age=0, must-revalidate",
    ]);
    expect(vtt).toBe("WEBVTT\n\n00:00:01.000 --> 00:00:02.000\nAwa: Preserve the okapi ledger\n");
    const again = await ask(`/files/${of("talk.vtt")}/captions.vtt`, {
      headers: { "if-none-match": String(headers.etag) },
    });
    expect(again.status).toBe(304);
    const srt = await ask(`/files/${of("talk.fr.srt")}/captions.vtt`);
    expect(srt.headers["content-type"]).toBe("text/vtt; charset=utf-8");
    expect(srt.headers["x-content-type-options"]).toBe("nosniff");
    expect(srt.text).toBe("WEBVTT\n\n00:00:01.000 --> 00:00:02.000\nConservez le registre\n");
    expect((await ask(`/files/${of("talk.webm")}/captions.vtt`)).status).toBe(404);
  });

  it("for a restricted material are logged once in half an hour, captions included", async () => {
    const { at, of } = await recorded({ access: "practitioners", tlp: "amber" });
    const reader = await makeActor("practitioner");
    for (const range of ["bytes=0-", "bytes=100-", "bytes=2000-"])
      await ask(`${at}/files/${of("talk.webm")}`, { as: reader, headers: { range } });
    for (let time = 0; time < 2; time += 1) {
      const { status, headers } = await ask(`/files/${of("talk.vtt")}/captions.vtt`, { as: reader });
      expect([status, headers["cache-control"]]).toEqual([200, "private, no-store"]);
    }
    expect((await ask(`/files/${of("talk.vtt")}/captions.vtt`, { as: await makeActor() })).status).toBe(404);
    const entries = (await db().select().from(auditEntry)).filter((one) => one.fact === "file.downloaded");
    const details = entries.map((one) => (one.details as { fileId: string }).fileId);
    expect(details.sort()).toEqual([of("talk.vtt"), of("talk.webm")].sort());
  });
});

describe("captions that no player can read", () => {
  it("are refused on upload and leave nothing in the store", async () => {
    const { state, refusal } = await upload(owner, "talk.vtt", "<!doctype html><script>alert(1)</script>");
    expect([state, refusal]).toEqual(["refused", "captions"]);
    expect(await db().$count(fileObject)).toBe(0);
  });
});
