import { type DomainError, fieldErrorsOf, isDomainError } from "@/lib/core/errors";
import { message, translator } from "@/lib/i18n/translator";
import { CommandError } from "./command";

/**
 * Runs a command's work; refusals become one line for the operator, in English like the whole command line.
 * `run.ts` wraps every command in it, so that none ends with an internal code.
 */
export async function withRefusals<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!isDomainError(error)) throw error;
    throw new CommandError(lineOf(error as DomainError));
  }
}

function lineOf(error: DomainError): string {
  if (error.reason === "read_only")
    return "The site is in read-only mode: nothing was written. An administrator can switch it off at /admin; then run the same command again.";
  const fields = Object.entries(fieldErrorsOf(error)).map(
    ([name, codes]) => `${name}: ${codes.map((code) => textOf("invalid", code)).join(", ")}`,
  );
  return fields.length > 0 ? fields.join("; ") : textOf(error.code, error.reason);
}

function textOf(code: string, reason: string): string {
  const t = translator("en");
  const key = `errors.${code}.${reason}`;
  const text = message(t, key);
  return text === key ? message(t, `errors.${code}.generic`) : text;
}
