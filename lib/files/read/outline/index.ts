import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { isOutlined, Outline } from "@/lib/files/outline/model";
import { OUTLINE } from "../../exchange";
import { readCsvOutline, readWorkbookOutline } from "./sheets";
import { readWordOutline } from "./word";

/** Makes the outline of a document or spreadsheet. Throws if the file cannot be read. */
export async function makeOutline(path: string, type: string): Promise<Outline> {
  if (!isOutlined(type)) throw new Error("a type without an outline");
  if (type === "docx" || type === "docm") return readWordOutline(path);
  if (type === "pdf") {
    // The library for PDFs loads slowly.
    const { readPdfOutline } = await import("./pdf");
    return readPdfOutline(path);
  }
  return type === "csv" ? readCsvOutline(path) : readWorkbookOutline(path);
}

/** Writes the outline of a file to `folder`. Runs in the separate process. Throws if the file cannot be read. */
export async function writeOutline(path: string, type: string, folder: string): Promise<null> {
  const outline = Outline.parse(await makeOutline(path, type));
  await writeFile(join(folder, OUTLINE), JSON.stringify(outline), { mode: 0o600 });
  return null;
}
