import { ApiError, OfflineError } from "../api";

/** Why the server did not take something; each has its own words (`editor.cause.*`). */
export type Cause =
  | "offline"
  | "unreachable"
  | "read_only"
  | "busy"
  | "starting"
  | "rate_limited"
  | "signed_out"
  | "forbidden"
  | "claimed"
  | "gone"
  | "too_large"
  | "full"
  | "invalid"
  | "unknown_source"
  | "untitled"
  | "waiting"
  | "elsewhere"
  | "failed";

export interface Refusal {
  cause: Cause;
  /** After how many seconds the server asks to be tried again; null where it did not say. */
  retryAfter: number | null;
  /** The site's own words about read-only mode; empty where there are none. */
  banner: string;
}

/** The reason of a refusal of our own: a draft without a title has no address on the server yet. */
export const UNTITLED = "untitled";
/** The same while the title is still being typed. */
export const WAITING = "waiting";

/** Maps whatever a request threw to its cause. */
export function refusalOf(error: unknown): Refusal {
  const none = { retryAfter: null, banner: "" };
  if (error instanceof OfflineError) return { ...none, cause: error.isLineUp ? "unreachable" : "offline" };
  if (!(error instanceof ApiError)) return { ...none, cause: "failed" };
  const { banner } = error.body;
  return {
    cause: causeOf(error),
    retryAfter: error.retryAfter,
    banner: typeof banner === "string" ? banner : "",
  };
}

const BY_REASON: Readonly<Record<string, Cause>> = {
  [UNTITLED]: "untitled",
  [WAITING]: "waiting",
  draft_sequence: "elsewhere",
  claimed: "claimed",
  unknown_source: "unknown_source",
  post_binned: "gone",
  read_only: "read_only",
  busy: "busy",
  drafts_full: "full",
};

const BY_STATUS: Readonly<Record<number, Cause>> = {
  400: "invalid",
  401: "signed_out",
  403: "forbidden",
  410: "gone",
  413: "too_large",
  422: "invalid",
  429: "rate_limited",
  // A proxy without a server behind it, or a server without its database: both are on their way back.
  502: "starting",
  503: "starting",
  504: "starting",
};

function causeOf({ status, reason }: ApiError): Cause {
  return BY_REASON[reason] ?? BY_STATUS[status] ?? "failed";
}

/** Causes that pass by themselves: what was refused is sent again without being asked to. */
const PASSING: ReadonlySet<Cause> = new Set([
  "offline",
  "unreachable",
  "read_only",
  "busy",
  "starting",
  "rate_limited",
  "failed",
]);

const FIRST_MS = 5_000;
const LONGEST_MS = 60_000;

/**
 * Milliseconds until a refused draft is sent again, or null where only the member can help. Waits longer each time,
 * never less than the server asked for, and up to a quarter more, so that many editors do not come back at once.
 */
export function draftRetryMs(refusal: Refusal, attempt: number, random: number): number | null {
  if (!PASSING.has(refusal.cause)) return null;
  const backoff = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.max(0, attempt - 1));
  return Math.round(Math.max(backoff, (refusal.retryAfter ?? 0) * 1_000) * (1 + random / 4));
}

/** Causes for which a save is tried again while its member waits: a matter of seconds. */
const SHORT: ReadonlySet<Cause> = new Set(["busy", "starting"]);
const SAVE_ATTEMPTS = 6;
const LONGEST_SAVE_WAIT_MS = 30_000;

/** Milliseconds until a save is sent again, or null where it is given back to its member. */
export function saveRetryMs(refusal: Refusal, attempt: number, random: number): number | null {
  if (!SHORT.has(refusal.cause) || attempt >= SAVE_ATTEMPTS) return null;
  const backoff = Math.max(1_000 * 2 ** (attempt - 1), (refusal.retryAfter ?? 0) * 1_000);
  return Math.round(Math.min(LONGEST_SAVE_WAIT_MS, backoff) * (1 + random / 4));
}
