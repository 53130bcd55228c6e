import { Packer } from "docx";
import type { Draft } from "@/lib/cooperation/request/draft";
import { documentOf, paperOf } from "@/lib/cooperation/request/paper";
import { drawDocx } from "@/lib/exports/docx";
import { countryName } from "./country-name";

/** Writes a draft as a Word file, in the browser. Fetched only when it is asked for: it is larger than the wizard. */
export async function wordFile(draft: Draft, site: string): Promise<Blob> {
  const day = draft.values["head.date"] ?? null;
  return Packer.toBlob(await drawDocx(documentOf(paperOf(draft, { countryName }), day, site)));
}
