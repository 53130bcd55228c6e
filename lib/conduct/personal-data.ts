import { asc, eq, sql } from "drizzle-orm";
import { staffNote, suspension, warning } from "@/db/schema/conduct";
import type { PersonalData } from "@/lib/core/personal-data";
import { sweep } from "@/lib/core/sweep";
import { deleteCases } from "@/lib/flags";
import { SUSPENSION_CASES } from "./kind";
import { CONDUCT_DAYS } from "./model";

/** What staff recorded about a member: the export has all of it, without the names of who wrote it (decision 57). */
export const CONDUCT_DATA: PersonalData = {
  async collect(on, memberId) {
    return {
      suspensions: await on
        .select({
          reason: suspension.reason,
          at: suspension.startedAt,
          until: suspension.until,
          endedAt: suspension.endedAt,
          ended: suspension.ended,
        })
        .from(suspension)
        .where(eq(suspension.memberId, memberId))
        .orderBy(asc(suspension.startedAt), asc(suspension.id)),
      warnings: await on
        .select({ reason: warning.reason, at: warning.createdAt, readAt: warning.readAt })
        .from(warning)
        .where(eq(warning.memberId, memberId))
        .orderBy(asc(warning.createdAt), asc(warning.id)),
      notesOfStaff: await on
        .select({ text: staffNote.text, at: staffNote.createdAt })
        .from(staffNote)
        .where(eq(staffNote.memberId, memberId))
        .orderBy(asc(staffNote.createdAt), asc(staffNote.id)),
    };
  },
  /** The case of a suspension has its reason, which is about nobody else. */
  erase: (ctx, memberId) => deleteCases(ctx, { kind: SUSPENSION_CASES, memberId }),
  async expire({ tx, now }) {
    const before = new Date(now.getTime() - CONDUCT_DAYS * 86_400_000).toISOString();
    return {
      staffNotes: await sweep(
        tx,
        sql`delete from staff_note where id in
          (select n.id from staff_note n where n.created_at < ${before}::timestamptz limit 1000)`,
      ),
      warnings: await sweep(
        tx,
        sql`delete from warning where id in (select w.id from warning w
          where w.created_at < ${before}::timestamptz and w.read_at < ${before}::timestamptz limit 1000)`,
      ),
      suspensions: await sweep(
        tx,
        sql`delete from suspension where id in
          (select s.id from suspension s where s.ended_at < ${before}::timestamptz limit 1000)`,
      ),
    };
  },
  tables: [staffNote, suspension, warning],
};
