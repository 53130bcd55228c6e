import { SetupError } from "@/scripts/lib/failure.mjs";
import { unreachable } from "@/scripts/lib/settings.mjs";

const REASONS: Record<string, string> = {
  "28P01": "it refuses the user or the password",
  "28000": "it refuses this user",
  "3D000": "there is no such database",
  "53300": "it has no connection left",
  "57P03": "it is starting up",
};

/** The one line for a database that cannot be used, without its password; undefined for any other error. */
export function databaseProblem(url: string, error: unknown): SetupError | undefined {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  const code = cause instanceof Error && "code" in cause ? String(cause.code) : "";
  if (code === "53100")
    return new SetupError(
      "The database has no space left on its disk. Free some, then run the same command again.",
    );
  if (code === "42501")
    return new SetupError(
      "DATABASE_URL: its user may not create tables in this database. Make it the owner of an empty database.",
    );
  if (code === "42P01")
    return new SetupError("The database has no schema yet. Run: npm run octopus -- migrate");
  if (REASONS[code]) return unreachable(url, REASONS[code]);
  return /^E[A-Z]+$/.test(code) ? unreachable(url, code) : undefined;
}
