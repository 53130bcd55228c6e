import { and, desc, eq, gt, isNull } from "drizzle-orm";
import { db } from "@/db/client";
import { apiToken } from "@/db/schema/sign-in";

export interface ApiTokenRow {
  id: string;
  name: string;
  /** The last four letters, by which its owner knows it. */
  hint: string;
  scopes: string[];
  createdAt: Date;
  expiresAt: Date;
  lastUsedAt: Date | null;
}

/** A member's tokens in force, newest first. */
export async function listApiTokens(memberId: string, now: Date = new Date()): Promise<ApiTokenRow[]> {
  return db()
    .select({
      id: apiToken.id,
      name: apiToken.name,
      hint: apiToken.hint,
      scopes: apiToken.scopes,
      createdAt: apiToken.createdAt,
      expiresAt: apiToken.expiresAt,
      lastUsedAt: apiToken.lastUsedAt,
    })
    .from(apiToken)
    .where(and(eq(apiToken.memberId, memberId), isNull(apiToken.revokedAt), gt(apiToken.expiresAt, now)))
    .orderBy(desc(apiToken.createdAt), desc(apiToken.id));
}

export type TokenProblem = "token_unknown" | "token_revoked" | "token_expired" | "token_member";

/** Finds out why a token, given as its SHA-256 in hex, lets nobody in. Only someone who has the token can ask. */
export async function findTokenProblem(hash: string, now: Date = new Date()): Promise<TokenProblem> {
  const [row] = await db()
    .select({ revokedAt: apiToken.revokedAt, expiresAt: apiToken.expiresAt })
    .from(apiToken)
    .where(eq(apiToken.hash, hash));
  if (!row) return "token_unknown";
  if (row.revokedAt) return "token_revoked";
  return row.expiresAt <= now ? "token_expired" : "token_member";
}
