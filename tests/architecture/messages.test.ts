import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { LOCALES } from "@/lib/i18n/locales";
import { messagesOf } from "./catalogues";
import { type Program, parse, productFiles, programOf, read, Visitor } from "./syntax";

/**
 * Returns the arguments and tags of a message, which a translation must keep. The texts of a plural are not
 * arguments.
 */
function placesOf(text: string): string[] {
  const places = [
    ...text.matchAll(/(?<!(?:\b(?:zero|one|two|few|many|other)|=\d+)\s*)\{\s*(\w+)\s*[,}]/g),
    ...text.matchAll(/<(\w+)>/g),
  ].map((match) => match[1] ?? "");
  return [...new Set(places)].sort();
}

const english = messagesOf("en");

/**
 * Finds elements that a call of `t.rich` passes for a value in braces: they would be left out, as only a tag of their
 * name shows them. Returns key and name.
 */
function elementsInBraces(program: Program): string[] {
  const found: string[] = [];
  new Visitor({
    CallExpression({ callee, arguments: [first, values] }) {
      if (callee.type !== "MemberExpression" || callee.property.type !== "Identifier") return;
      if (callee.property.name !== "rich" || values?.type !== "ObjectExpression") return;
      const keys = first?.type === "ConditionalExpression" ? [first.consequent, first.alternate] : [first];
      for (const one of values.properties) {
        if (one.type !== "Property" || one.key.type !== "Identifier") continue;
        if (one.value.type !== "ArrowFunctionExpression") continue;
        for (const key of keys) {
          const text = key?.type === "Literal" ? english.get(String(key.value)) : undefined;
          if (text?.includes(`{${one.key.name}}`) && key?.type === "Literal")
            found.push(`${String(key.value)} ${one.key.name}`);
        }
      }
    },
  }).visit(program);
  return found;
}

