import { unzipped } from "./archives";

/** Returns the text of a PDF, page by page. */
export async function pagesOf(bytes: Buffer): Promise<string[]> {
  const { getDocument } = await import("pdfjs-dist/legacy/build/pdf.mjs");
  const pdf = await getDocument({ data: new Uint8Array(bytes), verbosity: 0 }).promise;
  const pages: string[] = [];
  for (let n = 1; n <= pdf.numPages; n += 1) {
    const { items } = await (await pdf.getPage(n)).getTextContent();
    pages.push(items.map((item) => ("str" in item ? item.str : "")).join(" "));
  }
  return pages;
}

/** Returns the text of a profile's document in either format, with one space between words. */
export async function wordsOf(format: "pdf" | "docx", bytes: Buffer): Promise<string> {
  const parts = ["document", "footnotes", "header1", "footer1"].map((part) => `word/${part}.xml`);
  const texts =
    format === "pdf"
      ? await pagesOf(bytes)
      : await Promise.all(parts.map((path) => unzipped(bytes, path).catch(() => "")));
  return texts
    .join(" ")
    .replaceAll(/<[^>]*>/g, "")
    .replaceAll(/\s+/g, " ");
}
