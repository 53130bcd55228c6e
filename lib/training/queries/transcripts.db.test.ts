import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { db } from "@/db/client";
import { file } from "@/db/schema/files";
import { findMaterial, publishMaterial, saveFiles } from "@/lib/training";
import { transact } from "@/lib/transact";
import { useDatabase } from "@/tests/support/database";
import { cleanFile, describedMaterial, filesOf } from "@/tests/support/materials";
import { by, makeActor } from "@/tests/support/members";
import { sentBy } from "@/tests/support/plans";
import { listPlayed } from "./transcripts";

useDatabase();

it.each([
  [1, false],
  [3, false],
  [4, true],
])("a transcript of %d pages next to its player is cut: %s", async (count, isCut) => {
  const owner = await makeActor("practitioner");
  const video = await cleanFile(owner.id, { name: "talk.mp4", pages: ["-"] });
  await db().update(file).set({ type: "mp4" }).where(eq(file.id, video));
  const pages = Array.from({ length: count }, (_, n) => `Page ${n + 1}.`);
  const text = await cleanFile(owner.id, { name: "talk.pdf", pages });
  const slug = await describedMaterial(owner);
  const parts = { fileLanguage: ["en", "en"], filePart: ["participants", "transcript"] };
  await transact(by(owner), (ctx) => saveFiles(ctx, filesOf(slug, [video, text], parts)));
  await transact(by(owner), (ctx) => publishMaterial(ctx, { slug }));
  const material = await findMaterial(slug);
  const reader = by(await makeActor());
  const [played] = await listPlayed(reader, slug, material?.versions[0]?.files ?? [], "en");
  expect(played?.texts).toMatchObject([{ text: pages.slice(0, 3).join("\n\n"), isCut }]);
});

describe("videos and recordings of a version", () => {
  /** A published material with this many videos, each with a transcript. */
  async function withVideos(count: number, given: Record<string, unknown> = {}) {
    const owner = await makeActor("practitioner");
    const files: string[] = [];
    for (let n = 1; n <= count; n += 1) {
      const video = await cleanFile(owner.id, { name: `talk-${n}.mp4`, pages: ["-"] });
      await db().update(file).set({ type: "mp4" }).where(eq(file.id, video));
      files.push(video, await cleanFile(owner.id, { name: `talk-${n}.pdf`, pages: [`Words of ${n}.`] }));
    }
    const slug = await describedMaterial(owner, given);
    const parts = {
      fileLanguage: files.map(() => "en"),
      filePart: files.map((_, n) => (n % 2 === 0 ? "participants" : "transcript")),
    };
    await transact(by(owner), (ctx) => saveFiles(ctx, filesOf(slug, files, parts)));
    await transact(by(owner), (ctx) => publishMaterial(ctx, { slug }));
    return { slug, files: (await findMaterial(slug))?.versions[0]?.files ?? [] };
  }

  it.each([
    ["open to all", {}],
    ["restricted, each look recorded", { access: "practitioners", tlp: "amber" }],
  ])("are read in as many statements for twelve as for two: %s", async (_, given) => {
    const [two, twelve] = [await withVideos(2, given), await withVideos(12, given)];
    const reader = by(await makeActor("practitioner"));
    const statementsFor = async ({ slug, files }: typeof two) => {
      let played: Awaited<ReturnType<typeof listPlayed>> = [];
      const sent = await sentBy(async () => {
        played = await listPlayed(reader, slug, files, "en");
      });
      expect(played.map(({ texts }) => texts.map(({ text }) => text))).toEqual(
        played.map((_one, n) => [`Words of ${n + 1}.`]),
      );
      const entries = sent.filter(({ text }) => text.startsWith('insert into "audit_entry"')).length;
      return { entries, others: sent.length - entries, played: played.length };
    };
    const [few, many] = [await statementsFor(two), await statementsFor(twelve)];
    expect([few.played, many.played]).toEqual([2, 12]);
    // Each view of a restricted text is logged; no other query runs per recording.
    expect(many.others).toBe(few.others);
    expect(many.entries - few.entries).toBe("access" in given ? 10 : 0);
  });
});
