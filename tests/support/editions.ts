import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll } from "vitest";
import type { EditionFile } from "@/db/seed/editions";

/** A file of data as a test changes it. */
export type DataFile = {
  asOf: string;
  items: Record<string, unknown>[];
  sources: Record<string, unknown>;
} & Record<string, unknown>;

/** Folder of this version's data. */
export const DATA = join(process.cwd(), "db", "seed", "data");

/** Makes folders with data files of this version, changed by a test; they are deleted after the test file. */
export function editions() {
  const folder = mkdtempSync(join(tmpdir(), "octopus-editions-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  let made = 0;
  return (
    files: readonly EditionFile[],
    change: Partial<Record<EditionFile, (file: DataFile) => void>> = {},
  ): string => {
    made += 1;
    const dir = join(folder, `${made}`);
    mkdirSync(dir);
    for (const name of files) {
      const file = JSON.parse(readFileSync(join(DATA, name), "utf8")) as DataFile;
      change[name]?.(file);
      writeFileSync(join(dir, name), JSON.stringify(file));
    }
    return dir;
  };
}

/** The entry of a country, and of a treaty where the file has several. */
export const itemOf = (file: DataFile, country: string, treaty = 185) =>
  file.items.find((one) => one.country === country && (one.treaty ?? treaty) === treaty) ?? {};
