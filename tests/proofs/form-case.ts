import type { Browser } from "@/tests/support/browser";

/** A person at a form: its address, and what is typed into it. */
export interface AtForm {
  browser: Browser;
  /** The browser's session, if any. */
  sessionId: string | null;
  memberId: string | null;
  at: string;
  fields?: Record<string, string>;
}

export interface FormCase {
  /** Sets up an empty database so that the form can be sent. */
  make: () => Promise<AtForm>;
  /** The response to the second post when it is sent after the first. */
  again: Again;
  /** Tables and queues to which a second post adds more, since it requests the same again. */
  more?: readonly string[];
  /** The form is on no page of a site without a provider: it is sent directly. */
  isHidden?: boolean;
}

/** Where the second post leads, or the status and a phrase of its response. */
export type Again = { to: string } | { status: number; says: string };
