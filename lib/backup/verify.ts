import { createHash } from "node:crypto";
import { readArchive } from "./archive-reader";
import { summing } from "./copy";
import { FILES, filePathOf, summingFiles } from "./files";
import { MANIFEST, Manifest } from "./manifest";
import { BackupProblem, broken } from "./problem";

const PART = /^(?:tables\/([a-z_][a-z0-9_]{0,62})|(jobs))\/\d{4,}\.copy$/;
/** A larger entry is not a manifest. */
const MANIFEST_LIMIT = 4 * 1024 * 1024;

/** Classifies an entry of an archive: table, jobs, file or manifest. Throws `BackupProblem` for any other name. */
export function kindOf(name: string): { is: "table"; table: string } | { is: "jobs" | "file" | "manifest" } {
  if (name === MANIFEST) return { is: "manifest" };
  if (name.startsWith(FILES)) return { is: "file" };
  const [, table, jobs] = PART.exec(name) ?? [];
  if (table) return { is: "table", table };
  if (jobs) return { is: "jobs" };
  throw new BackupProblem(
    `The backup contains ${name}, which this version does not know. Restore it with a newer one.`,
  );
}

/**
 * Verifies a whole archive against its manifest, which it returns. Changes nothing. Throws `BackupProblem`
 * for anything missing, altered or truncated.
 */
export async function verifyArchive(path: string, passphrase: string | undefined): Promise<Manifest> {
  const tables = new Map<string, ReturnType<typeof summing>>();
  const jobs = summing();
  const files = summingFiles(true);
  let manifest: Manifest | undefined;
  for await (const { name, size, content } of readArchive(path, passphrase)) {
    if (manifest) throw broken("something follows its manifest");
    const kind = kindOf(name);
    if (kind.is === "manifest") {
      manifest = parseManifest(await readWhole(content, size));
    } else if (kind.is === "file") {
      const hash = createHash("sha256");
      for await (const chunk of content) hash.update(chunk);
      files.add(filePathOf(name), size, hash);
    } else {
      const sum = kind.is === "table" ? (tables.get(kind.table) ?? summing()) : jobs;
      if (kind.is === "table") tables.set(kind.table, sum);
      for await (const chunk of content) sum.look(chunk);
    }
  }
  if (!manifest) throw broken("it ends before its manifest");
  compare(manifest, tables, jobs, files);
  return manifest;
}

function compare(
  manifest: Manifest,
  tables: Map<string, ReturnType<typeof summing>>,
  jobs: ReturnType<typeof summing>,
  files: ReturnType<typeof summingFiles>,
): void {
  for (const table of manifest.tables) {
    const sum = (tables.get(table.name) ?? summing()).result();
    tables.delete(table.name);
    if (!isSame(sum, table)) throw broken(`its table ${table.name} is not as its manifest says`);
  }
  const [stray] = tables.keys();
  if (stray) throw broken(`its manifest does not know the table ${stray}`);
  if (!isSame(jobs.result(), manifest.jobs)) throw broken("its jobs are not as its manifest says");
  const found = files.result();
  if (found.count !== manifest.files.count || found.sha256 !== manifest.files.sha256)
    throw broken("its files are not as its manifest says");
}

/** Compares two checksums of rows. */
export function isSame(a: { rows: number; sha256: string }, b: { rows: number; sha256: string }): boolean {
  return a.rows === b.rows && a.sha256 === b.sha256;
}

async function readWhole(content: AsyncIterable<Buffer>, size: number): Promise<string> {
  if (size > MANIFEST_LIMIT) throw broken("its manifest is too large");
  const chunks: Buffer[] = [];
  for await (const chunk of content) chunks.push(chunk);
  return Buffer.concat(chunks).toString("utf8");
}

function parseManifest(text: string): Manifest {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw broken("its manifest is no JSON");
  }
  const format = (value as { format?: unknown } | null)?.format;
  const parsed = Manifest.safeParse(value);
  if (parsed.success) return parsed.data;
  throw typeof format === "string" && format.startsWith("octopus-backup/")
    ? new BackupProblem(
        `The backup has the layout ${format}, which this version cannot read. Restore it with the version that made it.`,
      )
    : broken("its manifest is not readable");
}
