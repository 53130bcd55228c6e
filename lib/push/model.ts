import { z } from "zod";
import { safeUrl } from "@/lib/text/href";

/** Most browsers of a member. */
export const MAX_BROWSERS = 10;

/** Failures in a row after which a browser is removed. */
export const MOST_FAILURES = 20;

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
