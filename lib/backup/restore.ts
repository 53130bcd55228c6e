import { isNull, sql } from "drizzle-orm";
import { drizzle } from "drizzle-orm/node-postgres";
import { type Client, Pool } from "pg";
import { migrateQueue, SCHEMA_LOCK } from "@/db/migrate";
import { version } from "@/db/schema/core";
import { session } from "@/db/schema/sign-in";
import type { Ctx } from "@/lib/core/ctx";
import { type By, transact } from "@/lib/core/transact";
import { scope } from "@/lib/core/versions";
import { env } from "@/lib/env";
import { reapplyErasures } from "@/lib/members";
import { listFilledTables, listReferences } from "./catalogue";
import { withConnection } from "./connection";
import type { Erasure } from "./erasure-list";
import { type MigrationFile, reachLevel, readMigrations, requireKnownLevel } from "./level";
import { addReferences, dropReferences, loadArchive, requeueJobs, requireTables } from "./load";
import type { Progress } from "./make";
import { countRows, type Manifest, secretMarkOf } from "./manifest";
import { BackupProblem } from "./problem";
import { recordRun } from "./record";
import { verifyArchive } from "./verify";

export interface RestoreOptions {
  path: string;
  passphrase: string | undefined;
  /** Database to restore into; it must have no rows. */
  url: string;
  /** Where the files go; null leaves them out. */
  files: string | null;
  /** Erasures from other sources than the backup: members erased after it are erased again. */
  erasures: readonly Erasure[];
  by: By;
  onTable?: Progress | undefined;
  /** Folder of migrations; for tests. */
  migrations?: string | undefined;
}

export interface RestoredBackup {
  manifest: Manifest;
  rows: number;
  erasedAgain: number;
  /** Whether AUTH_SECRET is that of the backed-up site; second factors need it. */
  isSameSecret: boolean;
}

/** Far more than the saves between a backup and the loss of a site. */
const VERSION_LEAP = 1_000_000;

/**
 * Restores a backup into an empty database. The whole archive is verified before the database is touched;
 * loaded rows are read back and compared before the commit. All in one transaction: a failure leaves an empty
 * database. An older backup is migrated to this version. All sessions end, and members erased since are
 * erased again. Throws `BackupProblem`.
 */
export async function restoreBackup(options: RestoreOptions): Promise<RestoredBackup> {
  const startedAt = new Date();
  const manifest = await verifyArchive(options.path, options.passphrase);
  const known = readMigrations(options.migrations);
  requireKnownLevel(manifest, known);
  return withConnection(options.url, async (client) => {
    await lockSchema(client);
    await requireEmpty(client);
    await prepareQueue(options.url);
    const erasedAgain = await transact(
      options.by,
      (ctx) => restoreAll(ctx, client, { ...options, manifest, known, startedAt }),
      { on: drizzle(client, { casing: "snake_case" }), evenReadOnly: true },
    );
    await client.query("analyze");
    const isSameSecret = manifest.secretMark === secretMarkOf(env().AUTH_SECRET);
    return { manifest, rows: countRows(manifest), erasedAgain, isSameSecret };
  });
}

async function lockSchema(client: Client): Promise<void> {
  const { rows } = await client.query<{ free: boolean }>("select pg_try_advisory_lock($1) as free", [
    SCHEMA_LOCK,
  ]);
  if (!rows[0]?.free)
    throw new BackupProblem(
      "Another restore or migration of this database is running. Wait for it to finish.",
    );
}

async function requireEmpty(client: Client): Promise<void> {
  const filled = await listFilledTables(client);
  if (filled.length === 0) return;
  throw new BackupProblem(
    `The database is not empty (${filled.slice(0, 3).join(", ")}${filled.length > 3 ? ", …" : ""}). Restore into a new one: set DATABASE_URL to it; or for the embedded one stop \`npm run up\`, move its folder aside (DATA_DIR/postgres, or what DATA_DIR/postgres.json names), and try again.`,
  );
}

/** Creates the queue's tables, as restored jobs and consequences of the restore are queued there. */
async function prepareQueue(url: string): Promise<void> {
  const pool = new Pool({ connectionString: url, max: 2 });
  pool.on("error", () => undefined);
  pool.on("connect", (client) => client.on("error", () => undefined));
  try {
    await migrateQueue(pool);
  } finally {
    await pool.end();
  }
}

async function restoreAll(
  ctx: Ctx,
  client: Client,
  job: RestoreOptions & { manifest: Manifest; known: readonly MigrationFile[]; startedAt: Date },
): Promise<number> {
  ctx.asSystem("the operator restores the site");
  const { manifest, known } = job;
  await reachLevel(client, manifest.migrations, known);
  const tables = await requireTables(client, manifest, "public");
  const references = await listReferences(client);
  await dropReferences(client, references);
  await loadArchive(client, job, tables, { schema: "public", files: job.files, onTable: job.onTable });
  await addReferences(client, references, "public");
  await setSequences(client, manifest);
  await reachLevel(client, known, known);
  await requeueJobs(client);
  await makeStale(ctx);
  // Sessions ended after the backup must not become valid again.
  await ctx.tx.update(session).set({ endedAt: ctx.now }).where(isNull(session.endedAt));
  const { count } = await reapplyErasures(ctx, job.erasures);
  const rows = countRows(manifest);
  await recordRun(ctx, "restore", job.startedAt, { rows, files: manifest.files.count, erasedAgain: count });
  await ctx.record("backup.restored", { rows, madeAt: manifest.madeAt, isDrill: false });
  return count;
}

async function setSequences(client: Client, manifest: Manifest): Promise<void> {
  for (const [name, last] of Object.entries(manifest.sequences)) {
    if (last !== null)
      await client.query("select setval(format('public.%I', $1::text)::regclass, $2::bigint)", [name, last]);
  }
}

/**
 * Raises every version beyond what the lost database can have reached; otherwise a cached page and a
 * different new one could have the same version. Every document depends on the site's scope.
 */
async function makeStale(ctx: Ctx): Promise<void> {
  await ctx.tx.insert(version).values({ scope: scope.site, n: 0 }).onConflictDoNothing();
  await ctx.tx.update(version).set({ n: sql`${version.n} + ${VERSION_LEAP}` });
}
