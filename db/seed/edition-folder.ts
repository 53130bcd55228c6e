import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import type { z } from "zod";
import { checkEdition } from "./edition-checks";
import {
  DATA_PARTS,
  type DataPart,
  EDITION_FILES,
  type EditionFile,
  type FileDays,
  PART_NAMES,
  readFileDays,
} from "./editions";
import { loadSeed, type Seed } from "./index";
import { type ReadData, readData, shapeOfFile } from "./read";

/** Far more than any data file. */
const MAX_BYTES = 16 * 1024 * 1024;
/** A file of a different schema has an error in each item: no more are listed. */
const MAX_FAULTS = 20;

/** Thrown if a newer edition cannot be used; each error names the file, the place in it and the reason. */
export class EditionRefused extends Error {
  override name = "EditionRefused";

  constructor(readonly faults: readonly string[]) {
    super(faults.join("\n"));
  }
}

/** A newer edition of some of the data, read from a folder and checked as a whole. */
export interface Edition {
  /** Date of each file that the site has. */
  daysBefore: FileDays;
  files: EditionFile[];
  /** Other files of the folder, which are not read. */
  ignored: string[];
  /** Parts of the data that the files replace. */
  parts: DataPart[];
  /** Sources that the files list. */
  sourceIds: ReadonlySet<string>;
  /** The data of this version, with the folder's files instead of its own. */
  seed: Seed;
}

type Given = Partial<Record<EditionFile, { items: unknown[] } & Record<string, unknown>>>;

/**
 * Reads a newer edition from a folder. `brought`: dates of files that an operator brought earlier. Throws
 * `EditionRefused` if the folder cannot be read or has no known file, if a part is incomplete, or if a file is invalid,
 * disagrees with another, or is older than the site's.
 */
export function openEdition(folder: string, brought: Readonly<Record<string, string>>): Edition {
  const names = listNames(folder);
  const isKnown = (name: string): name is EditionFile => Object.hasOwn(EDITION_FILES, name);
  const files = names.filter(isKnown);
  const parts = partsOf(files);
  const given = readFiles(folder, files);
  const daysBefore = readDaysBefore(brought);
  refuse(listOlder(given, daysBefore));
  refuse(checkEdition(given));
  const sourceIds = new Set(Object.values(given).flatMap((file) => Object.keys(file.sources ?? {})));
  const ignored = names.filter((name) => !isKnown(name));
  return { daysBefore, files, ignored, parts, sourceIds, seed: compose(given) };
}

/**
 * Returns the date of each file that the site has: an operator's edition or this version's, whichever is newer.
 */
function readDaysBefore(brought: Readonly<Record<string, string>>): FileDays {
  const own = Object.entries(readFileDays());
  const days = own.map(([name, day]) => [name, [day, brought[name] ?? ""].sort().at(-1)]);
  return Object.fromEntries(days) as FileDays;
}

/** Lists files that are older than the site's: they would remove facts. */
function listOlder(given: Given, before: FileDays): string[] {
  return Object.entries(given).flatMap(([name, { asOf }]) => {
    const day = before[name as EditionFile];
    return String(asOf) < day ? [`${name}, asOf: ${asOf} is older than the site's edition, of ${day}`] : [];
  });
}

function refuse(faults: readonly string[]): void {
  if (faults.length === 0) return;
  const more = faults.length - MAX_FAULTS;
  const shown = faults.slice(0, MAX_FAULTS);
  throw new EditionRefused(more > 0 ? shown.concat(`${more} more faults`) : shown);
}

function listNames(folder: string): string[] {
  try {
    return readdirSync(folder).sort();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new EditionRefused([`${folder} cannot be read (${code}). Name a folder with files of data.`]);
  }
}

/**
 * Determines which parts the files replace. Sections use whole parts, so a part with a missing file is refused.
 */
function partsOf(files: readonly EditionFile[]): DataPart[] {
  const given = new Set<string>(files);
  const parts = PART_NAMES.filter((part) => DATA_PARTS[part].files.some((name) => given.has(name)));
  if (parts.length === 0) {
    const known = PART_NAMES.flatMap((part) => DATA_PARTS[part].files).join(", ");
    throw new EditionRefused([`The folder has none of the files that can be updated: ${known}`]);
  }
  refuse(
    parts.flatMap((part) => {
      const missing = DATA_PARTS[part].files.filter((name) => !given.has(name));
      const all = DATA_PARTS[part].files.join(", ");
      return missing.map((name) => `${name}: missing. ${all} are one edition and are given together.`);
    }),
  );
  return parts;
}

function readFiles(folder: string, files: readonly EditionFile[]): Given {
  const faults: string[] = [];
  const read = files.map((name) => [name, readOne(join(folder, name), name, faults)]);
  refuse(faults);
  return Object.fromEntries(read) as Given;
}

function readOne(path: string, name: EditionFile, faults: string[]): unknown {
  const found = statSync(path);
  if (!found.isFile() || found.size > MAX_BYTES) {
    faults.push(`${name}: ${found.isFile() ? "larger than 16 MB" : "not a file"}`);
    return null;
  }
  let json: unknown;
  try {
    json = JSON.parse(readFileSync(path, "utf8"));
  } catch (error) {
    faults.push(`${name}: not JSON (${error instanceof Error ? error.message : error})`);
    return null;
  }
  const { item, extra } = EDITION_FILES[name];
  const parsed = shapeOfFile(item as z.ZodType, extra as z.ZodRawShape).safeParse(json);
  if (parsed.success) return parsed.data;
  for (const issue of parsed.error.issues)
    faults.push(`${name}, ${placeOf(issue.path, json)}: ${issue.message}`);
  return null;
}

/** Formats a path into a file, with the country and id of its item, so that a person finds it. */
function placeOf(path: readonly PropertyKey[], json: unknown): string {
  const [list, at] = path;
  const item = list === "items" && typeof at === "number" ? (json as Given[EditionFile])?.items[at] : null;
  const { country, id } = (item ?? {}) as { country?: unknown; id?: unknown };
  const of = [country, id].filter((one) => typeof one === "string").join(" ");
  return `${path.join(".") || "the whole"}${of ? ` (${of})` : ""}`;
}

/**
 * Reads the given files, and this version's for the rest. This version's sources stay known, since texts cite them; a
 * given source replaces the one with the same id.
 */
function readerOf(given: Given): ReadData {
  const read = (name: string, item: z.ZodType, extra: z.ZodRawShape) => {
    const own = readData(name, item, extra) as unknown as { items: { id?: string }[]; sources?: object };
    const file = given[name as EditionFile];
    if (!file) return own;
    if (name === "source-details.json") {
      const ids = new Set((file.items as { id: string }[]).map(({ id }) => id));
      const others = own.items.filter(({ id = "" }) => !ids.has(id));
      return { ...file, items: [...file.items, ...others] };
    }
    return own.sources ? { ...file, sources: { ...own.sources, ...(file.sources as object) } } : file;
  };
  return read as unknown as ReadData;
}

/** Combines all data and validates them with the sections' kinds. */
function compose(given: Given): Seed {
  try {
    const seed = loadSeed(readerOf(given));
    const days = Object.entries(given).map(([name, { asOf }]) => [name, asOf]);
    return { ...seed, fileDays: { ...seed.fileDays, ...(Object.fromEntries(days) as Partial<FileDays>) } };
  } catch (error) {
    throw new EditionRefused([error instanceof Error ? error.message : String(error)]);
  }
}
