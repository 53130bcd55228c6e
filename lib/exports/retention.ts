import { sql } from "drizzle-orm";
import type { Ctx } from "@/lib/core/ctx";
import { sweep } from "@/lib/core/sweep";

/**
 * Deletes the bytes of a profile's documents, so that none remain of hidden text. Documents that readers may
 * have are redrawn on request; all stay known by their hash.
 */
export async function removeDocuments(
  { tx }: Pick<Ctx, "tx">,
  { pageId }: { pageId: string },
): Promise<void> {
  await tx.execute(sql`with old as (
      select id, object_key from export_record where page_id = ${pageId} and object_key is not null
    ), doomed as (
      update file_object set state = 'doomed' from old where file_object.key = old.object_key
    ) update export_record set object_key = null from old where export_record.id = old.id`);
}

/** Days that a document is stored after the last request. */
export const EXPORT_DAYS = 30;
/** Days after which the record of an unfinished document is deleted, unless a member waits for it. */
const DEAD_DAYS = 1;
/** Days after which a member's request for a mail is deleted. */
const WAIT_DAYS = 7;

/**
 * Deletes the bytes of documents that nobody requested for a while, old requests for a mail, and records of
 * unfinished documents. Finished documents stay known by their hash and are redrawn on request.
 */
export async function removeOldExports({
  tx,
  now,
}: Pick<Ctx, "tx" | "now">): Promise<Record<string, number>> {
  const before = (days: number) => new Date(now.getTime() - days * 86_400_000).toISOString();
  return {
    exportBytes: await sweep(
      tx,
      sql`with old as (
        select id, object_key from export_record
          where object_key is not null and asked_at < ${before(EXPORT_DAYS)} limit 500
      ), doomed as (
        update file_object set state = 'doomed' from old where file_object.key = old.object_key
      ) update export_record set object_key = null from old where export_record.id = old.id`,
    ),
    exportWaiters: await sweep(
      tx,
      sql`delete from export_waiter where ctid in (
        select ctid from export_waiter where asked_at < ${before(WAIT_DAYS)} limit 500)`,
    ),
    exportsUnmade: await sweep(
      tx,
      sql`delete from export_record where id in (
        select id from export_record e
          where sha256 is null and state <> 'ready' and asked_at < ${before(DEAD_DAYS)}
            and not exists (select 1 from export_waiter w where w.export_id = e.id) limit 500)`,
    ),
  };
}
