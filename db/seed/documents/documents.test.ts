import { beforeAll, describe, expect, it } from "vitest";
import { unzipped } from "@/tests/support/archives";
import { textLines } from "@/tests/support/documents";
import { loadArticles } from "../articles";
import { articlesTable } from "./articles-table";
import { asOfText, boundText, type SeedDocument } from "./document";
import { docxOf } from "./docx";
import { glossary } from "./glossary";
import { IP_GUIDE } from "./ip-address-guide";
import { pdfOf } from "./pdf";
import { PRESERVATION_CHECKLIST } from "./preservation-checklist";
import { SAFEGUARDS_CARD } from "./safeguards-card";
import { SESSION_PLAN } from "./session-plan";

const DOCUMENTS: readonly SeedDocument[] = [
  glossary("en"),
  glossary("fr"),
  IP_GUIDE,
  SESSION_PLAN,
  PRESERVATION_CHECKLIST,
  SAFEGUARDS_CARD,
  articlesTable(loadArticles()),
];
/** Top of the page footer, in points from the bottom. */
const FOOT = 50;
const LEAST_LINES = 6;

const words = (text: string) => text.replaceAll(/\s+/g, " ").trim();

describe.each(DOCUMENTS)("$name as PDF", (document) => {
  let pages: Awaited<ReturnType<typeof textLines>> = [];
  beforeAll(async () => {
    pages = (await textLines(await pdfOf(document))).map((page) => page.filter(({ y }) => y > FOOT));
  });

  it("has no line that another one covers", () => {
    const covered = pages.flatMap((lines) =>
      lines.flatMap((line) =>
        lines
          .filter(
            (other) =>
              other !== line &&
              Math.abs(other.x - line.x) < 1 &&
              other.y < line.y &&
              line.y - other.y < Math.max(line.size, other.size) * 1.1,
          )
          .map((other) => `${line.text} / ${other.text}`),
      ),
    );
    expect(covered).toEqual([]);
  });

  it("has no page of a few lines only", () => {
    const counts = pages.map((lines) => new Set(lines.map(({ y }) => Math.round(y))).size);
    expect(Math.min(...counts)).toBeGreaterThanOrEqual(LEAST_LINES);
  });

  it("ends its title with more than a word, and says its day in words", () => {
    const first = pages[0] ?? [];
    const title = first.filter(({ size }) => size === 22).map(({ text }) => text.trim());
    expect(title.length).toBeGreaterThan(0);
    if (title.length > 1) expect(title.at(-1)?.split(/\s/).length).toBeGreaterThan(1);
    const said = first.map(({ text }) => words(text));
    expect(said).toContain(words(asOfText(document)));
    expect(said.join(" ")).not.toContain(document.asOf);
  });
});

describe("a document of our own", () => {
  it("says its day as its readers write it", () => {
    expect(asOfText({ asOf: "2026-01-15", language: "en" })).toBe("As of 15 January 2026");
    expect(asOfText({ asOf: "2026-01-01", language: "fr" })).toBe("Au 1er janvier 2026");
  });

  it("ends no line between an article and its number, or before a French sign", () => {
    expect(boundText("Article 25, paragraph 4; RFC 1918", "en")).toBe(
      "Article\u00a025, paragraph\u00a04; RFC\u00a01918",
    );
    expect(boundText("foi ; « là » : oui", "fr")).toBe("foi\u00a0; «\u00a0là\u00a0»\u00a0: oui");
  });

  it("says its day in words in Word too", async () => {
    const text = await unzipped(await docxOf(SESSION_PLAN), "word/document.xml");
    expect(text).toContain("As of 15 January 2026");
    expect(text).not.toContain("State of");
  });
});
