/** Errors that the user can act on. Anything else that is thrown is a bug. */
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

/** Codes of errors by field, never sentences; the message is `errors.invalid.<code>`. */
export type FieldErrors = Record<string, string[]>;

/**
 * An error that the user can act on. It is thrown because throwing rolls the transaction back; the web layer
 * turns it into a page, messages of a form or a problem document. `reason` selects the message
 * (`errors.<code>.<reason>`); `details` may be shown to the user.
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

/** Creates an `invalid` error for single fields, e.g. `invalidFields({ email: ["taken"] })`. */
export function invalidFields(fields: FieldErrors): DomainError {
  return new DomainError("invalid", "fields", { fields });
}

/** Reads the errors by field from an `invalid` error; empty if it has none. */
export function fieldErrorsOf(error: DomainError): FieldErrors {
  const details = error.details as { fields?: FieldErrors } | undefined;
  return details?.fields ?? {};
}

export function isDomainError(error: unknown): error is DomainError {
  // The process may have loaded two copies of this module (front door and framework), so `instanceof` is not
  // enough.
  return error instanceof DomainError || (error instanceof Error && error.name === "DomainError");
}

/** Waits for an attempt that spends of a limit. Returns false if nothing is left of it (`rate_limited`); throws other errors. */
export async function isWithinLimit(spent: Promise<void>): Promise<boolean> {
  try {
    await spent;
    return true;
  } catch (error) {
    if (isDomainError(error) && error.code === "rate_limited") return false;
    throw error;
  }
}
