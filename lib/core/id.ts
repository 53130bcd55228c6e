import { createHash, randomBytes } from "node:crypto";

/** Generates a UUIDv7 (RFC 9562, 5.7): 48 bits of milliseconds, then random bits. Ids of one process sort by time. */
export function newId(now: number = Date.now()): string {
  const b = randomBytes(16);
  b.writeUIntBE(now, 0, 6);
  b[6] = ((b[6] ?? 0) & 0x0f) | 0x70;
  b[8] = ((b[8] ?? 0) & 0x3f) | 0x80;
  return written(b);
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
