import { describe, expect, it } from "vitest";
import { textLines } from "@/tests/support/documents";
import { foundDataOf } from "@/tests/support/profile-page";
import type { ExportDocument, Part } from "../document/model";
import { bytesOf } from "../make";
import { writePdf } from "./write";

// The addresses of documents are read from the environment, which asks for a database too; nothing connects to it.
process.env.DATABASE_URL = "postgres://localhost/unused";

const FOOT = 60;
const HEAD = 790;
const LEAST_LINES = 6;

/** Returns the words of each line of each page, from the top, without headers and footers. */
async function linesOf(bytes: Buffer): Promise<string[][]> {
  const pages = await textLines(bytes);
  return pages.map((items) => {
    const lines = new Map<number, string>();
    for (const { text, y } of items)
      if (y > FOOT && y < HEAD) lines.set(Math.round(y), `${lines.get(Math.round(y)) ?? ""}${text}`);
    return [...lines].sort(([a], [b]) => b - a).map(([, text]) => text);
  });
}

/** Paragraphs of several lines with recognisable words, each under a heading, at every height of a page. */
const PARTS: Part[] = Array.from({ length: 70 }, (_, n): Part[] => [
  { is: "heading", level: n % 2 ? 3 : 2, runs: [{ text: `Heading ${n}` }] },
  { is: "paragraph", runs: [{ text: `p${n} `.repeat(45 + (n % 7) * 30).trim() }] },
  { is: "paragraph", look: "meta", runs: [{ text: `note ${n}` }] },
  {
    is: "table",
    caption: `Caption ${n}`,
    headRows: 1,
    widths: [1],
    rows: [[{ lines: [[{ text: `Head ${n}` }]], isHead: true }], [{ lines: [[{ text: `Row ${n}` }]] }]],
  },
]).flat();

const DOCUMENT: ExportDocument = {
  language: "en",
  isRtl: false,
  title: "Pages",
  subject: "",
  author: "",
  day: null,
  head: { site: "", handling: "" },
  foot: "",
  pageText: () => "",
  parts: PARTS,
  sources: new Map(),
  seeNote: String,
  unwritable: "",
  isBrief: false,
};

describe("the pages of a document", () => {
  it("end with no heading or name of a table, and leave no line of a paragraph alone", async () => {
    const pages = await linesOf((await writePdf(DOCUMENT)).bytes);
    expect(pages.length).toBeGreaterThan(8);
    const lastOnes = pages.map((lines) => lines.at(-1) ?? "");
    expect(lastOnes.filter((text) => /^(?:Heading|Caption|Head) /.test(text))).toEqual([]);
    const whole = pages.flat();
    const count = (lines: readonly string[], name: string) =>
      lines.filter((text) => text.split(" ").includes(name)).length;
    for (const [n, lines] of pages.entries())
      for (const edge of [lines[0], lines.at(-1)]) {
        const [name = ""] = edge?.split(" ") ?? [];
        if (!/^p\d+$/.test(name) || count(whole, name) < 2) continue;
        expect(count(lines, name), `${name} on page ${n + 1}`).toBeGreaterThan(1);
      }
  });
});

describe("a profile as PDF", () => {
  it("has a brief of one page where many sources are cited, and no page of a few lines in the whole", async () => {
    const found = await foundDataOf("france", "fr");
    const { contentHash } = found;
    const key = { format: "pdf", language: "fr", contentHash } as const;
    expect(await linesOf(await bytesOf({ ...key, form: "brief" }, found))).toHaveLength(1);
    const pages = await linesOf(await bytesOf({ ...key, form: "full" }, found));
    expect(pages.length).toBeGreaterThan(1);
    expect(Math.min(...pages.map(({ length }) => length))).toBeGreaterThanOrEqual(LEAST_LINES);
  }, 120_000);
});
