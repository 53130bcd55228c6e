import type { Readable } from "node:stream";

/** Bytes that can be read more than once, whole or in part: a part that failed to arrive is sent again. */
export interface Source {
  size: number;
  /** `from` to `to`, both included; the whole by default. */
  open(from?: number, to?: number): Readable | Promise<Readable>;
  /** A file of this machine that nobody needs afterwards: a store on the same disk takes it instead of copying it. */
  path?: string;
}

export interface StoredObject {
  key: string;
  size: number;
  changedAt: Date;
}

/**
 * Where bytes are kept under keys that we make. An object is there whole or not at all, and never changes. Every
 * method throws `unavailable` (`storage`) when the store does not answer or is full.
 */
export interface Store {
  /** For people: a folder, or a bucket and its host. No secret is in it. */
  readonly name: string;
  /** Keeps an object. Throws when the source ends early or brings more than its size. */
  put(key: string, source: Source): Promise<void>;
  /** Reads an object, or its bytes `from` to `to`, both included. Throws `MissingObject`. */
  get(key: string, from?: number, to?: number): Promise<Readable>;
  /** Bytes of an object; null when it is not there. */
  size(key: string): Promise<number | null>;
  /** Removes an object; one that is not there is no error. */
  remove(key: string): Promise<void>;
  /** Every object whose key begins so, in no order. */
  list(prefix?: string): AsyncIterable<StoredObject>;
  /** Removes what writers that were killed left half written before a moment. Answers how many there were. */
  removeHalves(before: Date): Promise<number>;
}

export class MissingObject extends Error {
  override readonly name = "MissingObject";

  constructor(readonly key: string) {
    super(`${key} is not in the store`);
  }
}

/** Keys are ours: groups of small letters, digits, `-` and `.`, none of which begins with a dot. */
const KEY = /^[a-z0-9][a-z0-9.-]*(?:\/[a-z0-9][a-z0-9.-]*)*$/;

/** Throws for a key that could lead out of the store; it is a bug, since no key comes from outside. */
export function requireKey(key: string): string {
  if (KEY.test(key) && key.length <= 200) return key;
  throw new Error("a key that is none of ours");
}
