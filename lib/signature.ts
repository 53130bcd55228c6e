import { createPrivateKey, createPublicKey, hkdfSync, type KeyObject, sign, verify } from "node:crypto";
import { env } from "@/lib/env";

/** What is signed, each with a key of its own: what one key has signed is never taken for the other. */
type Purpose = "dumps" | "audit";

/** What comes before the 32 bytes of an Ed25519 key in its PKCS #8 form (RFC 8410). */
const PKCS8 = Buffer.from("302e020100300506032b657004220420", "hex");

/**
 * The key for a purpose: derived from the site's secret, so that all instances have the same without any of them keeping
 * it, and the database does not hold it. Another secret makes another key.
 */
function keyOf(purpose: Purpose): KeyObject {
  const seed = Buffer.from(hkdfSync("sha256", env().AUTH_SECRET, "", `octopus ${purpose} ed25519`, 32));
  return createPrivateKey({ key: Buffer.concat([PKCS8, seed]), format: "der", type: "pkcs8" });
}

/** The public key for a purpose, as PEM. */
export function publicKeyOf(purpose: Purpose): string {
  return createPublicKey(keyOf(purpose)).export({ type: "spki", format: "pem" }).toString();
}

/** Signs a text with Ed25519; in base64. */
export function signText(purpose: Purpose, text: string): string {
  return sign(null, Buffer.from(text, "utf8"), keyOf(purpose)).toString("base64");
}

/** Whether this site, with its present secret, has signed a text. */
export function isSigned(purpose: Purpose, text: string, signature: string): boolean {
  return verify(
    null,
    Buffer.from(text, "utf8"),
    createPublicKey(keyOf(purpose)),
    Buffer.from(signature, "base64"),
  );
}
