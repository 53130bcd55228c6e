import { pool } from "@/db/client";
import { checkReadiness } from "@/lib/operation";
import { SetupError } from "@/scripts/lib/failure.mjs";

/** Throws for a database that does not answer, has no schema yet, or that of an earlier version. */
export async function requireSchema(): Promise<void> {
  const { database } = await checkReadiness();
  if (database === "behind")
    throw new SetupError(
      "The database has the schema of an earlier version. Run: npm run octopus -- migrate",
    );
  // Whatever kept the readiness from being known is thrown by the same question, with its reason.
  if (database === "unreachable") await pool().query("select count(*) from drizzle.__drizzle_migrations");
}
