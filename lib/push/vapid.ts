import { createECDH, createPrivateKey, hkdfSync, sign } from "node:crypto";
import { env } from "@/lib/env";

/** Seconds for which a proof is valid; a service may refuse more than a day. */
const VALID = 12 * 3_600;

/**
 * Derives the key of this site from its secret, as for signatures (`lib/signature.ts`): all instances have the same
 * without storing it. With another secret browsers have to be added again.
 */
function keyPair() {
  const pair = createECDH("prime256v1");
  const seed = hkdfSync("sha256", env().AUTH_SECRET, "", "octopus push p256", 32);
  pair.setPrivateKey(Buffer.from(seed));
  return pair;
}

/** Returns the public key, with which browsers subscribe; base64url. */
export const pushKey = (): string => keyPair().getPublicKey("base64url");

const encoded = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");

/** Who answers for what is sent: the site's address, or a mail address while it has none that is secure. */
function subject(): string {
  const { APP_URL, MAIL_FROM } = env();
  return APP_URL.startsWith("https:") ? APP_URL : `mailto:${/[^\s<>]+@[^\s<>]+/.exec(MAIL_FROM)?.[0] ?? ""}`;
}

/** Proves to a push service that this site sends (VAPID, RFC 8292). Returns the header `Authorization`. */
export function proofFor(endpoint: URL, now: Date): string {
  const pair = keyPair();
  const point = pair.getPublicKey();
  const key = createPrivateKey({
    format: "jwk",
    key: {
      kty: "EC",
      crv: "P-256",
      x: point.subarray(1, 33).toString("base64url"),
      y: point.subarray(33).toString("base64url"),
      d: pair.getPrivateKey("base64url"),
    },
  });
  const exp = Math.floor(now.getTime() / 1000) + VALID;
  const claims = `${encoded({ typ: "JWT", alg: "ES256" })}.${encoded({ aud: endpoint.origin, exp, sub: subject() })}`;
  const signature = sign("sha256", Buffer.from(claims), { key, dsaEncoding: "ieee-p1363" });
  return `vapid t=${claims}.${signature.toString("base64url")}, k=${point.toString("base64url")}`;
}
