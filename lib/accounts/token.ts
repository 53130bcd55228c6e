import { createHash, randomBytes } from "node:crypto";
import { and, desc, eq, gt, inArray, isNotNull, isNull } from "drizzle-orm";
import type { Queryable } from "@/db/client";
import { token } from "@/db/schema/sign-in";
import { newId } from "@/lib/core/id";

/** Lifetime of each kind of secret in a link, in seconds. All but the last two are single-use. */
export const TOKEN_SECONDS = {
  /** Confirms a new member's address. */
  verify: 48 * 3600,
  reset: 30 * 60,
  /** Link of the first administrator. */
  setup: 24 * 3600,
  "email-change": 24 * 3600,
  "email-undo": 7 * 86_400,
  /** Confirms that one section of a profile is still correct. */
  "still-correct": 30 * 86_400,
  /** Opens the page of an application, repeatedly until it expires. */
  application: 30 * 86_400,
  /** Opens the page on which a suspended member reads why and appeals, and nothing else. */
  suspension: 3600,
} as const;
export type TokenKind = keyof typeof TOKEN_SECONDS;

export interface FoundToken {
  id: string;
  kind: TokenKind;
  memberId: string;
  payload: Record<string, unknown>;
  createdAt: Date;
}

const FOUND = {
  id: token.id,
  kind: token.kind,
  memberId: token.memberId,
  payload: token.payload,
  createdAt: token.createdAt,
};

/** Generates 256 random bits as text for a link. */
export function newTokenText(): string {
  return randomBytes(32).toString("base64url");
}

/** Returns the SHA-256 of a secret, as it is stored. */
export function hashToken(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

/**
 * Creates a secret and stores its SHA-256; only the caller gets the text. `seconds`: lifetime, if shorter
 * than its kind's.
 */
export async function makeToken(
  on: Queryable,
  wanted: { kind: TokenKind; memberId: string; payload?: Record<string, unknown>; seconds?: number },
  now: Date,
): Promise<string> {
  const text = newTokenText();
  await on.insert(token).values({
    id: newId(now.getTime()),
    kind: wanted.kind,
    memberId: wanted.memberId,
    hash: hashToken(text),
    payload: wanted.payload ?? {},
    createdAt: now,
    expiresAt: new Date(now.getTime() + (wanted.seconds ?? TOKEN_SECONDS[wanted.kind]) * 1000),
  });
  return text;
}

const isGood = (now: Date) => and(isNull(token.spentAt), gt(token.expiresAt, now));

/** Finds a secret without using it up; null if unknown, used, expired or of another kind. */
export async function findToken(
  on: Queryable,
  kinds: readonly TokenKind[],
  text: string,
  now: Date,
): Promise<FoundToken | null> {
  const [row] = await on
    .select(FOUND)
    .from(token)
    .where(and(eq(token.hash, hashToken(text)), inArray(token.kind, [...kinds]), isGood(now)));
  return (row as FoundToken | undefined) ?? null;
}

/** Uses up a secret: of two requests with it, one succeeds. Null as in `findToken`. */
export async function spendToken(
  on: Queryable,
  kinds: readonly TokenKind[],
  text: string,
  now: Date,
): Promise<FoundToken | null> {
  const [row] = await on
    .update(token)
    .set({ spentAt: now })
    .where(and(eq(token.hash, hashToken(text)), inArray(token.kind, [...kinds]), isGood(now)))
    .returning(FOUND);
  return (row as FoundToken | undefined) ?? null;
}

/** Finds the owner of a secret that was used or replaced, for the answer to a reader who sends it again. */
export async function ownerOfSpent(on: Queryable, kind: TokenKind, text: string): Promise<string | null> {
  const [row] = await on
    .select({ memberId: token.memberId })
    .from(token)
    .where(and(eq(token.hash, hashToken(text)), eq(token.kind, kind), isNotNull(token.spentAt)));
  return row?.memberId ?? null;
}

/** Voids a member's secrets of these kinds. */
export async function revokeTokens(
  on: Queryable,
  memberId: string,
  kinds: readonly TokenKind[],
  now: Date,
): Promise<void> {
  await on
    .update(token)
    .set({ spentAt: now })
    .where(and(eq(token.memberId, memberId), inArray(token.kind, [...kinds]), isNull(token.spentAt)));
}

async function findNewest(on: Queryable, memberId: string, kind: TokenKind, now: Date) {
  const [newest] = await on
    .select({ id: token.id, payload: token.payload })
    .from(token)
    .where(and(eq(token.memberId, memberId), eq(token.kind, kind), isGood(now)))
    .orderBy(desc(token.createdAt), desc(token.id))
    .limit(1);
  return newest;
}

/** Finds what the newest valid secret of a kind carries; nothing if there is none. */
export async function findPayload(
  on: Queryable,
  memberId: string,
  kind: TokenKind,
  now: Date,
): Promise<Record<string, unknown>> {
  const newest = await findNewest(on, memberId, kind, now);
  return (newest?.payload as Record<string, unknown> | undefined) ?? {};
}

/** Returns the address where a new member continues, as typed into the joining form; '' for none. */
export const nextOf = ({ payload }: Pick<FoundToken, "payload">): string =>
  typeof payload.next === "string" ? payload.next : "";

/**
 * Replaces the text of the newest valid secret of a kind, for the job that mails it: nobody knew the text
 * before. Null if there is none.
 */
export async function renewToken(
  on: Queryable,
  memberId: string,
  kind: TokenKind,
  now: Date,
): Promise<(FoundToken & { text: string }) | null> {
  const newest = await findNewest(on, memberId, kind, now);
  if (!newest) return null;
  const text = newTokenText();
  const [row] = await on
    .update(token)
    .set({ hash: hashToken(text) })
    .where(and(eq(token.id, newest.id), isGood(now)))
    .returning(FOUND);
  return row ? { ...(row as FoundToken), text } : null;
}
