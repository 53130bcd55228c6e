import { type SQL, sql } from "drizzle-orm";

/** SQL: generates a UUIDv7 of a moment for each row (RFC 9562, 5.7). */
export function freshId(at: Date): SQL {
  return sql`encode(set_bit(set_bit(overlay(uuid_send(gen_random_uuid())
    placing substring(int8send(${at.getTime()}::bigint) from 3) from 1 for 6), 52, 1), 53, 1), 'hex')::uuid`;
}

/** SQL: a moment as a parameter. */
export const moment = (at: Date | null): SQL => sql`${at?.toISOString() ?? null}::timestamptz`;
