import { hash, verify } from "@node-rs/argon2";

/** argon2id with 19 MiB, two passes, one lane (OWASP's minimum); 2 is the library's number for argon2id. */
const OPTIONS = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;
const PREFIX = "$argon2id$v=19$m=19456,t=2,p=1$";

/** Hashes a password (already NFC) for storage. Never truncates. Takes about 30 ms of one core. */
export function hashPassword(password: string): Promise<string> {
  return hash(password, OPTIONS);
}

let dummy: Promise<string> | undefined;

/** Returns a hash that no password matches, so that an unknown address costs as much as a known one. */
function dummyHash(): Promise<string> {
  dummy ??= hashPassword(crypto.randomUUID());
  return dummy;
}

/**
 * Verifies a password against the stored hash. Without one, does the same work and returns false. `isOld`:
 * the hash has outdated settings and should be replaced.
 */
export async function verifyPassword(
  kept: string | null,
  password: string,
): Promise<{ isRight: boolean; isOld: boolean }> {
  const stand = await dummyHash();
  const fits = await verify(kept ?? stand, password).catch(() => false);
  const isRight = kept !== null && fits;
  return { isRight, isOld: isRight && !kept.startsWith(PREFIX) };
}
