import type { Readable } from "node:stream";

/** Bytes that can be read repeatedly, whole or in part, so that failed parts can be sent again. */
export interface Source {
  size: number;
  /** From `from` to `to`, inclusive; everything by default. */
  open(from?: number, to?: number): Readable | Promise<Readable>;
  /** A local file no longer needed afterwards: a store on the same disk moves it instead of copying. */
  path?: string;
}

export interface StoredObject {
  key: string;
  size: number;
  changedAt: Date;
}

/**
 * Stores bytes under generated keys. An object exists completely or not at all, and never changes. All
 * methods throw `unavailable` (`storage`) if the store does not respond or is full.
 */
export interface Store {
  /** For display: a folder, or bucket and host, without secrets. */
  readonly name: string;
  /** Stores an object. Throws if the source has fewer or more bytes than its size. */
  put(key: string, source: Source): Promise<void>;
  /** Reads an object, or its bytes `from` to `to`, inclusive. Throws `MissingObject`. */
  get(key: string, from?: number, to?: number): Promise<Readable>;
  /** Returns an object's size in bytes; null if missing. */
  size(key: string): Promise<number | null>;
  /** Deletes an object; a missing one is no error. */
  remove(key: string): Promise<void>;
  /** Lists objects by key prefix, unordered. */
  list(prefix?: string): AsyncIterable<StoredObject>;
  /** Deletes incomplete objects that killed writers left before a moment. Returns how many. */
  removeHalves(before: Date): Promise<number>;
}

export class MissingObject extends Error {
  override readonly name = "MissingObject";

  constructor(readonly key: string) {
    super(`${key} is not in the store`);
  }
}

/** Format of generated keys: groups of lower-case letters, digits, `-` and `.`, none starting with a dot. */
const KEY = /^[a-z0-9][a-z0-9.-]*(?:\/[a-z0-9][a-z0-9.-]*)*$/;

/** Throws for a key that could leave the store. That is a bug, since keys never come from outside. */
export function requireKey(key: string): string {
  if (KEY.test(key) && key.length <= 200) return key;
  throw new Error("a key that is none of ours");
}
