/* Seals a draft with a passphrase, by the Web Crypto API alone: it is part of browsers and of Node. */

/** Rounds of PBKDF2 with SHA-256: what OWASP asks for at least. */
const ROUNDS = 600_000;

/** A sealed text. The salt belongs to the passphrase, the vector to this one save. */
export interface Sealed {
  salt: Uint8Array<ArrayBuffer>;
  vector: Uint8Array<ArrayBuffer>;
  rounds: number;
  bytes: ArrayBuffer;
}

/** A key in memory, which cannot be read out, with the salt that it was made with. */
export interface SealKey {
  key: CryptoKey;
  salt: Uint8Array<ArrayBuffer>;
}

/** Makes the key of a passphrase; with the salt of something sealed, the key that opens it. */
export async function makeKey(
  passphrase: string,
  salt: Uint8Array<ArrayBuffer> = crypto.getRandomValues(new Uint8Array(16)),
  rounds: number = ROUNDS,
): Promise<SealKey> {
  const words = new TextEncoder().encode(passphrase.normalize("NFC"));
  const base = await crypto.subtle.importKey("raw", words, "PBKDF2", false, ["deriveKey"]);
  const key = await crypto.subtle.deriveKey(
    { name: "PBKDF2", hash: "SHA-256", salt, iterations: rounds },
    base,
    { name: "AES-GCM", length: 256 },
    false,
    ["encrypt", "decrypt"],
  );
  return { key, salt };
}

/** Seals a text, with a new vector each time: the same one twice would give the text away. */
export async function seal({ key, salt }: SealKey, text: string): Promise<Sealed> {
  const vector = crypto.getRandomValues(new Uint8Array(12));
  const bytes = await crypto.subtle.encrypt(
    { name: "AES-GCM", iv: vector },
    key,
    new TextEncoder().encode(text),
  );
  return { salt, vector, rounds: ROUNDS, bytes };
}

/** Opens a sealed text; null if the passphrase is another one or the bytes were changed. */
export async function unseal({ key }: SealKey, { vector, bytes }: Sealed): Promise<string | null> {
  try {
    return new TextDecoder().decode(await crypto.subtle.decrypt({ name: "AES-GCM", iv: vector }, key, bytes));
  } catch {
    return null;
  }
}
