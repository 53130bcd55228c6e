import { createRequire } from "node:module";
import { describe, expect, it } from "vitest";
import { productFiles, read } from "./syntax";
import { namesOfTables } from "./writers";

const lists = createRequire(import.meta.url)("./domains.cjs") as Record<string, string[]>;
const { ENGINES = [], KINDS = [], TABLES = [] } = lists;
/** The folders that serve every kind of page; the core has the lists of facts, permissions and scopes. */
const FOLDERS = ENGINES.filter((name) => name !== "core").map((name) => `lib/${name}`);
const KIND = KINDS.join("|");
const NAMES_ONE = new RegExp(`"(${KIND})"|\\b(from|join) (${KIND})`);

/** Returns the lines that name a kind of page or read its table. */
function namedIn(source: string): string[] {
  return source.split("\n").filter((line) => NAMES_ONE.test(line));
}

describe("an engine of pages", () => {
  it.each(FOLDERS)("%s names no kind of page and reads no table of one", (folder) => {
    const files = productFiles(folder);
    expect(files.length).toBeGreaterThan(0);
    expect(files.flatMap((file) => namedIn(read(file)).map((line) => `${file}: ${line.trim()}`))).toEqual([]);
  });

  it.each([
    ["a comparison of its kind", 'if (page.kind === "material") return null;'],
    ["a table that a statement reads", "sql`select p.title from post p`"],
    ["a table that a statement joins", "sql`left join profile on profile.page_id = page.id`"],
  ])("is found to name one by %s", (_, line) => {
    expect(namedIn(`const a = 1;\n${line}`)).toEqual([line]);
  });
});

/** Engines with their own SQL statements: what they read of a domain is passed to them. */
const READERS = ["lib/pages", "lib/publishing", "lib/notices", "lib/queues", "lib/comments", "lib/watching"];

const tables = [...new Set((await namesOfTables(TABLES)).values())];
const READS = new RegExp(`\\b(?:from|join|update|into)\\s+"?(${tables.join("|")})\\b"?(?!\\.)`, "gi");
const readingsOf = (source: string) =>
  [...source.replaceAll(/\/\*.*?\*\/|\/\/.*$/gms, "").matchAll(READS)].map(([text]) => text);

describe("statements of engines", () => {
  it("read no table of a domain", () => {
    const files = productFiles(...READERS);
    expect(files.length).toBeGreaterThan(40);
    expect(tables.length).toBeGreaterThan(20);
    const found = files.flatMap((file) => readingsOf(read(file)).map((text) => `${file}: ${text}`));
    expect(found).toEqual([]);
  });

  it.each(["select 1 from post p", "left join material_version v on true", 'update "profile" set x = 1'])(
    "are detected: %s",
    (statement) => {
      expect(readingsOf(`const s = sql\`${statement}\`;`)).toHaveLength(1);
    },
  );
});
