import { pool } from "@/db/client";
import { checkReadiness } from "@/lib/operation";
import { SetupError } from "@/scripts/lib/failure.mjs";

/** Throws if the database does not respond, has no schema, or an earlier version's. */
export async function requireSchema(): Promise<void> {
  const { database } = await checkReadiness();
  if (database === "behind")
    throw new SetupError(
      "The database has the schema of an earlier version. Run: npm run octopus -- migrate",
    );
  // The same query again throws the reason.
  if (database === "unreachable") await pool().query("select count(*) from drizzle.__drizzle_migrations");
}
