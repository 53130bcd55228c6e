import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto";
import { env } from "@/lib/env";

const VERSION = 1;
const IV_BYTES = 12;
const TAG_BYTES = 16;

/** Derives a key for this use from the site's secret (RFC 5869). */
function key(): Buffer {
  return Buffer.from(hkdfSync("sha256", env().AUTH_SECRET, "", "octopus two-factor secret v1", 32));
}

/**
 * Encrypts an authenticator's secret for storage: AES-256-GCM, bound to its member, so that a row copied to
 * another member cannot be read. One byte of version, 12 of nonce, 16 of tag, then the text.
 */
export function sealSecret(secret: string, memberId: string): Buffer {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv("aes-256-gcm", key(), iv);
  cipher.setAAD(Buffer.from(memberId));
  const text = Buffer.concat([cipher.update(secret, "utf8"), cipher.final()]);
  return Buffer.concat([Buffer.from([VERSION]), iv, cipher.getAuthTag(), text]);
}

/** Decrypts the secret; null if it was encrypted for another member or with another site secret, or is damaged. */
export function openSecret(sealed: Buffer, memberId: string): string | null {
  if (sealed[0] !== VERSION || sealed.length <= 1 + IV_BYTES + TAG_BYTES) return null;
  const iv = sealed.subarray(1, 1 + IV_BYTES);
  const tag = sealed.subarray(1 + IV_BYTES, 1 + IV_BYTES + TAG_BYTES);
  try {
    const decipher = createDecipheriv("aes-256-gcm", key(), iv, { authTagLength: TAG_BYTES });
    decipher.setAAD(Buffer.from(memberId));
    decipher.setAuthTag(tag);
    const text = Buffer.concat([
      decipher.update(sealed.subarray(1 + IV_BYTES + TAG_BYTES)),
      decipher.final(),
    ]);
    return text.toString("utf8");
  } catch {
    // The tag does not match: the member must set it up again or request a reset.
    return null;
  }
}
