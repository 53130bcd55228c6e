import { and, eq, type SQL, sql } from "drizzle-orm";
import type { PgColumn, PgInsertValue, PgTable, PgUpdateSetSource } from "drizzle-orm/pg-core";
import type { Tx } from "@/db/client";
import type { Ctx } from "@/lib/core/ctx";
import { newId } from "@/lib/core/id";
import { sweep } from "@/lib/core/sweep";

/** A table of items that wait for one decision: reports, suggestions, questions. */
type Reports = PgTable & Record<"id" | "state" | "createdAt" | "decidedAt" | "decidedBy", PgColumn>;
type New<Table extends Reports> = Omit<Table["$inferInsert"], "id" | "state" | "createdAt">;

/**
 * Creates the commands of a table of reports: each is added once and decided once. Callers check rights; the
 * queue defines where they are listed, and for whom.
 */
export function reportsOf<Table extends Reports>(table: Table) {
  return {
    /** Adds a report. Returns its id; null if the table already has it. */
    async add(ctx: Ctx, given: New<Table>): Promise<string | null> {
      const id = newId(ctx.now.getTime());
      const row = { ...given, id, state: "open", createdAt: ctx.now } as unknown as PgInsertValue<Table>;
      const { rowCount } = await ctx.tx.insert(table).values(row).onConflictDoNothing();
      return rowCount ? id : null;
    },

    /** Decides on open reports in `which`. Returns their ids; none if someone else decided first. */
    async decide(ctx: Ctx, which: SQL, set: PgUpdateSetSource<Table> & { state: string }): Promise<string[]> {
      const decided = { decidedAt: ctx.now, decidedBy: ctx.actor?.id ?? null, ...set };
      const rows = await ctx.tx
        .update(table as PgTable)
        .set(decided)
        .where(and(which, eq(table.state, "open")))
        .returning({ id: table.id });
      return rows.map(({ id }) => id as string);
    },

    /** Deletes reports decided so many days ago; for the retention job. Returns how many. */
    removeOld(tx: Tx, now: Date, days: number): Promise<number> {
      const before = new Date(now.getTime() - days * 86_400_000).toISOString();
      return sweep(
        tx,
        sql`delete from ${table} where ${table.id} in (select r.id from ${table} r
          where r.decided_at < ${before}::timestamptz limit 1000)`,
      );
    },
  };
}
