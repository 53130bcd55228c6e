import type { ErrorCode, FieldErrors } from "./errors";

/**
 * State of a submitted form, passed to its page after an error, after a success that is shown once (`shown`), or
 * when it was stored but not executed (`held`). Empty on a plain visit.
 */
export interface FormState {
  /** Which form of the page was submitted. */
  name: string | null;
  values: Readonly<Record<string, string | string[]>>;
  errors: FieldErrors;
  /** Error about the form as a whole. */
  error: { code: ErrorCode; reason: string; details?: unknown } | null;
  /** Result of a success that is shown once and only here (`FormSpec.shows`). */
  shown?: Readonly<Record<string, string | string[]>>;
  /**
   * The form was stored on the server and not executed. `typed`: it is filled in again. `unsent`: it asked
   * for a password, so only its action is named (`act`: a message key).
   */
  held?: { is: "typed" } | { is: "unsent"; act: string };
  /**
   * The text seems to contain such data, so nothing was sent yet; or it was redacted for its sender to look at.
   * `filter`: a filter warns or refuses, and this is what the writer is told.
   */
  guard?: {
    kinds: readonly string[];
    isRedacted: boolean;
    filter?: { explanation: string; isRefused: boolean };
  };
}

export const NO_FORM: FormState = { name: null, values: {}, errors: {}, error: null };

/** Returns the token of a mailed link: from the page's address or, once its form was sent, from there; empty: none. */
export function linkToken(ofAddress: string | undefined, { values }: FormState): string {
  return ofAddress ?? (typeof values.token === "string" ? values.token : "");
}

/** Takes a conflict out of a form, to be shown at the head: the form that was sent may no longer be on the page. */
export function withoutConflict(sent: FormState): { form: FormState; clash: FormState["error"] } {
  return sent.error?.code === "conflict"
    ? { form: { ...sent, error: null }, clash: sent.error }
    : { form: sent, clash: null };
}

/** Checks whether a form was returned because of an error. */
export function hasProblems(form: FormState): boolean {
  return form.error !== null || Object.values(form.errors).some((codes) => codes.length > 0);
}
