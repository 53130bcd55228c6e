import { createHash } from "node:crypto";

/** Hashes canonical JSON (SHA-256, hex). For the server only; browsers use `sameJson`. */
export function textHash(canonical: string): string {
  return createHash("sha256").update(canonical, "utf8").digest("hex");
}

const hashes = new WeakMap<object, string>();

/**
 * Caches the known hash of data: content and hash of a revision were written together and never change, so it
 * need not be computed.
 */
export function takeHash(data: object, hash: string): void {
  hashes.set(data, hash);
}

/**
 * Hashes data by their JSON, in their order of keys, for caches of this process. Computed once per object,
 * which must not change afterwards.
 */
export function dataHash(data: object): string {
  let hash = hashes.get(data);
  if (hash === undefined) {
    hash = textHash(JSON.stringify(data));
    hashes.set(data, hash);
  }
  return hash;
}
