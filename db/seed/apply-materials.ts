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
 * the checks of an upload, and publishes. A repeated run adds what is missing and changes nothing else. Returns
 * how many were added.
 */
export async function applyMaterials(by: By): Promise<number> {
  const slugs = MATERIALS.map(({ slug }) => slug);
  const known = await transact(by, (ctx) => listKnownSlugs(ctx, slugs));
  let added = 0;
  for (const one of MATERIALS) {
    if (known.has(one.slug)) continue;
    const documents = one.documents();
    const files = await Promise.all(documents.map((document) => bringDocument(by, document)));
    const row = { ...rowOf(one), issuedOn: documents[0]?.asOf ?? null, files: files.flat() };
    const isNew = await transact(by, (ctx) => bringMaterial(ctx, row));
    if (isNew) added += 1;
  }
  return added;
}

function rowOf({ description, documents: _, ...rest }: SeedMaterial) {
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
