import { fieldErrorsOf, isDomainError } from "@/lib/core/errors";
import { CommandError } from "./command";

/** What a code means, after the name of the option that it is about. */
const FIELDS: Record<string, string> = {
  email: "not a mail address",
  email_taken: "a member has this address already",
  password_short: "at least 15 characters",
  password_long: "at most 128 characters",
  password_common: "it is one of the most common passwords",
  password_own: "it is made of words of this site, or of the member's own name and address",
  password_pattern: "it is a pattern that is easy to guess",
  required: "missing",
  choose: "not one of the list",
};

const REASONS: Record<string, string> = {
  "not_found.member": "No member has this address.",
  "conflict.last_administrator": "This is the last administrator. Give the role to another member first.",
  "conflict.member_inactive":
    "This member is not active: suspended, not yet verified, or waiting for admission.",
};

/** The one line for a refusal of the domain; any other error as it is. */
export function domainProblem(error: unknown): unknown {
  if (!isDomainError(error)) return error;
  const [field, codes] = Object.entries(fieldErrorsOf(error))[0] ?? [];
  if (field) return new CommandError(`--${field}: ${FIELDS[codes?.[0] ?? ""] ?? codes?.[0]}`);
  return new CommandError(REASONS[`${error.code}.${error.reason}`] ?? error.message);
}
