import { z } from "zod";

/*
 * Days and moments that come from outside. A moment that is none, or that lies where the database or one more day has
 * no words for it any more, is refused where it is read: no query meets it.
 */
export const FIRST_MOMENT = Date.parse("0001-01-01T00:00:00.000Z");
export const LAST_MOMENT = Date.parse("9998-12-31T23:59:59.999Z");

/** Whether a text that names a moment names one that can be counted from; what names none is for its form to refuse. */
function isBounded(text: string): boolean {
  const at = Date.parse(text);
  return Number.isNaN(at) || (at >= FIRST_MOMENT && at <= LAST_MOMENT);
}

type Params = Parameters<typeof z.iso.date>[0];

/** A day, "2026-11-29", of a year from 1 to 9998. */
export function day(params?: Params) {
  return z.iso.date(params).refine(isBounded, "day");
}

/** A moment, "2026-11-29T02:44:15Z", of such a year. */
export function moment(params?: Params) {
  return z.iso.datetime(params).refine(isBounded, "day");
}

/** A moment in milliseconds, as a form carries it; also as text. */
export function milliseconds() {
  return z.coerce.number().int().min(FIRST_MOMENT).max(LAST_MOMENT);
}

/** A place in a list that is ordered by moment and id. */
export interface MomentPlace {
  at: Date;
  id: string;
}

/** Writes a place in such a list as the key of a page of it. */
export function momentKey({ at, id }: MomentPlace): string {
  return `${at.getTime()}.${id}`;
}

/** As in `id.ts`, which makes ids by the server's own means: this module is read in browsers too. */
const ID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Reads the key of a page; null for what no list wrote. */
export function readMomentKey(key: string | undefined): MomentPlace | null {
  const [time = "", id = "", ...more] = key?.split(".") ?? [];
  const isKey = more.length === 0 && /^\d{1,15}$/.test(time) && Number(time) <= LAST_MOMENT && ID.test(id);
  return isKey ? { at: new Date(Number(time)), id } : null;
}

/** The key of a page of a list that is ordered by moment and id, as it stands in an address. */
export const MomentKey = z.string().refine((key) => readMomentKey(key) !== null, "format");
