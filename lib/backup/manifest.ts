import { scryptSync } from "node:crypto";
import { z } from "zod";
import { moment } from "@/lib/core/moments";

/** The layout of the archive; another number means that this version cannot read it. */
export const FORMAT = "octopus-backup/1";

/** The last entry of an archive: without it the archive was cut off. */
export const MANIFEST = "manifest.json";

const Count = z.number().int().nonnegative();
const Sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const Name = z.string().regex(/^[a-z_][a-z0-9_]{0,62}$/);

/** A migration by what drizzle keeps of it: the SHA-256 of its text, and when it was written. */
export const Migration = z.object({ hash: Sha256, writtenAt: Count });
export type Migration = z.infer<typeof Migration>;

const TableEntry = z.object({
  name: Name,
  /** In the order in which its rows hold them. */
  columns: z.array(Name).min(1),
  rows: Count,
  /** Of its rows as COPY writes them, in the order of the primary key. */
  sha256: Sha256,
});
export type TableEntry = z.infer<typeof TableEntry>;

export const Manifest = z.object({
  format: z.literal(FORMAT),
  /** The version of the product that made it. */
  product: z.string().max(60),
  madeAt: moment(),
  /** Tells whether the site that restores it has the AUTH_SECRET of the one that made it. */
  secretMark: z.string().max(60),
  migrations: z.array(Migration).min(1),
  tables: z.array(TableEntry).min(1),
  /** Jobs that waited; those that the clock queues again are not among them. */
  jobs: z.object({ rows: Count, sha256: Sha256 }),
  /** Sequences and the last number that each gave; null when it gave none yet. */
  sequences: z.record(Name, z.string().regex(/^\d+$/).nullable()),
  /** `sha256`: of the lines "SHA-256, size, path" of all files, in their order. */
  files: z.object({ isIncluded: z.boolean(), count: Count, bytes: Count, sha256: Sha256 }),
});
export type Manifest = z.infer<typeof Manifest>;

/** Rows of all tables. */
export function countRows(manifest: Manifest): number {
  return manifest.tables.reduce((sum, { rows }) => sum + rows, 0);
}

/** A mark of a secret that does not give it away: slow to try out, and short. */
export function secretMarkOf(secret: string): string {
  return scryptSync(secret, "octopus-backup/secret-mark", 9).toString("base64url");
}
