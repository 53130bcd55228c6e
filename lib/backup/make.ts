import type { Client } from "pg";
import { RECURRING_TASKS } from "@/lib/core/jobs";
import { env } from "@/lib/env";
import { version } from "@/package.json";
import { type ArchiveWriter, writeArchive } from "./archive-writer";
import { listApplied, listSequences, listTables } from "./catalogue";
import { withConnection } from "./connection";
import { copyOut, readTable } from "./copy";
import { addFiles, filesFolder } from "./files";
import { FORMAT, JOB_COLUMNS, MANIFEST, type Manifest, secretMarkOf, type TableEntry } from "./manifest";
import { BackupProblem } from "./problem";

/** Waiting jobs (`JOB_COLUMNS`), as `add_job` takes them; without failed ones and those queued by schedule. */
const JOBS = `select t.identifier, j.payload, j.run_at, j.max_attempts, j.key, j.priority, q.queue_name
  from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
  left join graphile_worker._private_job_queues q on q.id = j.job_queue_id
  where j.attempts < j.max_attempts and t.identifier not in (${RECURRING_TASKS.map((name) => `'${name}'`).join(", ")})
  order by j.id`;

export interface MadeBackup {
  bytes: number;
  isEncrypted: boolean;
  manifest: Manifest;
}

/** Reports progress: called after each table with its rows. */
export type Progress = (table: string, rows: number) => void;

/**
 * Writes everything into one archive: all tables at one moment (a repeatable-read snapshot, so writes
 * continue), waiting jobs, and files. Memory use is constant. Throws `BackupProblem` if it cannot be written,
 * or the database has no schema.
 */
export async function makeBackup(
  path: string,
  options: { url: string; passphrase?: string | undefined; onTable?: Progress | undefined },
): Promise<MadeBackup> {
  return withConnection(options.url, async (client) => {
    await client.query("begin isolation level repeatable read, read only");
    const { rows: clock } = await client.query<{ now: Date }>("select now() as now");
    const migrations = await listApplied(client);
    if (migrations.length === 0)
      throw new BackupProblem("This database has no schema yet: there is nothing to back up.");
    let manifest: Manifest | undefined;
    const bytes = await writeArchive(path, options.passphrase, async (archive) => {
      const tables = await addTables(client, archive, options.onTable);
      const jobs = await copyOut(client, JOBS, partsOf(archive, "jobs"));
      const sequences = await listSequences(client);
      // After the snapshot, so that the archive has every file named by a row, unless it was deleted
      // meanwhile.
      const files = await addFiles(archive, filesFolder());
      manifest = {
        format: FORMAT,
        product: version,
        madeAt: (clock[0]?.now ?? new Date()).toISOString(),
        secretMark: secretMarkOf(env().AUTH_SECRET),
        migrations,
        tables,
        jobs: { columns: [...JOB_COLUMNS], ...jobs },
        sequences,
        files,
      };
      await archive.add(MANIFEST, Buffer.from(`${JSON.stringify(manifest, null, 1)}\n`));
    });
    if (!manifest) throw new Error("an archive was written without its manifest");
    return { bytes, isEncrypted: options.passphrase !== undefined, manifest };
  });
}

async function addTables(client: Client, archive: ArchiveWriter, onTable?: Progress): Promise<TableEntry[]> {
  const entries: TableEntry[] = [];
  for (const table of await listTables(client)) {
    const sum = await copyOut(client, readTable(table), partsOf(archive, `tables/${table.name}`));
    entries.push({ name: table.name, columns: table.columns, ...sum });
    onTable?.(table.name, sum.rows);
  }
  return entries;
}

/** Writes numbered parts of one table: `tables/member/0001.copy`. */
function partsOf(archive: ArchiveWriter, folder: string): (part: Buffer) => Promise<void> {
  let number = 0;
  return (part) => {
    number += 1;
    return archive.add(`${folder}/${String(number).padStart(4, "0")}.copy`, part);
  };
}
