import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { append } from "@/lib/core/append";
import { extensionOf, type FileTypeName, fileTypeOf } from "@/lib/files/types/model";
import { webVttOf } from "../captions";
import { CAPTIONS, type MadePicture, type Reading, TEXTS } from "../exchange";
import { captionTexts, readCaptions } from "./captions";
import { readOffice } from "./office";
import { readPlain } from "./plain";

const PAGED: ReadonlySet<FileTypeName> = new Set(["pptx", "ppsx", "pptm", "odp", "xlsx", "xlsm", "ods"]);
const OFFICE: ReadonlySet<FileTypeName> = new Set([...PAGED, "docx", "docm", "odt"]);
const PLAIN: ReadonlySet<FileTypeName> = new Set(["txt", "csv", "json"]);

/**
 * Reads a clean file's content: text by page, number of pages, and pictures, written to `folder`. Runs in a
 * separate process. Throws if the file cannot be read.
 */
export async function readInside(path: string, file: Named, folder: string): Promise<Reading> {
  const { texts, ...reading } = { ...NOTHING, ...(await readByType(path, file, folder)) };
  const hasText = texts.some((text) => text !== "");
  if (hasText) await writeFile(join(folder, TEXTS), JSON.stringify(texts), { mode: 0o600 });
  return { ...reading, hasText };
}

interface Named {
  name: string;
  type: FileTypeName;
}

type Found = Omit<Reading, "hasText"> & { texts: string[] };
const NOTHING: Found = {
  pages: null,
  texts: [],
  flags: [],
  pictures: [],
  seconds: null,
  hasCaptions: false,
};

/** Reads a file by its type. Libraries for PDF, pictures and sound load slowly, so each is loaded only if needed. */
async function readByType(path: string, { name, type }: Named, folder: string): Promise<Partial<Found>> {
  if (type === "pdf") return readPages(path, folder);
  if (OFFICE.has(type)) {
    const texts = await readOffice(type, path);
    return { pages: PAGED.has(type) ? texts.length : null, texts };
  }
  if (PLAIN.has(type)) return { texts: await readPlain(path) };
  if (type === "captions") return saveCaptions(path, name, folder);
  const { group } = fileTypeOf(type);
  if (group === "picture") {
    const { makePictures } = await import("./pictures");
    return { pictures: await makePictures(path, folder) };
  }
  if (group !== "video" && group !== "sound") return {};
  const { readDuration } = await import("./duration");
  return { seconds: await readDuration(path) };
}

async function readPages(path: string, folder: string): Promise<Partial<Found>> {
  const { readPdf } = await import("./pdf");
  const { makePagePicture, makePictures } = await import("./pictures");
  const pictures: MadePicture[] = [];
  const { pages, texts, flags } = await readPdf(path, async (drawn, page) => {
    if (page === 1) append(pictures, await makePictures(drawn, folder));
    pictures.push(await makePagePicture(drawn, page, folder));
  });
  return { pages: pages || null, texts, flags, pictures };
}

/** Saves captions as text, and as a file for players. Captions that were never validated are read as text only. */
async function saveCaptions(path: string, name: string, folder: string): Promise<Partial<Found>> {
  const cues = await readCaptions(path, extensionOf(name));
  if (!cues) return { texts: await readPlain(path) };
  await writeFile(join(folder, CAPTIONS), webVttOf(cues), { mode: 0o600 });
  return { texts: captionTexts(cues), hasCaptions: true };
}
