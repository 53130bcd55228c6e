import { pool } from "@/db/client";
import journal from "@/db/migrations/meta/_journal.json";

export interface Readiness {
  status: "ok" | "unavailable";
  database: "ok" | "unreachable" | "behind";
}

/** Checks that the database responds and has all migrations of this build. Never throws. */
export async function checkReadiness(): Promise<Readiness> {
  try {
    const result = await pool().query<{ n: number }>(
      "select count(*)::int as n from drizzle.__drizzle_migrations",
    );
    const isCurrent = (result.rows[0]?.n ?? 0) >= journal.entries.length;
    return isCurrent ? { status: "ok", database: "ok" } : { status: "unavailable", database: "behind" };
  } catch {
    return { status: "unavailable", database: "unreachable" };
  }
}
