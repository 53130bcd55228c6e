import { createHash } from "node:crypto";

/** SHA-256 of a content that is written as canonical JSON, in hex. For the server only; browsers compare with `sameJson`. */
export function textHash(canonical: string): string {
  return createHash("sha256").update(canonical, "utf8").digest("hex");
}

const hashes = new WeakMap<object, string>();

/**
 * Takes the hash of data that was read with them: the content of a revision and its hash were written together, and
 * the database lets neither be changed. Nobody then computes it again.
 */
export function takeHash(data: object, hash: string): void {
  hashes.set(data, hash);
}

/**
 * The hash of data as JSON writes them, in whatever order their keys are: for what is kept in this process. It is
 * computed once for each object, which must not change afterwards.
 */
export function dataHash(data: object): string {
  let hash = hashes.get(data);
  if (hash === undefined) {
    hash = textHash(JSON.stringify(data));
    hashes.set(data, hash);
  }
  return hash;
}
