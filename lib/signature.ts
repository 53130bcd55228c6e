import { createPrivateKey, createPublicKey, hkdfSync, type KeyObject, sign, verify } from "node:crypto";
import { env } from "@/lib/env";

/** Purposes of signatures, each with its own key, so that a signature for one is never valid for the other. */
type Purpose = "dumps" | "audit";

/** Prefix of the 32 bytes of an Ed25519 key in PKCS #8 format (RFC 8410). */
const PKCS8 = Buffer.from("302e020100300506032b657004220420", "hex");

/**
 * Derives the key for a purpose from the site's secret, so that all instances have the same key without storing
 * it. Another secret gives another key.
 */
function keyOf(purpose: Purpose): KeyObject {
  const seed = Buffer.from(hkdfSync("sha256", env().AUTH_SECRET, "", `octopus ${purpose} ed25519`, 32));
  return createPrivateKey({ key: Buffer.concat([PKCS8, seed]), format: "der", type: "pkcs8" });
}

/** Returns the public key for a purpose, as PEM. */
export function publicKeyOf(purpose: Purpose): string {
  return createPublicKey(keyOf(purpose)).export({ type: "spki", format: "pem" }).toString();
}

/** Signs a text with Ed25519. Returns the signature in base64. */
export function signText(purpose: Purpose, text: string): string {
  return sign(null, Buffer.from(text, "utf8"), keyOf(purpose)).toString("base64");
}

/** Checks whether this site signed a text with its current secret. */
export function isSigned(purpose: Purpose, text: string, signature: string): boolean {
  return verify(
    null,
    Buffer.from(text, "utf8"),
    createPublicKey(keyOf(purpose)),
    Buffer.from(signature, "base64"),
  );
}
