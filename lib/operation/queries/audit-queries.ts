import { and, asc, count, desc, eq, gt, gte, inArray, lt, or, type SQL, sql } from "drizzle-orm";
import { db } from "@/db/client";
import { member } from "@/db/schema/accounts";
import { auditEntry } from "@/db/schema/core";
import { page } from "@/db/schema/revisions";
import type { Actor } from "@/lib/core/actor";
import { DomainError } from "@/lib/core/errors";
import { isId } from "@/lib/core/id";
import { cutPage, PAGE_SIZE, type Page } from "@/lib/core/paging";
import { can } from "@/lib/core/policy";
import type { AuditQuery } from "../model";

/** Someone or something that an entry refers to. */
export interface Named {
  kind: "member" | "former" | "page" | "other";
  /** Handle, slug, or the id itself. */
  key: string;
  name: string;
}

export interface AuditLine {
  id: string;
  at: Date;
  fact: string;
  via: string;
  ip: string | null;
  /** Null: the system, the operator, or a visitor. */
  actor: Named | null;
  about: Named | null;
  /** Who proposed what was decided. */
  proposer: Named | null;
  details: Record<string, unknown>;
}

const DAY = 86_400_000;

/**
 * Lists a page of the audit log, newest first, keyed by id, as ids rise with time. Filters by handle, slug or
 * id. For administrators.
 */
export async function listAudit(
  actor: Actor,
  query: AuditQuery,
): Promise<Page<AuditLine> & { total: number }> {
  if (!can(actor, "audit.read")) throw new DomainError("forbidden", "audit_read");
  const backwards = query.after !== undefined;
  const filter = await auditFilter(query);
  const place = query.after
    ? gt(auditEntry.id, query.after)
    : query.before
      ? lt(auditEntry.id, query.before)
      : undefined;
  const [rows, [all]] = await Promise.all([
    db()
      .select({
        id: auditEntry.id,
        at: auditEntry.at,
        actorId: auditEntry.actorId,
        fact: auditEntry.fact,
        subject: auditEntry.subject,
        details: auditEntry.details,
        via: auditEntry.via,
        ip: auditEntry.ip,
      })
      .from(auditEntry)
      .where(and(filter, place))
      .orderBy(backwards ? asc(auditEntry.id) : desc(auditEntry.id))
      .limit(PAGE_SIZE + 1),
    db().select({ total: count() }).from(auditEntry).where(filter),
  ]);
  const cut = cutPage(rows, (row) => row.id, { cursor: query.before, backwards });
  const proposerOf = ({ details }: { details: unknown }) => {
    const { proposedBy } = details as Record<string, unknown>;
    return typeof proposedBy === "string" ? proposedBy : null;
  };
  const names = await namesOf(cut.rows.flatMap((row) => [row.actorId, row.subject, proposerOf(row)]));
  const named = (key: string | null) => (key ? nameOf(names, key) : null);
  const lines = cut.rows.map(({ actorId, subject, details, ...row }) => ({
    ...row,
    actor: named(actorId),
    about: named(subject),
    proposer: named(proposerOf({ details })),
    details: details as Record<string, unknown>,
  }));
  return { ...cut, rows: lines, total: all?.total ?? 0 };
}

/** Builds the filter of the log, for list and export. */
export async function auditFilter(query: AuditQuery): Promise<SQL | undefined> {
  const [who, about] = await Promise.all([idsOf(query.who), idsOf(query.about)]);
  const actors = who?.filter(isId);
  return and(
    query.fact ? eq(auditEntry.fact, query.fact) : undefined,
    actors ? (actors.length > 0 ? inArray(auditEntry.actorId, actors) : sql`false`) : undefined,
    about ? inArray(auditEntry.subject, about) : undefined,
    query.from ? gte(auditEntry.at, new Date(query.from)) : undefined,
    query.to ? lt(auditEntry.at, new Date(Date.parse(query.to) + DAY)) : undefined,
  );
}

/** Finds the ids that a handle, slug or id can refer to, plus the text itself. Undefined without a filter. */
async function idsOf(text: string | undefined): Promise<string[] | undefined> {
  if (text === undefined) return undefined;
  const [members, pages] = await Promise.all([
    db().select({ id: member.id }).from(member).where(eq(member.handle, text)),
    db().select({ id: page.id }).from(page).where(eq(page.slug, text)),
  ]);
  return [text, ...members.map((row) => row.id), ...pages.map((row) => row.id)];
}

async function namesOf(keys: (string | null)[]): Promise<Map<string, Named>> {
  const ids = [...new Set(keys.filter((key): key is string => key !== null && isId(key)))];
  const names = new Map<string, Named>();
  if (ids.length === 0) return names;
  const [members, pages] = await Promise.all([
    db()
      .select({ id: member.id, handle: member.handle, name: member.displayName, state: member.state })
      .from(member)
      .where(inArray(member.id, ids)),
    db().select({ id: page.id, slug: page.slug }).from(page).where(inArray(page.id, ids)),
  ]);
  for (const row of members) {
    names.set(row.id, {
      kind: row.state === "erased" ? "former" : "member",
      key: row.handle,
      name: row.name,
    });
  }
  for (const row of pages) names.set(row.id, { kind: "page", key: row.slug, name: row.slug });
  return names;
}

function nameOf(names: Map<string, Named>, key: string): Named {
  return names.get(key) ?? { kind: "other", key, name: key };
}

/** Finds when each of some facts last happened, e.g. the last backup; missing if never. */
export async function findLastFacts(facts: readonly string[]): Promise<Record<string, Date>> {
  const rows = await db()
    .select({ fact: auditEntry.fact, at: sql<string>`max(${auditEntry.at})` })
    .from(auditEntry)
    .where(or(...facts.map((fact) => eq(auditEntry.fact, fact))))
    .groupBy(auditEntry.fact);
  return Object.fromEntries(rows.map((row) => [row.fact, new Date(row.at)]));
}
