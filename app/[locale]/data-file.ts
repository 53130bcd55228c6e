import { MIME_TYPES, wordFile } from "@/lib/exports";
import type { ExportDocument } from "@/lib/exports/document/model";

/** What a list of the screen is taken away as. */
export type DataFormat = "csv" | "json";

/** A list as a file, named without its ending: a table to keep, or data that a browser shows as well. */
export function dataFile(format: DataFormat, name: string, text: string) {
  const [type, disposition] = format === "csv" ? ["text/csv", "attachment"] : ["application/json", "inline"];
  return {
    text,
    type: `${type}; charset=utf-8`,
    headers: { "content-disposition": `${disposition}; filename="${name}.${format}"` },
  };
}

/** The same for Word, named without its ending. */
export async function wordAnswer(name: string, document: ExportDocument) {
  return {
    text: await wordFile(document),
    type: MIME_TYPES.docx,
    headers: { "content-disposition": `attachment; filename="${name}.docx"` },
  };
}
