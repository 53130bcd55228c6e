import { createHmac, timingSafeEqual } from "node:crypto";
import { env } from "@/lib/env";

/** What the link of a mail is the right to change; a token for one is not valid for another. */
type Purpose = "unsubscribe" | "level";

/** 128 bits are enough, as such a link can only change which notices and mails a member gets. */
const sign = (purpose: Purpose, text: string): Buffer =>
  createHmac("sha256", env().AUTH_SECRET).update(`${purpose} ${text}`).digest().subarray(0, 16);

/**
 * Creates the token of a mail's link: what it is about, and a signature. It never expires, so that an old mail still
 * works. Nothing is stored, and it contains no address.
 */
export const makeLinkToken = (purpose: Purpose, text: string): string =>
  `${text}.${sign(purpose, text).toString("base64url")}`;

/** Returns what a token is about; null if it was changed or cut. */
export function readLinkToken(purpose: Purpose, token: string): string | null {
  const end = token.lastIndexOf(".");
  const text = token.slice(0, Math.max(end, 0));
  const given = Buffer.from(token.slice(end + 1), "base64url");
  const right = sign(purpose, text);
  return given.length === right.length && timingSafeEqual(given, right) ? text : null;
}
