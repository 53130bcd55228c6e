import { type SQL, sql } from "drizzle-orm";

/** A UUIDv7 of a moment, made by the database for each row of a statement (RFC 9562, 5.7). */
export function freshId(at: Date): SQL {
  return sql`encode(set_bit(set_bit(overlay(uuid_send(gen_random_uuid())
    placing substring(int8send(${at.getTime()}::bigint) from 3) from 1 for 6), 52, 1), 53, 1), 'hex')::uuid`;
}

/** A moment as a parameter of a statement that is written by hand. */
export const moment = (at: Date | null): SQL => sql`${at?.toISOString() ?? null}::timestamptz`;
