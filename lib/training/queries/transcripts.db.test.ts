import { eq } from "drizzle-orm";
import { expect, it } from "vitest";
import { db } from "@/db/client";
import { file } from "@/db/schema/files";
import { findMaterial, publishMaterial, saveFiles } from "@/lib/training";
import { transact } from "@/lib/transact";
import { useDatabase } from "@/tests/support/database";
import { cleanFile, describedMaterial, filesOf } from "@/tests/support/materials";
import { by, makeActor } from "@/tests/support/members";
import { listPlayed } from "./transcripts";

useDatabase();

it.each([
  [1, false],
  [3, false],
  [4, true],
])("a transcript of %d pages beside its player is cut: %s", async (count, isCut) => {
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
