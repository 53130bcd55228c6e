import { hash, verify } from "@node-rs/argon2";

/** argon2id with 19 MiB, two passes, one lane (OWASP's floor); 2 is the library's number for argon2id. */
const OPTIONS = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;
const PREFIX = "$argon2id$v=19$m=19456,t=2,p=1$";

/** Hashes a password (NFC already) for keeping. Never truncates. About 30 ms of one core. */
export function hashPassword(password: string): Promise<string> {
  return hash(password, OPTIONS);
}

let dummy: Promise<string> | undefined;

/** A hash that no password fits, so that an unknown address costs what a known one does. */
function dummyHash(): Promise<string> {
  dummy ??= hashPassword(crypto.randomUUID());
  return dummy;
}

/**
 * Whether a password fits what is kept of it. With nothing kept the same work is done and the answer is no.
 * `isOld`: the kept hash was made with other settings and should be made anew.
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
