import { z } from "zod";
import { safeUrl } from "@/lib/text/href";

/** Most browsers of a member. */
export const MAX_BROWSERS = 10;

/** Failures in a row after which a browser is removed. */
export const MOST_FAILURES = 20;

const MINUTE = 60_000;

/** Pauses after an attempt that a service refused for the moment, in milliseconds. After the last one it has failed. */
export const PAUSES = [MINUTE, 5 * MINUTE, 30 * MINUTE];

/** For how long a message is tried, in milliseconds: what is older is no news, and the notification is on the site. */
export const LIFETIME = 6 * 60 * MINUTE;

/** Whether a service can take the message later, by its answer: too many messages, or a fault of its own. */
export const isForNow = (status: number): boolean => status === 429 || (status >= 500 && status <= 599);

/**
 * When a message is tried again; null if it is not. `failed`: attempts so far; `first`: when the first was; `asked`: seconds for
 * which the service wants to be left alone. A longer time than the message lives ends it.
 */
export function nextTry(
  { failed, first, asked }: { failed: number; first: Date; asked: number | null },
  now: Date,
): Date | null {
  const pause = PAUSES[failed - 1];
  if (pause === undefined) return null;
  const at = now.getTime() + Math.max(pause, (asked ?? 0) * 1_000);
  return at - first.getTime() > LIFETIME ? null : new Date(at);
}

/** Bytes in base64url. */
const bytes = (count: number) =>
  z.string().regex(new RegExp(`^[A-Za-z0-9_-]{${Math.ceil((count * 4) / 3)}}$`), "format");

/** The address to which its service takes messages for a browser. Where it leads is checked at each request. */
const Endpoint = z.string().transform((given, ctx) => {
  const url = safeUrl(given);
  if (url !== null && url.length <= 1_000 && /^https:\/\/|^http:\/\/127\.0\.0\.1:/.test(url)) return url;
  ctx.addIssue({ code: "custom", message: "format" });
  return z.NEVER;
});

/** What the browser made for this site. */
export const AllowPush = z.object({ endpoint: Endpoint, p256dh: bytes(65), auth: bytes(16) });
export type AllowPush = z.infer<typeof AllowPush>;

export const RemovePush = z.object({ pushId: z.uuid() });
export type RemovePush = z.infer<typeof RemovePush>;
