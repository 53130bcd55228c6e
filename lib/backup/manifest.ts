import { scryptSync } from "node:crypto";
import { z } from "zod";
import { moment } from "@/lib/core/moments";

/** Layout of the archive; this version cannot read another one. */
export const FORMAT = "octopus-backup/1";

/** Last entry of an archive; without it the archive is truncated. */
export const MANIFEST = "manifest.json";

/** What is kept of a waiting job, in this order. */
export const JOB_COLUMNS = [
  "identifier",
  "payload",
  "run_at",
  "max_attempts",
  "key",
  "priority",
  "queue_name",
] as const;

const Count = z.number().int().nonnegative();
const Sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const Name = z.string().regex(/^[a-z_][a-z0-9_]{0,62}$/);

/** A migration as drizzle records it: SHA-256 of its text, and when it was written. */
export const Migration = z.object({ hash: Sha256, writtenAt: Count });
export type Migration = z.infer<typeof Migration>;

const TableEntry = z.object({
  name: Name,
  /** In the order of the stored rows. */
  columns: z.array(Name).min(1),
  rows: Count,
  /** Hash of its rows in COPY format, in the order of the primary key. */
  sha256: Sha256,
});
export type TableEntry = z.infer<typeof TableEntry>;

export const Manifest = z.object({
  format: z.literal(FORMAT),
  /** Version of the product that made it. */
  product: z.string().max(60),
  madeAt: moment(),
  /** Shows whether the restoring site has the same AUTH_SECRET. */
  secretMark: z.string().max(60),
  migrations: z.array(Migration).min(1),
  tables: z.array(TableEntry).min(1),
  /** Waiting jobs, without those queued by schedule. Backups that name no columns hold no name of a queue. */
  jobs: z.object({
    columns: z.array(z.enum(JOB_COLUMNS)).min(1).default(JOB_COLUMNS.slice(0, -1)),
    rows: Count,
    sha256: Sha256,
  }),
  /** Sequences with their last number; null if unused. */
  sequences: z.record(Name, z.string().regex(/^\d+$/).nullable()),
  /** `sha256`: of the lines "SHA-256, size, path" of all files, in order. */
  files: z.object({ isIncluded: z.boolean(), count: Count, bytes: Count, sha256: Sha256 }),
});
export type Manifest = z.infer<typeof Manifest>;

/** Counts the rows of all tables. */
export function countRows(manifest: Manifest): number {
  return manifest.tables.reduce((sum, { rows }) => sum + rows, 0);
}

/** Computes a fingerprint of a secret that does not reveal it: slow to try and short. */
export function secretMarkOf(secret: string): string {
  return scryptSync(secret, "octopus-backup/secret-mark", 9).toString("base64url");
}
