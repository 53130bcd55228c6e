import { createHmac, randomBytes } from "node:crypto";

/*
 * Signatures as "Standard Webhooks" (standardwebhooks.com) describes them, so that receivers can check them with a
 * library: HMAC-SHA256 over id, time and body.
 */

const PREFIX = "whsec_";

/** Makes a new key: 256 random bits. */
export const makeSecret = (): string => PREFIX + randomBytes(32).toString("base64");

/** Signs what is sent with each of the keys: two while a key is being changed. */
export function signaturesOf(
  { id, at, body }: { id: string; at: number; body: string },
  secrets: readonly string[],
): string {
  return secrets
    .map((secret) => {
      const key = Buffer.from(secret.slice(PREFIX.length), "base64");
      return `v1,${createHmac("sha256", key).update(`${id}.${at}.${body}`, "utf8").digest("base64")}`;
    })
    .join(" ");
}
