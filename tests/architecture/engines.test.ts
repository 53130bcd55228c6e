import { describe, expect, it } from "vitest";
import { productFiles, read } from "./syntax";

/** What serves every sort of page, by folder. */
const ENGINES = ["lib/pages", "lib/publishing"];
const NAMES_ONE = /"(post|material|profile)"|\b(from|join) (post|material|profile)/;

/** The lines that name a sort of page, or read its table. */
function namedIn(source: string): string[] {
  return source.split("\n").filter((line) => NAMES_ONE.test(line));
}

describe("an engine of pages", () => {
  it.each(ENGINES)("%s names no sort of page, and reads no table of one", (folder) => {
    const files = productFiles(folder);
    expect(files.length).toBeGreaterThan(3);
    expect(files.flatMap((file) => namedIn(read(file)).map((line) => `${file}: ${line.trim()}`))).toEqual([]);
  });

  it.each([
    ["a comparison of its kind", 'if (page.kind === "material") return null;'],
    ["a table that a statement reads", "sql`select p.title from post p`"],
    ["a table that a statement joins", "sql`left join profile on profile.page_id = page.id`"],
  ])("is seen to name one by %s", (_, line) => {
    expect(namedIn(`const a = 1;\n${line}`)).toEqual([line]);
  });
});
