import { and, asc, desc, eq, gt, isNull, lt, sql } from "drizzle-orm";
import { db } from "@/db/client";
import { auditEntry, auditLink, jobRun } from "@/db/schema/core";
import type { Ctx } from "@/lib/core/ctx";
import { newId } from "@/lib/core/id";
import { SYSTEM, transact } from "@/lib/core/transact";
import { isSigned } from "@/lib/signature";
import { FIRST, headText, linkHash } from "./chain";
import { sealAudit } from "./seal";

/** Links per query. */
const BATCH = 2_000;
/** Faults that are listed; the count includes the rest. */
const NAMED = 20;
/** An unsealed entry older than this was not written by the product, or sealing has not run. */
const UNSEALED_MS = 2 * 60 * 60_000;

export const VERIFY_TASK = "verify-audit";

/**
 * A fault: an entry changed, removed or without a link, a link removed, a head with an invalid signature, or a
 * known head that is not in the chain.
 */
export interface AuditFault {
  kind: "changed" | "entry-gone" | "link-gone" | "unsealed" | "unsigned" | "other-head";
  /** Number of the link, or id of the entry. */
  at: string;
}

export interface AuditCheck {
  entries: number;
  head: { seq: number; hash: string } | null;
  count: number;
  /** The first faults. */
  faults: AuditFault[];
}

/**
 * Verifies the whole log against its chain, in batches. `known`: a head noted elsewhere, which must be in the
 * chain; a truncated or rebuilt chain lacks it.
 */
export async function verifyAudit(
  known: { seq: number; hash: string } | null = null,
  now: Date = new Date(),
): Promise<AuditCheck> {
  const check: AuditCheck = { entries: 0, head: null, count: 0, faults: [] };
  const fault = (kind: AuditFault["kind"], at: string) => {
    check.count += 1;
    if (check.faults.length < NAMED) check.faults.push({ kind, at });
  };
  let [seq, hash] = [0, FIRST];
  let signature: string | null = null;
  let isKnownThere = known === null;
  for (;;) {
    const links = await readLinks(seq);
    for (const { link, entry } of links) {
      if (link.seq !== seq + 1) fault("link-gone", String(seq + 1));
      if (!entry) fault("entry-gone", String(link.seq));
      else if (linkHash(hash, link.seq, entry) !== link.hash) fault("changed", String(link.seq));
      // Continues from the stored values, so that one change counts as one fault.
      [seq, hash, signature] = [link.seq, link.hash, link.signature];
      if (known && link.seq === known.seq && link.hash === known.hash) isKnownThere = true;
      check.entries += 1;
    }
    if (links.length < BATCH) break;
  }
  if (seq > 0) {
    check.head = { seq, hash };
    if (signature === null || !isSigned("audit", headText(seq, hash), signature))
      fault("unsigned", String(seq));
  }
  if (!isKnownThere && known) fault("other-head", String(known.seq));
  for (const id of await listForgotten(now)) fault("unsealed", id);
  return check;
}

async function readLinks(after: number) {
  return db()
    .select({
      link: { seq: auditLink.seq, hash: auditLink.hash, signature: auditLink.signature },
      entry: {
        id: auditEntry.id,
        at: auditEntry.at,
        actorId: auditEntry.actorId,
        fact: auditEntry.fact,
        subject: auditEntry.subject,
        details: auditEntry.details,
        via: auditEntry.via,
      },
    })
    .from(auditLink)
    .leftJoin(auditEntry, eq(auditEntry.id, auditLink.entryId))
    .where(gt(auditLink.seq, after))
    .orderBy(asc(auditLink.seq))
    .limit(BATCH);
}

/** Old entries without a link; at most as many as are listed. */
async function listForgotten(now: Date): Promise<string[]> {
  const rows = await db()
    .select({ id: auditEntry.id })
    .from(auditEntry)
    .leftJoin(auditLink, eq(auditLink.entryId, auditEntry.id))
    .where(and(isNull(auditLink.entryId), lt(auditEntry.at, new Date(now.getTime() - UNSEALED_MS))))
    .orderBy(asc(auditEntry.id))
    .limit(NAMED + 1);
  return rows.map(({ id }) => id);
}

/** Seals new entries, verifies the whole log, and records the result; run by a job. */
export async function checkAudit(): Promise<AuditCheck> {
  const startedAt = new Date();
  await sealAudit();
  const check = await verifyAudit();
  await transact(SYSTEM, (ctx) => recordCheck(ctx, startedAt, check), { evenReadOnly: true });
  return check;
}

async function recordCheck(ctx: Ctx, startedAt: Date, { entries, count }: AuditCheck): Promise<void> {
  ctx.asSystem("the chain over the log is the site's own duty");
  const counts = { entries, faults: count };
  await ctx.tx.insert(jobRun).values({
    id: newId(),
    task: VERIFY_TASK,
    startedAt,
    endedAt: new Date(),
    outcome: count === 0 ? "done" : "failed",
    counts,
  });
  await ctx.record("audit.checked", counts);
}

/** Finds the result of the last verification; null before the first. */
export async function findLastCheck(): Promise<{ at: Date; entries: number; faults: number } | null> {
  const [row] = await db()
    .select({ at: jobRun.startedAt, counts: jobRun.counts })
    .from(jobRun)
    .where(eq(jobRun.task, VERIFY_TASK))
    .orderBy(desc(jobRun.startedAt), desc(sql`${jobRun.id}`))
    .limit(1);
  return row ? { at: row.at, ...(row.counts as { entries: number; faults: number }) } : null;
}
