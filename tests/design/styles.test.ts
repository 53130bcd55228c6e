import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import elements from "./elements.json";

const STYLES = "assets/styles";
const FONTS = "assets/fonts";
const files = readdirSync(STYLES).filter((name) => name.endsWith(".css"));
const read = (name: string) => readFileSync(join(STYLES, name), "utf8").replace(/\/\*[\s\S]*?\*\//g, "");
const all = files.map(read).join("\n");

function declarations(css: string): string[] {
  return [...css.matchAll(/(--[a-z0-9-]+):\s*([^;]+);/g)].map((match) => `${match[1]}: ${match[2]}`);
}

test("only logical properties are used, so that right-to-left text needs no separate rules", () => {
  const physical =
    /^\s*((margin|padding|border)-(left|right|top|bottom)(-[a-z]+)?|left|right|top|bottom|width|height|(min|max)-(width|height)|text-align:\s*(left|right)|float:\s*(left|right))\b/;
  const found = files.flatMap((name) =>
    read(name)
      .split("\n")
      .filter((line) => physical.test(line))
      .map((line) => `${name}: ${line.trim()}`),
  );
  expect(found).toEqual([]);
});

test("the dark theme is the same by system setting and by choice, and print stays light", () => {
  const tokens = read("tokens.css");
  const [bySystem = "", byChoice = ""] = tokens.split("@media screen").slice(1);
  expect(declarations(bySystem).length).toBeGreaterThan(30);
  expect(declarations(bySystem)).toEqual(declarations(byChoice));
  expect(tokens.match(/@media (?!screen)/g)).toBeNull();
});

test("every token used is declared, and every declared token is used", () => {
  const declared = new Set(declarations(read("tokens.css")).map((one) => one.split(":")[0] ?? ""));
  // `--save-line` is measured by the editor (`components/editor/save-line.tsx`).
  const local = new Set(["--gap", "--c", "--b", "--save-line"]);
  const used = new Set([...all.matchAll(/var\((--[a-z0-9-]+)/g)].map((match) => match[1] ?? ""));
  expect([...used].filter((name) => !declared.has(name) && !local.has(name))).toEqual([]);
  const enough = [...declared].filter((name) => !used.has(name));
  expect(enough).toEqual([]);
});

test("colours are defined in the tokens only", () => {
  const coloured = files
    .filter((name) => name !== "tokens.css" && name !== "print.css")
    .flatMap((name) =>
      read(name)
        .split("\n")
        .filter((line) => /:.*(#[0-9a-f]{3,8}\b|rgba?\(|hsla?\()/i.test(line) && !line.includes("url("))
        .map((line) => `${name}: ${line.trim()}`),
    );
  expect(coloured).toEqual([]);
});

test("fonts stay within their budget", () => {
  const limits: Record<string, number> = {
    "sans-latin.woff2": 22_000,
    "sans-latin-ext.woff2": 12_000,
    "serif-latin.woff2": 18_000,
    "serif-latin-ext.woff2": 12_000,
  };
  const fonts = readdirSync(FONTS).filter((name) => name.endsWith(".woff2"));
  expect(fonts.sort()).toEqual(Object.keys(limits).sort());
  for (const name of fonts)
    expect(statSync(join(FONTS, name)).size, name).toBeLessThanOrEqual(limits[name] ?? 0);
  expect(readdirSync(FONTS).filter((name) => name.startsWith("OFL-"))).toHaveLength(4);
});

test("the thirty elements compared in the browser use tokens that exist", () => {
  const declared = new Set(declarations(read("tokens.css")).map((one) => one.split(":")[0] ?? ""));
  expect(elements).toHaveLength(30);
  expect(new Set(elements.map((element) => element.name)).size).toBe(30);
  for (const element of elements) {
    for (const value of Object.values(element.expect) as string[]) {
      for (const [, token = ""] of value.matchAll(/(--[a-z0-9-]+)/g))
        expect(declared, element.name).toContain(token);
    }
  }
});
