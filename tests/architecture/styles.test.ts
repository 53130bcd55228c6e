import { readdirSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { productFiles, read } from "./syntax";

const FOLDER = "assets/styles";

/** Lists the classes that a style sheet has rules for; comments and quoted text are no rules. */
function classesOf(css: string): string[] {
  const rules = css.replaceAll(/\/\*[\s\S]*?\*\/|"[^"]*"|url\([^)]*\)/g, " ");
  return [...new Set([...rules.matchAll(/\.(-?[a-zA-Z_][\w-]*)/g)].flatMap(([, name]) => name ?? []))];
}

/** Classes that the libraries of the editor set, and widths of columns, whose names end with a number. */
const NOT_IN_SOURCE = /^(?:ProseMirror[\w-]*|column-resize-handle|resize-cursor|selectedCell|cw-\d{1,2})$/;

describe("style sheets", () => {
  const source = productFiles("app", "components", "enhance", "lib").map(read).join("\n");
  const words = new Set(source.match(/[\w-]+/g));
  const sheets = readdirSync(FOLDER).filter((name) => name.endsWith(".css"));

  it.each(sheets)("%s has rules only for classes that something has", (sheet) => {
    const unused = classesOf(read(`${FOLDER}/${sheet}`)).filter(
      (name) => !words.has(name) && !NOT_IN_SOURCE.test(name),
    );
    expect(unused).toEqual([]);
  });

  it("are read without comments, texts and addresses", () => {
    expect(classesOf('.a-b > .c:not(.d) { background: url(x.png); content: ".e"; } /* .f */')).toEqual([
      "a-b",
      "c",
      "d",
    ]);
  });
});
