import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { bringIn, withWorkFolder } from "@/lib/files/bytes";
import { bringMaterial, listKnownSlugs } from "@/lib/training";
import { type By, transact } from "@/lib/transact";
import type { SeedDocument } from "./documents/document";
import { docxOf } from "./documents/docx";
import { pdfOf } from "./documents/pdf";
import { MATERIALS } from "./materials";
import type { SeedMaterial } from "./materials/material";

/**
 * Adds the library's first materials whose addresses are free: makes our own documents, adds them as files with
 * the checks of an upload, and publishes. A repeated run adds what is missing and changes nothing
 * else. `onlyIfAny`: adds nothing to a site that has none of them. Returns the slugs of the added ones.
 */
export async function applyMaterials(
  by: By,
  materials: readonly SeedMaterial[] = MATERIALS,
  { onlyIfAny = false } = {},
): Promise<string[]> {
  const slugs = materials.map(({ slug }) => slug);
  const known = await transact(by, (ctx) => listKnownSlugs(ctx, slugs));
  if (onlyIfAny && known.size === 0) return [];
  const added: string[] = [];
  for (const one of materials) {
    if (known.has(one.slug)) continue;
    const documents = one.documents();
    const files = await bringDocuments(by, documents);
    const row = { ...rowOf(one), issuedOn: documents[0]?.asOf ?? null, files };
    const isNew = await transact(by, (ctx) => bringMaterial(ctx, row));
    if (isNew) added.push(one.slug);
  }
  return added;
}

/** Returns the details and the description of a material as its command takes them. */
export function rowOf({ description, documents: _, ...rest }: SeedMaterial) {
  return {
    ...rest,
    audiences: [...rest.audiences],
    topics: [...rest.topics],
    articles: [...rest.articles],
    formats: [...rest.formats],
    objectives: [...rest.objectives],
    description: description.join("\n\n"),
  };
}

/** Makes documents as PDF and as Word files, and stores them. Returns the files with their languages. */
export async function bringDocuments(
  by: By,
  documents: readonly SeedDocument[],
): Promise<{ id: string; language: string }[]> {
  return (await Promise.all(documents.map((document) => bringDocument(by, document)))).flat();
}

/** Stores a document as a PDF and a Word file. */
async function bringDocument(by: By, document: SeedDocument): Promise<{ id: string; language: string }[]> {
  const { language } = document;
  return withWorkFolder(async (folder) => {
    const ids: string[] = [];
    for (const [ending, made] of [
      ["pdf", pdfOf],
      ["docx", docxOf],
    ] as const) {
      const path = join(folder, `document.${ending}`);
      await writeFile(path, await made(document));
      ids.push(await bringIn(by, { path, name: `${document.name}.${ending}` }));
    }
    return ids.map((id) => ({ id, language }));
  });
}
