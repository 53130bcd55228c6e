import { createHash } from "node:crypto";
import { and, eq, gt, sql } from "drizzle-orm";
import { db, type Queryable, type Tx } from "@/db/client";
import { apiAnswer } from "@/db/schema/sign-in";
import type { Actor } from "@/lib/core/actor";
import { DomainError } from "@/lib/core/errors";

/** Hours for which an answer is repeated. */
export const ANSWER_HOURS = 24;

const KEYED = new Set(["POST", "PUT"]);
const KEY = /^"?([\x21\x23-\x7e]{8,128})"?$/;

/** A request that its sender can repeat after a lost answer and that is then executed once. */
export interface Keyed {
  id: string;
  memberId: string;
  /** Fingerprint of the request: the same key with another one is an error of the sender. */
  fingerprint: string;
}

const sha256 = (...parts: string[]) => createHash("sha256").update(JSON.stringify(parts)).digest("base64url");

/**
 * Reads the `Idempotency-Key` of a member's POST or PUT; null without one, for visitors and other methods. Throws
 * `invalid` for a malformed key.
 */
export function readKey(request: Request, actor: Actor | null, body: string): Keyed | null {
  const given = request.headers.get("idempotency-key");
  if (given === null || actor === null || !KEYED.has(request.method)) return null;
  const key = KEY.exec(given)?.[1];
  if (key === undefined) throw new DomainError("invalid", "idempotency_key");
  const { pathname, search } = new URL(request.url);
  return {
    id: sha256(actor.id, key),
    memberId: actor.id,
    fingerprint: sha256(request.method, pathname + search, body),
  };
}

/** Finds the earlier successful answer to the same request. Throws `invalid` if the key was used for another. */
export async function findAnswer(
  keyed: Keyed,
  on: Queryable = db(),
): Promise<{ status: number; body: unknown } | null> {
  const since = new Date(Date.now() - ANSWER_HOURS * 3_600_000);
  const [row] = await on
    .select({ fingerprint: apiAnswer.fingerprint, status: apiAnswer.status, body: apiAnswer.body })
    .from(apiAnswer)
    .where(and(eq(apiAnswer.id, keyed.id), gt(apiAnswer.createdAt, since)));
  if (!row) return null;
  if (row.fingerprint !== keyed.fingerprint) throw new DomainError("invalid", "key_used");
  return { status: row.status, body: row.body };
}

/**
 * Locks a key until the transaction ends. Throws `conflict` while the same request is running or just
 * finished: a retry a moment later gets its answer.
 */
export async function reserveKey(tx: Tx, keyed: Keyed): Promise<void> {
  const { rows } = await tx.execute<{ free: boolean }>(
    sql`select pg_try_advisory_xact_lock(hashtextextended(${keyed.id}, 0)) as free`,
  );
  if (!rows[0]?.free || (await findAnswer(keyed, tx)) !== null)
    throw new DomainError("conflict", "in_flight");
}

/** Stores the answer in the transaction it describes, so that both exist or neither. */
export async function saveAnswer(
  tx: Tx,
  { id, memberId, fingerprint }: Keyed,
  answer: { status: number; body: unknown },
  now: Date,
): Promise<void> {
  const row = { fingerprint, status: answer.status, body: answer.body ?? null, createdAt: now };
  // An existing row has expired.
  await tx
    .insert(apiAnswer)
    .values({ id, memberId, ...row })
    .onConflictDoUpdate({ target: apiAnswer.id, set: row });
}
