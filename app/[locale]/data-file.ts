import { MIME_TYPES, wordFile } from "@/lib/exports";
import type { ExportDocument } from "@/lib/exports/document/model";

/** The format in which a list can be downloaded. */
export type DataFormat = "csv" | "json";

/**
 * Returns a list as a file, whose name is given without extension: a table to download, or data that a
 * browser also shows.
 */
export function dataFile(format: DataFormat, name: string, text: string) {
  const [type, disposition] = format === "csv" ? ["text/csv", "attachment"] : ["application/json", "inline"];
  return {
    text,
    type: `${type}; charset=utf-8`,
    headers: { "content-disposition": `${disposition}; filename="${name}.${format}"` },
  };
}

/** Returns the same for Word; the name is given without extension. */
export async function wordAnswer(name: string, document: ExportDocument) {
  return {
    text: await wordFile(document),
    type: MIME_TYPES.docx,
    headers: { "content-disposition": `attachment; filename="${name}.docx"` },
  };
}
