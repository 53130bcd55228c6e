import type { Draft } from "@/lib/cooperation/request/draft";
import { documentOf, paperOf } from "@/lib/cooperation/request/paper";
import { documentFonts, drawPdf, type Font } from "@/lib/exports/pdf";
import { countryName } from "./country-name";

/** Addresses of the fonts of documents, by their files. */
export type FontAddresses = Readonly<Record<string, string>>;

/**
 * Fetches all fonts of documents, whatever is typed: which ones a text needs says something about it. Throws if one cannot
 * be fetched.
 */
export async function fetchFonts(addresses: FontAddresses): Promise<Font[]> {
  const files = [...new Set(documentFonts().map(({ file }) => file))];
  const fetched = await Promise.all(
    files.map(async (file) => [file, await bytesOf(addresses[file])] as const),
  );
  const bytes = new Map(fetched);
  return documentFonts().map(({ name, file }) => ({ name, source: bytes.get(file) ?? new ArrayBuffer(0) }));
}

async function bytesOf(address: string | undefined): Promise<ArrayBuffer> {
  const answer = await fetch(address ?? "");
  if (!answer.ok) throw new Error(`a font was answered with ${answer.status}`);
  return answer.arrayBuffer();
}

/** Writes a draft as a PDF, in the browser. Fetched only when it is asked for, like the writer of Word files. */
export async function pdfFile(draft: Draft, site: string, addresses: FontAddresses): Promise<Blob> {
  const day = draft.values["head.date"] ?? null;
  const document = documentOf(paperOf(draft, { countryName }), day, site);
  const { chunks } = await drawPdf(
    document,
    await fetchFonts(addresses),
    () => new Promise((go) => setTimeout(go)),
  );
  return new Blob(chunks, { type: "application/pdf" });
}
