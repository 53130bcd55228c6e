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

/** A stretch of text of a page with its place and size, in points from the bottom left. */
export interface TextLine {
  text: string;
  x: number;
  y: number;
  size: number;
}

/** Returns what is written on each page of a PDF, with its place. */
export async function textLines(bytes: Buffer): Promise<TextLine[][]> {
  const { getDocument } = await import("pdfjs-dist/legacy/build/pdf.mjs");
  const pdf = await getDocument({ data: new Uint8Array(bytes), verbosity: 0 }).promise;
  const pages: TextLine[][] = [];
  for (let n = 1; n <= pdf.numPages; n += 1) {
    const { items } = await (await pdf.getPage(n)).getTextContent();
    pages.push(
      items.flatMap((item) =>
        "str" in item && item.str.trim() !== ""
          ? [
              {
                text: item.str,
                x: Number(item.transform[4]),
                y: Number(item.transform[5]),
                size: Math.round(Number(item.transform[3]) * 10) / 10,
              },
            ]
          : [],
      ),
    );
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
