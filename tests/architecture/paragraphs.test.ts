import { readdirSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { read } from "./syntax";

/** Most words of a paragraph or of an item of a list. Longer ones are read twice: make them a list or a table. */
const MOST_WORDS = 120;

const documents = readdirSync("docs", { recursive: true, encoding: "utf8" })
  .filter((name) => name.endsWith(".md"))
  .map((name) => `docs/${name}`);

/** Lists the paragraphs and items of a document; its code, tables and headings are left out. */
function paragraphsOf(markdown: string): string[] {
  return markdown
    .replace(/^\s*```.*?^\s*```/gms, "\n\n")
    .split(/\n\s*\n|\n(?=\s*(?:[-*]|\d+\.) )/)
    .filter((block) => !/^\s*[|#]/.test(block));
}

const countWords = (text: string) => text.split(/\s+/).filter(Boolean).length;

/** Lists the paragraphs that are too long, by their first words. */
function tooLong(file: string, markdown: string): string[] {
  return paragraphsOf(markdown)
    .filter((text) => countWords(text) > MOST_WORDS)
    .map((text) => `${file}: ${countWords(text)} words: “${text.trim().slice(0, 60)}”`);
}

describe("paragraphs of the documents", () => {
  it.each(["README.md", ...documents])("have at most 120 words: %s", (file) => {
    expect(tooLong(file, read(file))).toEqual([]);
  });

  it("are counted without code and tables, and one by one in lists", () => {
    const words = (count: number) => "word ".repeat(count).trim();
    expect(tooLong("a", words(121))).toHaveLength(1);
    expect(tooLong("a", `- ${words(119)}\n- ${words(121)}`)).toHaveLength(1);
    expect(tooLong("a", `- ${words(100)}\n- ${words(100)}\n\n| ${words(200)} |\n`)).toEqual([]);
    expect(tooLong("a", `\`\`\`ts\n${words(200)}\n\`\`\`\n`)).toEqual([]);
  });
});
