import { createHash, randomBytes } from "node:crypto";
import { and, desc, eq, gt, inArray, isNotNull, isNull } from "drizzle-orm";
import type { Queryable } from "@/db/client";
import { token } from "@/db/schema/sign-in";
import { newId } from "@/lib/core/id";

/** How long each kind of single-use secret is good for, in seconds (SECURITY.md S7). */
export const TOKEN_SECONDS = {
  /** Confirms the address of someone who joined. */
  verify: 48 * 3600,
  reset: 30 * 60,
  /** The first administrator's link. */
  setup: 24 * 3600,
  "email-change": 24 * 3600,
  "email-undo": 7 * 86_400,
  /** Says of one section of a profile that it is still correct. */
  "still-correct": 30 * 86_400,
  /** Opens the page of an application to join, for as long as it is good: it is not spent. */
  application: 30 * 86_400,
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

/** 256 random bits, as they stand in a link. */
function newText(): string {
  return randomBytes(32).toString("base64url");
}

function hashOf(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

/**
 * Makes a secret and stores its SHA-256; the text is in nobody's hands but the caller's. `seconds`: for how long it is
 * good, where that is shorter than for its kind.
 */
export async function makeToken(
  on: Queryable,
  wanted: { kind: TokenKind; memberId: string; payload?: Record<string, unknown>; seconds?: number },
  now: Date,
): Promise<string> {
  const text = newText();
  await on.insert(token).values({
    id: newId(now.getTime()),
    kind: wanted.kind,
    memberId: wanted.memberId,
    hash: hashOf(text),
    payload: wanted.payload ?? {},
    createdAt: now,
    expiresAt: new Date(now.getTime() + (wanted.seconds ?? TOKEN_SECONDS[wanted.kind]) * 1000),
  });
  return text;
}

const isGood = (now: Date) => and(isNull(token.spentAt), gt(token.expiresAt, now));

/** Looks at a secret without spending it; null when it is unknown, spent, too old or of another kind. */
export async function findToken(
  on: Queryable,
  kinds: readonly TokenKind[],
  text: string,
  now: Date,
): Promise<FoundToken | null> {
  const [row] = await on
    .select(FOUND)
    .from(token)
    .where(and(eq(token.hash, hashOf(text)), inArray(token.kind, [...kinds]), isGood(now)));
  return (row as FoundToken | undefined) ?? null;
}

/** Spends a secret: of two requests that bring the same one, one gets it. Null as in `findToken`. */
export async function spendToken(
  on: Queryable,
  kinds: readonly TokenKind[],
  text: string,
  now: Date,
): Promise<FoundToken | null> {
  const [row] = await on
    .update(token)
    .set({ spentAt: now })
    .where(and(eq(token.hash, hashOf(text)), inArray(token.kind, [...kinds]), isGood(now)))
    .returning(FOUND);
  return (row as FoundToken | undefined) ?? null;
}

/** Whose secret it was, of one that is spent or was replaced: for what may still be said to who brings it again. */
export async function ownerOfSpent(on: Queryable, kind: TokenKind, text: string): Promise<string | null> {
  const [row] = await on
    .select({ memberId: token.memberId })
    .from(token)
    .where(and(eq(token.hash, hashOf(text)), eq(token.kind, kind), isNotNull(token.spentAt)));
  return row?.memberId ?? null;
}

/** Makes a member's secrets of these kinds worthless. */
export async function endTokens(
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

/**
 * The newest good secret of a kind under a new text, for the job that mails it: until then nobody knew the text. Null
 * when there is none.
 */
export async function renewToken(
  on: Queryable,
  memberId: string,
  kind: TokenKind,
  now: Date,
): Promise<(FoundToken & { text: string }) | null> {
  const [newest] = await on
    .select({ id: token.id })
    .from(token)
    .where(and(eq(token.memberId, memberId), eq(token.kind, kind), isGood(now)))
    .orderBy(desc(token.createdAt), desc(token.id))
    .limit(1);
  if (!newest) return null;
  const text = newText();
  const [row] = await on
    .update(token)
    .set({ hash: hashOf(text) })
    .where(and(eq(token.id, newest.id), isGood(now)))
    .returning(FOUND);
  return row ? { ...(row as FoundToken), text } : null;
}
