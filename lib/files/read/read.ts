import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type MadePicture, type Reading, TEXTS } from "../inside/exchange";
import { type FileTypeName, fileTypeOf } from "../model";
import { readOffice } from "./office";
import { readPdf } from "./pdf";
import { makePagePicture, makePictures } from "./pictures";
import { readPlain } from "./plain";

const PAGED: ReadonlySet<FileTypeName> = new Set(["pptx", "ppsx", "pptm", "odp", "xlsx", "xlsm", "ods"]);
const OFFICE: ReadonlySet<FileTypeName> = new Set([...PAGED, "docx", "docm", "odt"]);
const PLAIN: ReadonlySet<FileTypeName> = new Set(["txt", "csv", "captions", "json"]);

/**
 * Reads what is inside a clean file: its text by pages, their number, and pictures of it; writes them to `folder`. Runs
 * in a process of its own. Throws for what cannot be read.
 */
export async function readInside(path: string, type: FileTypeName, folder: string): Promise<Reading> {
  const { texts, ...reading } = await readByType(path, type, folder);
  const hasText = texts.some((text) => text !== "");
  if (hasText) await writeFile(join(folder, TEXTS), JSON.stringify(texts), { mode: 0o600 });
  return { ...reading, hasText };
}

async function readByType(
  path: string,
  type: FileTypeName,
  folder: string,
): Promise<Omit<Reading, "hasText"> & { texts: string[] }> {
  if (type === "pdf") {
    const pictures: MadePicture[] = [];
    const { pages, texts, flags } = await readPdf(path, async (png, page) => {
      if (page === 1) pictures.push(...(await makePictures(png, folder)));
      pictures.push(await makePagePicture(png, page, folder));
    });
    return { pages: pages || null, texts, flags, pictures };
  }
  if (OFFICE.has(type)) {
    const texts = await readOffice(type, path);
    return { pages: PAGED.has(type) ? texts.length : null, texts, flags: [], pictures: [] };
  }
  if (PLAIN.has(type)) return { pages: null, texts: await readPlain(path), flags: [], pictures: [] };
  const isPicture = fileTypeOf(type).group === "picture";
  return { pages: null, texts: [], flags: [], pictures: isPicture ? await makePictures(path, folder) : [] };
}
