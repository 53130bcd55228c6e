import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto";
import { env } from "@/lib/env";

/** What is encrypted, each with its own key, so that none can be read as another. The key is derived from the label. */
type Sealed = "two-factor secret" | "webhook secret" | "push subscription";

const VERSION = 1;
const IV_BYTES = 12;
const TAG_BYTES = 16;

/** Derives a key for a use from the site's secret (RFC 5869). */
function keyOf(use: Sealed): Buffer {
  return Buffer.from(hkdfSync("sha256", env().AUTH_SECRET, "", `octopus ${use} v1`, 32));
}

/**
 * Encrypts a secret for storage: AES-256-GCM, bound to the row that it belongs to, so that it cannot be read if it is
 * copied to another row. One byte of version, 12 of nonce, 16 of tag, then the text.
 */
export function seal(use: Sealed, secret: string, rowId: string): Buffer {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv("aes-256-gcm", keyOf(use), iv);
  cipher.setAAD(Buffer.from(rowId));
  const text = Buffer.concat([cipher.update(secret, "utf8"), cipher.final()]);
  return Buffer.concat([Buffer.from([VERSION]), iv, cipher.getAuthTag(), text]);
}

/** Decrypts a secret; null if it was encrypted for another row or with another secret of the site, or is damaged. */
export function unseal(use: Sealed, sealed: Buffer, rowId: string): string | null {
  if (sealed[0] !== VERSION || sealed.length <= 1 + IV_BYTES + TAG_BYTES) return null;
  const iv = sealed.subarray(1, 1 + IV_BYTES);
  const tag = sealed.subarray(1 + IV_BYTES, 1 + IV_BYTES + TAG_BYTES);
  try {
    const decipher = createDecipheriv("aes-256-gcm", keyOf(use), iv, { authTagLength: TAG_BYTES });
    decipher.setAAD(Buffer.from(rowId));
    decipher.setAuthTag(tag);
    const text = Buffer.concat([
      decipher.update(sealed.subarray(1 + IV_BYTES + TAG_BYTES)),
      decipher.final(),
    ]);
    return text.toString("utf8");
  } catch {
    // The tag does not match.
    return null;
  }
}
