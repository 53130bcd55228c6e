/** What can go wrong in a way that its user can do something about. Everything else that is thrown is a bug. */
export const ERROR_STATUS = {
  invalid: 422,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  gone: 410,
  conflict: 409,
  too_large: 413,
  unsupported: 415,
  rate_limited: 429,
  unavailable: 503,
} as const;

export type ErrorCode = keyof typeof ERROR_STATUS;

/** Messages by field: codes, never sentences; `messages/` holds `errors.invalid.<code>`. */
export type FieldErrors = Record<string, string[]>;

/**
 * Thrown inside, since throwing is what rolls back; made into a page, a form's messages or a problem document at
 * the edge. `reason` names a message (`errors.<code>.<reason>`); `details` hold what the edge may show.
 */
export class DomainError extends Error {
  override readonly name = "DomainError";

  constructor(
    readonly code: ErrorCode,
    readonly reason: string = "generic",
    readonly details: unknown = undefined,
  ) {
    super(`${code}: ${reason}`);
  }

  get status(): number {
    return ERROR_STATUS[this.code];
  }
}

/** A refusal of single fields, e.g. `invalidFields({ email: ["taken"] })`. */
export function invalidFields(fields: FieldErrors): DomainError {
  return new DomainError("invalid", "fields", { fields });
}

/** The field messages that an `invalid` error carries, if it carries any. */
export function fieldErrorsOf(error: DomainError): FieldErrors {
  const details = error.details as { fields?: FieldErrors } | undefined;
  return details?.fields ?? {};
}

export function isDomainError(error: unknown): error is DomainError {
  // Two copies of this module may exist in one process (front door and framework), so not `instanceof` alone.
  return error instanceof DomainError || (error instanceof Error && error.name === "DomainError");
}
