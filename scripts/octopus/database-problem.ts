import { SetupError } from "@/scripts/lib/failure.mjs";
import { unreachable } from "@/scripts/lib/settings.mjs";

const REASONS: Record<string, string> = {
  "28P01": "it refuses the user or the password",
  "28000": "it refuses this user",
  "3D000": "there is no such database",
  "53300": "it has no connection left",
  "57P03": "it is starting up",
};

/** Node's error codes for failed connections. Its other codes, such as ENOENT, concern files. */
const NETWORK = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "ENOTFOUND",
  "EAI_AGAIN",
  "ETIMEDOUT",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "EPIPE",
]);

/** Errors for which the driver has only words, no code. */
function reasonIn(message: string): string | undefined {
  if (/does not support SSL/.test(message))
    return "it does not offer the encryption that the address requires";
  if (/self-signed|certificate/.test(message)) return "its certificate is not trusted here";
  if (/timeout exceeded when trying to connect|connection timeout$/.test(message))
    return "no response in time: another program may be listening there";
  return /Connection terminated/.test(message) ? "it ended the connection" : undefined;
}

/** Creates the error for an unusable database, without its password; undefined for other errors. */
export function databaseProblem(url: string, error: unknown): SetupError | undefined {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  const code = cause instanceof Error && "code" in cause ? String(cause.code) : "";
  if (code === "53100")
    return new SetupError(
      "The database has no space left on its disk. Free some, then run the same command again.",
    );
  if (code === "42501")
    return new SetupError(
      "DATABASE_URL: its user cannot create tables in this database. Make it the owner of an empty database.",
    );
  if (code === "42P01")
    return new SetupError("The database has no schema yet. Run: npm run octopus -- migrate");
  const reason = REASONS[code] ?? reasonIn(cause instanceof Error ? cause.message : "");
  if (reason) return unreachable(url, reason);
  const isOfNetwork = NETWORK.has(code) || (cause as NodeJS.ErrnoException)?.syscall === "connect";
  return isOfNetwork ? unreachable(url, code) : undefined;
}
