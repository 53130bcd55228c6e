import { createHash, randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { db } from "@/db/client";
import { file, fileObject, fileText } from "@/db/schema/files";
import { material } from "@/db/schema/training";
import type { Actor } from "@/lib/core/actor";
import { newId } from "@/lib/core/id";
import { publishMaterial, saveFiles, saveMaterial, startMaterial } from "@/lib/training";
import { SaveMaterial, StartMaterial } from "@/lib/training/details/model";
import { SaveFiles } from "@/lib/training/model";
import { transact } from "@/lib/transact";
import { by } from "./members";

/** Returns the fields of a material's forms, with the given values; each form reads the fields that it needs. */
export const materialFields = (given: Record<string, unknown> = {}) => ({
  formats: ["self-paced"],
  hours: "1",
  isNeutral: "on",
  title: "Preserving data abroad",
  abstract: "How a request to preserve data is written, sent and followed up.",
  language: "en",
  kind: "guide",
  level: "introductory",
  access: "public",
  licence: "cc-by",
  tlp: "clear",
  audiences: ["prosecutor"],
  topics: ["electronic-evidence"],
  ...given,
});

/** Inserts the rows of a file that is already checked and read, with these texts on its pages. */
export async function cleanFile(
  uploaderId: string | null,
  { name = "guide.pdf", pages = ["Preserve the data."] }: { name?: string; pages?: string[] } = {},
): Promise<string> {
  const id = newId();
  const now = new Date();
  const sha256 = createHash("sha256").update(id).digest("hex");
  await db().insert(file).values({
    id,
    uploaderId,
    name,
    type: "pdf",
    size: 1000,
    received: 1000,
    sha256,
    pages: pages.length,
    state: "clean",
    reading: "read",
    createdAt: now,
    touchedAt: now,
    checkedAt: now,
  });
  await db()
    .insert(fileObject)
    .values({
      key: `original/${id}`,
      fileId: id,
      kind: "original",
      state: "kept",
      size: 1000,
      createdAt: now,
    });
  await db()
    .insert(fileText)
    .values(pages.map((text, n) => ({ fileId: id, page: n + 1, text })));
  return id;
}

/** Creates a material through its command, as its form does. Returns its slug. */
export async function startedMaterial(actor: Actor, given: Record<string, unknown> = {}): Promise<string> {
  const input = StartMaterial.parse({ ...materialFields(given), clientToken: randomUUID() });
  return (await transact(by(actor), (ctx) => startMaterial(ctx, input))).slug;
}

/** Returns the input of the form for details of an existing material. */
export const savedMaterial = (given: Record<string, unknown> & { slug: string }) =>
  SaveMaterial.parse(materialFields(given));

/** Returns the input of the form for files: these files, in English, as originals, for everyone. */
export const filesOf = (slug: string, ids: readonly string[], given: Record<string, unknown> = {}) =>
  SaveFiles.parse({
    slug,
    use: ids,
    file: ids,
    fileLanguage: ids.map(() => "en"),
    fileOrigin: ids.map(() => "original"),
    fileCountry: ids.map(() => ""),
    filePart: ids.map(() => "participants"),
    ...given,
  });

/** Creates a material with everything required for publication except files. Returns its slug. */
export async function describedMaterial(actor: Actor, given: Record<string, unknown> = {}): Promise<string> {
  const slug = await startedMaterial(actor, given);
  await transact(by(actor), (ctx) => saveMaterial(ctx, savedMaterial({ ...given, slug })));
  return slug;
}

/** Creates a material with a file of its owner, not yet submitted. */
export async function draftMaterial(actor: Actor, given: Record<string, unknown> = {}) {
  const slug = await describedMaterial(actor, given);
  const fileId = await cleanFile(actor.id);
  await transact(by(actor), (ctx) => saveFiles(ctx, filesOf(slug, [fileId])));
  return { slug, fileId };
}

/** Creates a published material of an owner who needs no review. */
export async function publishedMaterial(actor: Actor, given: Record<string, unknown> = {}) {
  const made = await draftMaterial(actor, given);
  await transact(by(actor), (ctx) => publishMaterial(ctx, { slug: made.slug }));
  return made;
}

/** Returns the row of a material. */
export async function materialRow(slug: string) {
  const [row] = await db().select().from(material).where(eq(material.slug, slug));
  if (!row) throw new Error("there is no such material");
  return row;
}
