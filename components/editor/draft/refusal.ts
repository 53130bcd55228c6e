import { ApiError, OfflineError } from "../api";

/** Why the server refused something; each cause has its own words (`editor.cause.*`). */
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
  /** The seconds after which the server asks for another attempt; null if it gave none. */
  retryAfter: number | null;
  /** The site's own notice about read-only mode; empty if there is none. */
  banner: string;
}

/** The reason of the editor's own refusal: a draft without a title has no address on the server yet. */
export const UNTITLED = "untitled";
/** The same reason while the title is still being typed. */
export const WAITING = "waiting";

/** Returns the cause of any error that a request threw. */
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
  // A proxy without a server behind it, or a server without its database: both are restarting.
  502: "starting",
  503: "starting",
  504: "starting",
};

function causeOf({ status, reason }: ApiError): Cause {
  return BY_REASON[reason] ?? BY_STATUS[status] ?? "failed";
}

/** Temporary causes: the request is sent again automatically. */
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
 * Returns the milliseconds until a refused draft is sent again, or null if the member must act. The wait
 * grows each time, is never shorter than the server's request, and has up to a quarter added at random so
 * that many editors do not return at once.
 */
export function draftRetryMs(refusal: Refusal, attempt: number, random: number): number | null {
  if (!PASSING.has(refusal.cause)) return null;
  const backoff = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.max(0, attempt - 1));
  return Math.round(Math.max(backoff, (refusal.retryAfter ?? 0) * 1_000) * (1 + random / 4));
}

/** Causes that last seconds: a save is tried again while its member waits. */
const SHORT: ReadonlySet<Cause> = new Set(["busy", "starting"]);
const SAVE_ATTEMPTS = 6;
const LONGEST_SAVE_WAIT_MS = 30_000;

/** Returns the milliseconds until a save is sent again, or null if the member gets it back. */
export function saveRetryMs(refusal: Refusal, attempt: number, random: number): number | null {
  if (!SHORT.has(refusal.cause) || attempt >= SAVE_ATTEMPTS) return null;
  const backoff = Math.max(1_000 * 2 ** (attempt - 1), (refusal.retryAfter ?? 0) * 1_000);
  return Math.round(Math.min(LONGEST_SAVE_WAIT_MS, backoff) * (1 + random / 4));
}
