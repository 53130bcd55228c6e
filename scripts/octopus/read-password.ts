import { NewPassword, PASSWORD_LENGTH } from "@/lib/accounts/model";
import { CommandError } from "./command";
import { readSecret } from "./read-secret";

/**
 * Reads a password from the first line of standard input, normalized. On a terminal it is asked for without
 * echo. Throws `CommandError` if missing, too short or too long.
 */
export async function readPassword(): Promise<string> {
  const text = await readSecret("Password");
  const parsed = NewPassword.safeParse(text);
  if (parsed.success) return parsed.data;
  if (text === "") throw new CommandError("There is no password on standard input.");
  throw new CommandError(
    `--password-stdin: from ${PASSWORD_LENGTH.min} to ${PASSWORD_LENGTH.max} characters are allowed`,
  );
}
