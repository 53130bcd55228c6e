import { createHash } from "node:crypto";
import { inflateSync } from "node:zlib";
import { expect, it } from "vitest";
import { unzipped } from "@/tests/support/archives";
import { DOCUMENT_FORMAT, type SeedDocument } from "./document";
import { docxOf } from "./docx";
import { pdfOf } from "./pdf";

const SAMPLE: SeedDocument = {
  name: "sample",
  title: "A sample of everything that a document can have",
  subtitle: "Not published",
  language: "fr",
  asOf: "2026-11-01",
  blocks: [
    { heading: "Heading" },
    { text: "Article 16 : « Sample »" },
    { list: ["One", "Two"] },
    { checks: ["One", "Two"] },
    { table: { head: ["A", "B"], widths: [1, 2], rows: [["One", "Two"]] } },
    { note: "Note" },
  ],
  sources: ["A source"],
};

/** The drawing on the pages of a PDF: without compression, which differs between versions of Node. */
function drawingOf(pdf: Buffer): string {
  const streams: string[] = [];
  for (let at = pdf.indexOf("stream\n"); at >= 0; at = pdf.indexOf("stream\n", at + 7)) {
    const end = pdf.indexOf("\nendstream", at);
    if (end > at) streams.push(inflateSync(pdf.subarray(at + 7, end)).toString("latin1"));
  }
  return streams.join("\n");
}

it("draws documents as the digest says: if not, raise DOCUMENT_FORMAT and write down the new digest", async () => {
  const drawing = drawingOf(await pdfOf(SAMPLE));
  const words = await unzipped(await docxOf(SAMPLE), "word/document.xml");
  expect(drawing.length).toBeGreaterThan(500);
  expect(words.length).toBeGreaterThan(500);
  const digest = createHash("sha256").update(drawing).update(words).digest("hex").slice(0, 16);
  expect({ format: DOCUMENT_FORMAT, digest }).toEqual({ format: 1, digest: "9b4d8bac30201295" });
});
