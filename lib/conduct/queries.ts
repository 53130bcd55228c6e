import { and, asc, desc, eq, isNull } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { db, type Queryable } from "@/db/client";
import { member } from "@/db/schema/accounts";
import { staffNote, suspension, warning } from "@/db/schema/conduct";
import type { Actor } from "@/lib/core/actor";
import { DomainError } from "@/lib/core/errors";
import { can } from "@/lib/core/policy";
import { findDecided } from "@/lib/flags";
import { SUSPENSION_CASES } from "./kind";
import type { NoteLine, SuspensionLine, WarningLine } from "./model";

const MOST = 50;

/** What staff recorded about a member, newest first. */
export interface ConductOf {
  notes: NoteLine[];
  warnings: WarningLine[];
  suspensions: SuspensionLine[];
}

const by = alias(member, "by");

const SUSPENSION = {
  id: suspension.id,
  reason: suspension.reason,
  startedAt: suspension.startedAt,
  until: suspension.until,
  endedAt: suspension.endedAt,
  ended: suspension.ended,
};
const WARNING = {
  id: warning.id,
  reason: warning.reason,
  createdAt: warning.createdAt,
  readAt: warning.readAt,
};

/** Lists notes, warnings and suspensions of a member for staff. Throws `forbidden` as the rules about suspensions do. */
export async function findConduct(
  reader: Actor,
  of: { memberId: string; isOfficer: boolean },
  on: Queryable = db(),
): Promise<ConductOf> {
  if (!can(reader, "staff-note.manage", of)) throw new DomainError("forbidden", "staff_note_manage");
  const [notes, warnings, suspensions] = await Promise.all([
    on
      .select({ id: staffNote.id, text: staffNote.text, by: by.displayName, createdAt: staffNote.createdAt })
      .from(staffNote)
      .leftJoin(by, eq(by.id, staffNote.byId))
      .where(eq(staffNote.memberId, of.memberId))
      .orderBy(desc(staffNote.createdAt), desc(staffNote.id))
      .limit(MOST),
    on
      .select({ ...WARNING, by: by.displayName })
      .from(warning)
      .leftJoin(by, eq(by.id, warning.byId))
      .where(eq(warning.memberId, of.memberId))
      .orderBy(desc(warning.createdAt), desc(warning.id))
      .limit(MOST),
    on
      .select({ ...SUSPENSION, by: by.displayName })
      .from(suspension)
      .leftJoin(by, eq(by.id, suspension.byId))
      .where(eq(suspension.memberId, of.memberId))
      .orderBy(desc(suspension.startedAt), desc(suspension.id))
      .limit(MOST),
  ]);
  return { notes, warnings, suspensions };
}

/** The reader's own warnings, unread ones first, and suspensions with what became of the appeal. Staff are not named. */
export async function findOwnConduct(reader: Actor, now: Date, on: Queryable = db()) {
  const warnings = await on
    .select(WARNING)
    .from(warning)
    .where(eq(warning.memberId, reader.id))
    .orderBy(desc(warning.readAt), asc(warning.createdAt), asc(warning.id))
    .limit(MOST);
  const rows = await on
    .select(SUSPENSION)
    .from(suspension)
    .where(eq(suspension.memberId, reader.id))
    .orderBy(desc(suspension.startedAt), desc(suspension.id))
    .limit(MOST);
  const decided = await findDecided(on, { kind: SUSPENSION_CASES, ids: rows.map(({ id }) => id) }, now);
  const suspensions = rows.map((row) => ({ ...row, appeal: decided.get(row.id)?.appeal ?? null }));
  return { warnings, suspensions };
}

/** Finds why an appeal of a member who is suspended was not successful, for the mail about it. */
export async function findKeptReason(memberId: string, on: Queryable = db()): Promise<string | null> {
  const [row] = await on
    .select({ id: suspension.id })
    .from(suspension)
    .where(and(eq(suspension.memberId, memberId), isNull(suspension.endedAt)));
  if (!row) return null;
  const decided = await findDecided(on, { kind: SUSPENSION_CASES, ids: [row.id] }, new Date());
  const appeal = decided.get(row.id)?.appeal;
  return appeal?.outcome === "kept" ? appeal.reason : null;
}

/** Finds the newest warning that a member did not confirm, for the mail about it. */
export async function findUnreadWarning(memberId: string, on: Queryable = db()): Promise<string | null> {
  const [row] = await on
    .select({ reason: warning.reason })
    .from(warning)
    .where(and(eq(warning.memberId, memberId), isNull(warning.readAt)))
    .orderBy(desc(warning.createdAt), desc(warning.id))
    .limit(1);
  return row?.reason ?? null;
}

/** Counts the suspensions of a member, for administrators. */
export async function countSuspensions(
  reader: Actor,
  memberId: string,
  on: Queryable = db(),
): Promise<number> {
  if (!can(reader, "member.administer")) throw new DomainError("forbidden", "member_administer");
  return on.$count(suspension, eq(suspension.memberId, memberId));
}
