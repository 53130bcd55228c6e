import { asc, desc, eq, gt, isNull, sql } from "drizzle-orm";
import { db, type Tx } from "@/db/client";
import { auditEntry, auditLink } from "@/db/schema/core";
import { SYSTEM, transact } from "@/lib/core/transact";
import { log } from "@/lib/log";
import { signText } from "@/lib/signature";
import { FIRST, headText, linkHash } from "./chain";

/** Entries per transaction. */
const BATCH = 2_000;
/** A transaction that began earlier than this has ended, so an earlier run has seen its entries. */
const LATE_MS = 60 * 60_000;

/**
 * Adds unsealed entries to the chain, in batches; run by a job. Writers never wait: their entries are sealed
 * within a minute or two of the commit, in any order. One run at a time. Returns how many were sealed.
 */
export async function sealAudit(): Promise<number> {
  let sealed = 0;
  for (;;) {
    const done = await transact(
      SYSTEM,
      (ctx) => {
        ctx.asSystem("the chain over the log is the site's own duty");
        ctx.skipAudit("a link is a record by itself, and an entry about it would need one more");
        return sealBatch(ctx.tx);
      },
      { evenReadOnly: true },
    );
    sealed += done;
    if (done < BATCH) return sealed;
  }
}

async function sealBatch(tx: Tx): Promise<number> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended('audit-seal', 0))`);
  const [last] = await tx
    .select({ seq: auditLink.seq, hash: auditLink.hash, entryId: auditLink.entryId })
    .from(auditLink)
    .orderBy(desc(auditLink.seq))
    .limit(1);
  const entries = await listUnsealed(tx, last?.entryId ?? null);
  if (entries.length === 0) return 0;
  let [seq, hash] = [last?.seq ?? 0, last?.hash ?? FIRST];
  const links = entries.map((entry) => {
    seq += 1;
    hash = linkHash(hash, seq, entry);
    return { seq, entryId: entry.id, hash, signature: null as string | null };
  });
  const head = links.at(-1);
  if (head) head.signature = signText("audit", headText(seq, hash));
  await tx.insert(auditLink).values(links);
  // Also logged outside the database: someone who can rewrite the database cannot rewrite logs shipped
  // elsewhere.
  log().info({ event: "audit.sealed", seq, hash });
  return links.length;
}

/**
 * Unsealed entries, oldest first. Once a chain exists, only entries from an hour before its end are searched;
 * `verifyAudit` finds older ones inserted by other means.
 */
async function listUnsealed(tx: Tx, lastId: string | null) {
  const [last] = lastId
    ? await tx.select({ at: auditEntry.at }).from(auditEntry).where(eq(auditEntry.id, lastId))
    : [];
  const since = last && new Date(last.at.getTime() - LATE_MS);
  return tx
    .select({
      id: auditEntry.id,
      at: auditEntry.at,
      actorId: auditEntry.actorId,
      fact: auditEntry.fact,
      subject: auditEntry.subject,
      details: auditEntry.details,
      via: auditEntry.via,
    })
    .from(auditEntry)
    .leftJoin(auditLink, eq(auditLink.entryId, auditEntry.id))
    .where(sql`${isNull(auditLink.entryId)} and ${since ? gt(auditEntry.at, since) : sql`true`}`)
    .orderBy(asc(auditEntry.at), asc(auditEntry.id))
    .limit(BATCH);
}

/** Finds number and hash of the last link of the chain; null before the first link. */
export async function findHead(): Promise<{ seq: number; hash: string } | null> {
  const [head] = await db()
    .select({ seq: auditLink.seq, hash: auditLink.hash })
    .from(auditLink)
    .orderBy(desc(auditLink.seq))
    .limit(1);
  return head ?? null;
}
