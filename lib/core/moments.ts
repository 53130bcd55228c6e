import { z } from "zod";

/*
 * Validation of days and moments from user input. Values that Postgres or JavaScript cannot represent, even
 * with one day more or less, are rejected here, before any query.
 */
export const FIRST_MOMENT = Date.parse("0001-01-01T00:00:00.000Z");
export const LAST_MOMENT = Date.parse("9998-12-31T23:59:59.999Z");

/** Checks that a moment is in the supported range. Unparsable text passes: zod's format check reports it. */
function isBounded(text: string): boolean {
  const at = Date.parse(text);
  return Number.isNaN(at) || (at >= FIRST_MOMENT && at <= LAST_MOMENT);
}

type Params = Parameters<typeof z.iso.date>[0];

/** Validates a day such as "2026-11-29", in the years 1 to 9998. */
export function day(params?: Params) {
  return z.iso.date(params).refine(isBounded, "day");
}

/** Validates a moment such as "2026-11-29T02:44:15Z", in the same range. */
export function moment(params?: Parameters<typeof z.iso.datetime>[0]) {
  return z.iso.datetime(params).refine(isBounded, "day");
}

/** Validates a moment in milliseconds since 1970, as forms send it; accepts text too. */
export function milliseconds() {
  return z.coerce.number().int().min(FIRST_MOMENT).max(LAST_MOMENT);
}

/** Returns the day of a moment in UTC: "2026-11-28". */
export function dayOf(at: Date): string {
  return at.toISOString().slice(0, 10);
}

/** A position in a list sorted by moment and id. */
export interface MomentPlace {
  at: Date;
  id: string;
}

/** Encodes a position as the key of a page of the list. */
export function momentKey({ at, id }: MomentPlace): string {
  return `${at.getTime()}.${id}`;
}

/** Copied from `id.ts`, which browsers cannot load because it uses node:crypto. */
const ID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Decodes the key of a page; returns null for a key that no list wrote. */
export function readMomentKey(key: string | undefined): MomentPlace | null {
  const [time = "", id = "", ...more] = key?.split(".") ?? [];
  const isKey = more.length === 0 && /^\d{1,15}$/.test(time) && Number(time) <= LAST_MOMENT && ID.test(id);
  return isKey ? { at: new Date(Number(time)), id } : null;
}

/** Validates the key of a page in an address. */
export const MomentKey = z.string().refine((key) => readMomentKey(key) !== null, "format");
