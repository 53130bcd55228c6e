import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { ROOT } from "@/scripts/lib/paths.mjs";

/*
 * The colours of a page do not depend on its language or direction: what is seen in English in light and in Arabic in
 * dark is seen in each language in each theme. `e2e/pages.spec.ts` and `e2e/fixtures.ts` rely on it.
 */

const STYLES = join(ROOT, "assets/styles");
const OF_LANGUAGE = /:lang\(|:dir\(|\[(?:lang|dir)\b/;
/** What a language or direction may change. A colour, or the size and weight of letters, is not in it. */
const HARMLESS = new Set([
  "line-height",
  "letter-spacing",
  "quotes",
  "direction",
  "background-position",
  "transform",
  "rotate",
  "display",
]);

interface Rule {
  selector: string;
  properties: string[];
}

/** Lists the rules of a style sheet; each part of a nested one has its outer selectors in front. */
function rulesOf(css: string): Rule[] {
  const rules: Rule[] = [];
  const open: Rule[] = [];
  for (const [, text = "", end] of css.matchAll(/([^{};]*)([{};])/g)) {
    const words = text.trim();
    if (end === "{") {
      const rule = { selector: [open.at(-1)?.selector ?? "", words].join(" "), properties: [] };
      rules.push(rule);
      open.push(rule);
      continue;
    }
    if (words !== "") open.at(-1)?.properties.push(words.split(":")[0]?.trim() ?? "");
    if (end === "}") open.pop();
  }
  return rules;
}

test("no style sets a colour, or the size of letters, by language or direction", () => {
  const rules = readdirSync(STYLES)
    .filter((name) => name.endsWith(".css"))
    .flatMap((name) => rulesOf(readFileSync(join(STYLES, name), "utf8").replace(/\/\*[\s\S]*?\*\//g, "")));
  const found = rules.filter(({ selector }) => OF_LANGUAGE.test(selector));
  expect(found.length).toBeGreaterThan(5);
  expect(found.filter(({ properties }) => properties.some((one) => !HARMLESS.has(one)))).toEqual([]);
});

test("a rule that sets one is found", () => {
  const [, , rule] = rulesOf("@layer a { p { margin: 0; &:lang(ar) { line-height: 2; color: red } } }");
  expect(rule).toEqual({ selector: " @layer a p &:lang(ar)", properties: ["line-height", "color"] });
});

test("no class is chosen by language or direction", () => {
  const sources = ["app", "components", "enhance", "lib"].flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" })
      .filter((name) => /(?<!\.test)\.tsx?$/.test(name))
      .map((name) => join(ROOT, folder, name)),
  );
  const found = sources.filter((file) =>
    /class(?:Name)?=\{[^}]*\b(?:locale|lang|language|direction|dir)\b\s*(?:[=!]==?|\?)/.test(
      readFileSync(file, "utf8"),
    ),
  );
  expect(found).toEqual([]);
});
