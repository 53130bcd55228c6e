import { inflateSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { unzipped } from "@/tests/support/archives";
import { pagesOf } from "@/tests/support/documents";
import type { ExportDocument } from "./document/model";
import { writeDocx } from "./docx/write";
import { writePdf } from "./pdf/write";

const DOCUMENT: ExportDocument = {
  language: "fr",
  isRtl: false,
  title: "Sénégal",
  subject: "",
  author: "",
  day: null,
  head: { site: "Octopus Community", handling: "TLP:CLEAR" },
  foot: "",
  pageText: (page, pages) => `${page} / ${pages}`,
  parts: [
    { is: "heading", level: 2, runs: [{ text: "Législation" }] },
    { is: "paragraph", runs: [{ text: "The Act is in force.", lang: "en" }] },
    {
      is: "paragraph",
      runs: [
        { text: "Texte français.", lang: "fr" },
        { text: "Unknown.", lang: "und" },
      ],
    },
    { is: "facts", pairs: [{ term: "Note", lines: [[{ text: "القانون نافذ", lang: "ar" }]] }] },
    { is: "table", headRows: 1, widths: [1], rows: [[{ lines: [[{ text: "Ley vigente", lang: "es" }]] }]] },
    { is: "paragraph", runs: [{ text: "[1]", cites: { number: 1, locator: null } }] },
  ],
  sources: new Map([[1, [{ text: "Amtsblatt", lang: "de" }]]]),
  seeNote: (number) => `Voir la note ${number}`,
  unwritable: "",
  isBrief: false,
};

describe("a document in several languages", () => {
  it("marks in Word each passage that is in another language than its own", async () => {
    const bytes = await writeDocx(DOCUMENT);
    const text = await unzipped(bytes, "word/document.xml");
    const runs = [...text.matchAll(/<w:r>.*?<\/w:r>/gs)].map(([run]) => ({
      lang: /<w:lang w:val="([^"]*)" w:eastAsia="\1" w:bidi="\1"\/>/.exec(run)?.[1] ?? null,
      text: [...run.matchAll(/<w:t[^>]*>([^<]*)/g)].map(([, words]) => words).join(""),
    }));
    expect(runs.filter((run) => run.text !== "")).toEqual([
      { text: "Législation", lang: null },
      { text: "The Act is in force.", lang: "en" },
      { text: "Texte français.", lang: null },
      { text: "Unknown.", lang: null },
      { text: "Note", lang: null },
      { text: "القانون نافذ", lang: "ar" },
      { text: "Ley vigente", lang: "es" },
    ]);
    expect(await unzipped(bytes, "word/footnotes.xml")).toMatch(/<w:lang w:val="de"[^>]*\/>.*Amtsblatt/s);
    expect(await unzipped(bytes, "word/styles.xml")).toContain(
      '<w:lang w:val="fr" w:eastAsia="fr" w:bidi="fr"/>',
    );
  });

  it("marks in a PDF the same passages, in tags that close before the next", async () => {
    const { bytes } = await writePdf(DOCUMENT);
    const file = bytes.toString("latin1");
    expect(file).toMatch(/\/Lang \(fr\)/);
    const drawn = streamsOf(bytes).join("\n");
    const spans = [...drawn.matchAll(/\/Span <<\s*\/Lang \((\w+)\)\s*>> BDC(.*?)EMC/gs)];
    expect([...new Set(spans.map(([, lang]) => lang))].sort()).toEqual(["ar", "de", "en", "es"]);
    for (const [, , within = ""] of spans) {
      expect(within).toMatch(/T[Jj]/);
      expect(within).not.toMatch(/B[MD]C/);
    }
    expect(drawn.match(/B[MD]C/g)?.length).toBe(drawn.match(/EMC/g)?.length);
    expect((await pagesOf(bytes)).join(" ")).toContain("The Act is in force.");
  });
});

/** Returns the drawing commands of a PDF, page by page. */
function streamsOf(bytes: Buffer): string[] {
  const streams: string[] = [];
  for (let at = bytes.indexOf("stream\n"); at >= 0; at = bytes.indexOf("stream\n", at + 1)) {
    try {
      streams.push(inflateSync(bytes.subarray(at + "stream\n".length)).toString("latin1"));
    } catch {
      // An uncompressed stream, or the end of one.
    }
  }
  return streams.filter((one) => one.includes("BDC"));
}
