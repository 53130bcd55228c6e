import { getTableName, isTable } from "drizzle-orm";
import { parseSync } from "oxc-parser";
import { read, Visitor } from "./syntax";

/** A file that writes a table, by the table's name in the database. */
export interface Writing {
  table: string;
  file: string;
}

const WRITES = new Set(["insert", "update", "delete"]);
const SCHEMA = "@/db/schema/";
const STATEMENT =
  /\b(?:(?:insert into|delete from)\s+"?([a-z_]+)|update\s+"?([a-z_]+)"?(?:\s+(?:as\s+)?\w+)?\s+set\b)/gi;

/** Returns the names of tables by their export from a module of the schema: "blog.post". */
export async function namesOfTables(modules: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const names = new Map<string, string>();
  for (const module of modules) {
    const exported = (await import(`@/db/schema/${module}.ts`)) as Record<string, unknown>;
    for (const [name, value] of Object.entries(exported))
      if (isTable(value)) names.set(`${module}.${name}`, getTableName(value));
  }
  return names;
}

/** Returns the tables that a file writes, through the query builder and through its own SQL. */
export function writingsOf(file: string, names: ReadonlyMap<string, string>, source = read(file)): Writing[] {
  const { program, module } = parseSync(file, source);
  const local = new Map<string, string>();
  for (const one of module.staticImports) {
    const from = one.moduleRequest.value;
    if (!from.startsWith(SCHEMA)) continue;
    for (const { importName, localName } of one.entries) {
      const table = names.get(`${from.slice(SCHEMA.length)}.${importName.name}`);
      if (table) local.set(localName.value, table);
    }
  }
  const tables = new Set<string>();
  const known = new Set(names.values());
  const readStatement = (text: string) => {
    for (const [, put, changed] of text.matchAll(STATEMENT)) {
      const table = put ?? changed;
      if (table && known.has(table)) tables.add(table);
    }
  };
  new Visitor({
    CallExpression({ callee, arguments: [first] }) {
      // The engine for reports writes the table that is passed to it.
      if (callee.type === "Identifier" && callee.name === "reportsOf" && first?.type === "Identifier") {
        const kept = local.get(first.name);
        if (kept) tables.add(kept);
      }
      if (callee.type !== "MemberExpression" || callee.property.type !== "Identifier") return;
      const table = first?.type === "Identifier" ? local.get(first.name) : undefined;
      if (table && WRITES.has(callee.property.name)) tables.add(table);
    },
    TemplateLiteral({ quasis }) {
      for (const { value } of quasis) readStatement(value.raw);
    },
    // A table that is inserted into a statement: `delete from ${session} where …`.
    TaggedTemplateExpression({ quasi }) {
      for (const [n, { value }] of quasi.quasis.entries()) {
        const next = quasi.expressions[n];
        const table = next?.type === "Identifier" ? local.get(next.name) : undefined;
        if (table && /\b(?:insert into|delete from|update)\s+$/i.test(value.raw)) tables.add(table);
      }
    },
    Literal({ value }) {
      if (typeof value === "string") readStatement(value);
    },
  }).visit(program);
  return [...tables].map((table) => ({ table, file }));
}

/** Returns the folder of a file: "lib/blog", "db/seed". */
export const ownerOf = (file: string) => file.split("/").slice(0, 2).join("/");

/** Returns the tables that several folders write, with these folders. */
export function sharedTables(writings: readonly Writing[]): Map<string, string[]> {
  const writers = new Map<string, Set<string>>();
  for (const { table, file } of writings) {
    const own = writers.get(table) ?? new Set();
    writers.set(table, own.add(ownerOf(file)));
  }
  return new Map(
    [...writers].filter(([, own]) => own.size > 1).map(([table, own]) => [table, [...own].sort()]),
  );
}
