import { createHash, randomBytes } from "node:crypto";

/** The millisecond of the last id, and how many of its 4,096 numbers are used. */
const last = { at: 0, used: 0 };
const NUMBERS = 4096;

/**
 * Generates a UUIDv7 (RFC 9562, 5.7 and method 1 of 6.2): 48 bits of milliseconds, a number of 12 bits within the
 * millisecond, 62 random bits. Lists are ordered by ids, so the ids of one process sort as they were made, those of
 * one millisecond too. An id for a given time has a random number instead.
 */
export function newId(at?: number): string {
  const b = randomBytes(16);
  const [time, number] = at === undefined ? next() : [at, b.readUInt16BE(6) % NUMBERS];
  b.writeUIntBE(time, 0, 6);
  b.writeUInt16BE(0x7000 | number, 6);
  b[8] = ((b[8] ?? 0) & 0x3f) | 0x80;
  return written(b);
}

/**
 * A millisecond whose numbers are used up, and a clock that is set back a little, go on from the last id. A clock
 * that is set back by more than a minute is followed.
 */
function next(): [at: number, number: number] {
  const now = Date.now();
  if (now > last.at || now < last.at - 60_000) Object.assign(last, { at: now, used: 0 });
  else if (last.used === NUMBERS) Object.assign(last, { at: last.at + 1, used: 0 });
  last.used += 1;
  return [last.at, last.used - 1];
}

/**
 * Derives an id from its parts: the same parts give the same UUIDv8 (RFC 9562, 5.8). A form that is submitted
 * twice then finds what it created the first time.
 */
export function idFor(...parts: readonly string[]): string {
  const b = createHash("sha256").update(JSON.stringify(parts)).digest().subarray(0, 16);
  b[6] = ((b[6] ?? 0) & 0x0f) | 0x80;
  b[8] = ((b[8] ?? 0) & 0x3f) | 0x80;
  return written(b);
}

function written(bytes: Buffer): string {
  const hex = bytes.toString("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/** Checks that a text has the format of an id, not that the id exists. */
export function isId(value: string): boolean {
  return /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/.test(value);
}
