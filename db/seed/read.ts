import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { z } from "zod";

/** Head of every data file: source, date, and notes on use. */
const head = {
  source: z.string().min(1).max(2_000),
  asOf: z.iso.date(),
  notes: z.array(z.string().min(1).max(4_000)).max(200),
};

/** How a fact is known: seen in a document, derived from one by a rule, or from memory. */
export const Basis = z.enum(["source", "derived", "memory"]);
export type Basis = z.infer<typeof Basis>;

/** A country code of the data: ISO 3166-1 alpha-3, XKX for Kosovo*. */
export const Iso3 = z.string().regex(/^[A-Z]{3}$/);

/**
 * Finds the project's folder, upwards from this file, so that the bundle in `dist/` finds the data too. Throws
 * if there is no `package.json`.
 */
function projectRoot(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, "package.json"))) {
    const parent = dirname(folder);
    if (parent === folder) throw new Error("The seed's data was not found: no package.json above this file.");
    folder = parent;
  }
  return folder;
}

const dataFolder = () => join(projectRoot(), "db", "seed", "data");

/** Reads a file of `db/seed/data` as text. Throws if it is missing. */
export function readDataText(name: string): string {
  return readFileSync(join(dataFolder(), name), "utf8");
}

/** Parses the text of such a file. Throws if it is missing or cannot be parsed, naming the file. */
export function parseDataText<T>(name: string, parse: (text: string) => T): T {
  try {
    return parse(readDataText(name));
  } catch (error) {
    throw new Error(`${name}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}

/** Lists the names in a folder of `db/seed/data`, sorted. */
export function listDataFolder(name: string): string[] {
  return readdirSync(join(dataFolder(), name)).sort();
}

/** More than any data file has. */
const MAX_ITEMS = 20_000;

/** Returns the schema of a whole data file, from those of its items and further fields. */
export function shapeOfFile<Item extends z.ZodType, Extra extends z.ZodRawShape>(item: Item, extra: Extra) {
  return z.strictObject({ ...head, ...extra, items: z.array(item).min(1).max(MAX_ITEMS) });
}

/** Reads a data file with its head and items. Throws zod's error, which names the invalid item. */
export function readData<Item extends z.ZodType, Extra extends z.ZodRawShape>(
  name: string,
  item: Item,
  extra: Extra,
) {
  return shapeOfFile(item, extra).parse(JSON.parse(readDataText(name)));
}

/** How loaders read a file: from this version's data, or from a newer edition of some files. */
export type ReadData = typeof readData;