describe.each(LOCALES.filter((locale) => locale !== "en"))("messages in %s", (locale) => {
  const other = messagesOf(locale);

  it("have the same keys as in English", () => {
    expect([...english.keys()].filter((key) => !other.has(key))).toEqual([]);
    expect([...other.keys()].filter((key) => !english.has(key))).toEqual([]);
  });

  it("keep every argument and tag", () => {
    const lost = [...english].filter(([key, text]) => {
      const translated = other.get(key);
      return translated !== undefined && placesOf(text).join() !== placesOf(translated).join();
    });
    expect(lost.map(([key]) => key)).toEqual([]);
  });

  it("use the punctuation of their own script", () => {
    const foreign = locale === "ar" ? /[\u0600-\u06ff]\s?[,;?]|[,;?]\s[\u0600-\u06ff]/ : /\w'\w/;
    const plain = (text: string) => text.replace(/\{\s*\w+\s*,\s*(?:plural|number|select)\s*,/g, "");
    expect([...other].filter(([, text]) => foreign.test(plain(text))).map(([key]) => key)).toEqual([]);
  });

  it("are translated: none is empty, and long ones differ from English", () => {
    const same = [...english].filter(
      ([key, text]) => text.split(/\s+/).length > 4 && other.get(key) === text,
    );
    expect([...other].filter(([, text]) => text.trim() === "").map(([key]) => key)).toEqual([]);
    expect(same.map(([key]) => key)).toEqual([]);
  });
});

describe("messages", () => {
  const files = productFiles("app", "components", "lib", "scripts");
  const literals = new Set<string>();
  const prefixes = new Set<string>();
  for (const file of files) {
    new Visitor({
      Literal(node) {
        if (typeof node.value === "string") literals.add(node.value);
      },
      TemplateLiteral(node) {
        const first = node.quasis[0]?.value.cooked ?? "";
        // A template refers to messages if it starts with a namespace and a dot.
        if (/^[a-z]+\.[\w.]*$/i.test(first) && node.expressions.length > 0) prefixes.add(first);
        if (node.expressions.length === 0) literals.add(first);
      },
    }).visit(programOf(file));
  }

  it("have only top-level keys that a module can export", () => {
    // Programs outside the build read each file as a module whose exports are these keys.
    for (const file of readdirSync("messages/en"))
      expect(JSON.parse(readFileSync(`messages/en/${file}`, "utf8")), file).not.toHaveProperty("await");
  });

  it("have a tag, not braces, for each element that is put into them", () => {
    expect(files.flatMap((file) => elementsInBraces(programOf(file)))).toEqual([]);
    const wrong = parse("x.tsx", 't.rich("members.roleOf", { role: () => <b />, country: "Togo" });');
    expect(elementsInBraces(wrong)).toEqual(["members.roleOf role"]);
  });

  it("are all used", () => {
    // `enhance/picks.entry.ts` contains these messages in every language.
    prefixes.add("common.pick.");
    const used = (key: string) => literals.has(key) || [...prefixes].some((prefix) => key.startsWith(prefix));
    expect([...english.keys()].filter((key) => !used(key))).toEqual([]);
  });

  it("exist wherever the code refers to one", () => {
    const namespaces = new Set([...english.keys()].map((key) => key.split(".")[0] ?? ""));
    const missing: string[] = [];
    for (const file of productFiles("app", "components", "lib")) {
      new Visitor({
        CallExpression(node) {
          const callee = node.callee;
          const isT =
            (callee.type === "Identifier" && callee.name === "t") ||
            (callee.type === "MemberExpression" &&
              callee.object.type === "Identifier" &&
              callee.object.name === "t");
          const first = node.arguments[0];
          if (!isT || first?.type !== "Literal" || typeof first.value !== "string") return;
          if (namespaces.has(first.value.split(".")[0] ?? "") && !english.has(first.value))
            missing.push(`${file}: ${first.value}`);
        },
      }).visit(programOf(file));
    }
    expect(missing).toEqual([]);
  });
});

describe("pages and components", () => {
  const SPOKEN = new Set(["title", "alt", "placeholder", "aria-label", "aria-description", "label"]);
  const files = productFiles("app", "components").filter((file) => file.endsWith(".tsx"));

  it.each(files)("%s contains no sentence", (file) => {
    const found: string[] = [];
    new Visitor({
      JSXText(node) {
        if (/\p{L}{2,}/u.test(node.value)) found.push(node.value.trim());
      },
      JSXAttribute(node) {
        const name = node.name.type === "JSXIdentifier" ? node.name.name : "";
        if (
          SPOKEN.has(name) &&
          node.value?.type === "Literal" &&
          /\p{L}{2,}/u.test(String(node.value.value))
        ) {
          found.push(String(node.value.value));
        }
      },
    }).visit(programOf(file));
    // The product's name and the names of languages and formats are the same everywhere.
    expect(
      found.filter((text) => !/^(Octopus Community|Octopus|Community|Atom|JSON|CSV|PDF)$/.test(text)),
    ).toEqual([]);
    expect(read(file).length).toBeGreaterThan(0);
  });

  // Machine text, shown as it is stored and read from left to right.
  const AS_KEPT = ["app/[locale]/admin/audit/audit-table.tsx", "app/[locale]/admin/jobs/job-tables.tsx"];

  it.each(files.filter((file) => !AS_KEPT.includes(file)))("%s joins no texts itself", (file) => {
    // French puts a space before a colon, and Arabic has its own comma: use a message or `listText`.
    const found: string[] = [];
    new Visitor({
      JSXText(node) {
        if (/[,;:]/.test(node.value)) found.push(node.value.trim());
      },
      TemplateLiteral(node) {
        for (const quasi of node.quasis) {
          if (/^\s?[,;:]\s$/.test(quasi.value.cooked ?? "")) found.push(`\${…}${quasi.value.cooked}\${…}`);
        }
      },
      CallExpression(node) {
        const { callee, arguments: given } = node;
        const isJoin =
          callee.type === "MemberExpression" &&
          callee.property.type === "Identifier" &&
          callee.property.name === "join";
        const by = given[0]?.type === "Literal" ? given[0].value : null;
        if (isJoin && typeof by === "string" && /^[,;:]\s$/.test(by))
          found.push(`join(${JSON.stringify(by)})`);
      },
    }).visit(programOf(file));
    expect(found).toEqual([]);
  });
});
