import { and, asc, eq, gt } from "drizzle-orm";
import { db } from "@/db/client";
import { auditEntry, auditLink } from "@/db/schema/core";
import type { Ctx } from "@/lib/core/ctx";
import { requireConfirmed } from "@/lib/core/step-up";
import type { AuditQuery } from "../model";
import { auditFilter } from "../queries/audit-queries";

export const AUDIT_FORMATS = ["csv", "jsonl"] as const;
export type AuditFormat = (typeof AUDIT_FORMATS)[number];

/** Rows per query. */
const BATCH = 1_000;
const COLUMNS = ["id", "at", "actor", "fact", "subject", "details", "via", "address", "seq", "hash"] as const;

/** Records who exports the log, with which filters, before any byte is sent. */
export async function recordAuditExport(
  ctx: Ctx,
  { format, query }: { format: AuditFormat; query: AuditQuery },
): Promise<void> {
  ctx.authorize("audit.read");
  requireConfirmed(ctx);
  const { before: _before, after: _after, ...filters } = query;
  await ctx.record("audit.exported", { format, filters: JSON.stringify(filters) });
}

/** Streams the log as a file, oldest first, with the list's filters; each entry with its link. Reads in batches. */
export async function* writeAudit(format: AuditFormat, query: AuditQuery): AsyncGenerator<string> {
  if (format === "csv") yield `\uFEFF${COLUMNS.join(",")}\r\n`;
  const filter = await auditFilter(query);
  let after: string | null = null;
  for (;;) {
    const rows: Row[] = await db()
      .select({
        id: auditEntry.id,
        at: auditEntry.at,
        actor: auditEntry.actorId,
        fact: auditEntry.fact,
        subject: auditEntry.subject,
        details: auditEntry.details,
        via: auditEntry.via,
        address: auditEntry.ip,
        seq: auditLink.seq,
        hash: auditLink.hash,
      })
      .from(auditEntry)
      .leftJoin(auditLink, eq(auditLink.entryId, auditEntry.id))
      .where(and(filter, after === null ? undefined : gt(auditEntry.id, after)))
      .orderBy(asc(auditEntry.id))
      .limit(BATCH);
    yield rows.map(format === "csv" ? csvLine : (row) => `${JSON.stringify(row)}\n`).join("");
    const last = rows.at(-1);
    if (!last || rows.length < BATCH) return;
    after = last.id;
  }
}

interface Row {
  id: string;
  at: Date;
  actor: string | null;
  fact: string;
  subject: string;
  details: unknown;
  via: string;
  address: string | null;
  seq: number | null;
  hash: string | null;
}

function csvLine(row: Row): string {
  const cells = COLUMNS.map((name) => {
    const value = row[name];
    if (value === null) return "";
    if (value instanceof Date) return value.toISOString();
    return typeof value === "object" ? JSON.stringify(value) : String(value);
  });
  return `${cells.map(csvCell).join(",")}\r\n`;
}

/** Quotes a CSV cell (RFC 4180) and prevents spreadsheets from treating it as a formula. */
function csvCell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
