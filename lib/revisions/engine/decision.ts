import { and, eq } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { revision, revisionClaim } from "@/db/schema/revisions";
import type { Ctx } from "@/lib/core/ctx";
import { DomainError } from "@/lib/core/errors";
import { findCompanion } from "./companions";
import { readRevision, type StoredRevision } from "./contents";
import { lockSections, type SectionLock, type SectionRow, SOURCES } from "./sections";
import { findSourcesOf } from "./sources";

/** Result of a decision. */
export interface Decided {
  slug: string;
  section: string;
  number: number;
  state: "published" | "rejected" | "withdrawn";
  /** The revision that published it, if its section had changed. */
  mergedInto: number | null;
}

interface LockedForDecision {
  sections: Map<string, SectionRow>;
  /** In the order of deciding: sources before texts that cite them. */
  revisions: StoredRevision[];
}

/** Locks the sections and reads the revisions again, so that the second of two reviewers sees the first decision. */
export async function lockForDecision(
  tx: Tx,
  section: SectionRow,
  pending: StoredRevision,
): Promise<LockedForDecision> {
  const sources = section.key === SOURCES ? null : await findSourcesOf(tx, section);
  const locks: SectionLock[] = [{ id: section.id, to: "write" }];
  if (sources) locks.push({ id: sources.id, to: "write" });
  const rows = await lockSections(tx, locks);
  const now = await readRevision(tx, pending.id);
  if (now?.state !== "pending") throw new DomainError("conflict", "already_decided", { state: now?.state });
  const companion = sources ? await findCompanion(tx, pending) : null;
  return {
    sections: new Map([...rows.values()].map((row) => [row.id, row])),
    revisions: companion ? [companion, now] : [now],
  };
}

export async function decide(
  ctx: Ctx,
  pending: StoredRevision,
  to: { state: Decided["state"]; decisionReason?: string; mergedIntoId?: string | null },
): Promise<void> {
  await ctx.tx
    .update(revision)
    .set({ ...to, decidedBy: ctx.actor?.id ?? null, decidedAt: ctx.now })
    .where(and(eq(revision.id, pending.id), eq(revision.state, "pending")));
  await ctx.tx.delete(revisionClaim).where(eq(revisionClaim.revisionId, pending.id));
}
