import type { ErrorCode, FieldErrors } from "./errors";

/** What a form sent, given back to its page when something was wrong; empty when the page is only read. */
export interface FormState {
  /** Which form of the page was sent. */
  name: string | null;
  values: Readonly<Record<string, string | string[]>>;
  errors: FieldErrors;
  /** What is wrong with the form as a whole. */
  error: { code: ErrorCode; reason: string; details?: unknown } | null;
  /** What went through and is told here alone, once (`FormSpec.shows`). */
  shown?: Readonly<Record<string, string | string[]>>;
  /**
   * The form waited on the server and was not sent: filled in again as it was typed, or, where it asked for the
   * password, only named by what it does (a message's key).
   */
  held?: { is: "typed" } | { is: "unsent"; act: string };
}

export const NO_FORM: FormState = { name: null, values: {}, errors: {}, error: null };

/** Whether a form came back to its page because something was wrong with it. */
export function hasProblems(form: FormState): boolean {
  return form.error !== null || Object.values(form.errors).some((codes) => codes.length > 0);
}
