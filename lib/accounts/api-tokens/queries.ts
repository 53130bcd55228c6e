import { and, desc, eq, gt, isNull } from "drizzle-orm";
import { db } from "@/db/client";
import { apiToken } from "@/db/schema/sign-in";

export interface ApiTokenRow {
  id: string;
  name: string;
  /** The last four characters, by which its owner recognizes it. */
  hint: string;
  scopes: string[];
  createdAt: Date;
  expiresAt: Date;
  lastUsedAt: Date | null;
}

/** Lists a member's valid tokens, newest first. */
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

/** Finds out why a token is not accepted, by its SHA-256 in hex. Only its holder can ask. */
export async function findTokenProblem(hash: string, now: Date = new Date()): Promise<TokenProblem> {
  const [row] = await db()
    .select({ revokedAt: apiToken.revokedAt, expiresAt: apiToken.expiresAt })
    .from(apiToken)
    .where(eq(apiToken.hash, hash));
  if (!row) return "token_unknown";
  if (row.revokedAt) return "token_revoked";
  return row.expiresAt <= now ? "token_expired" : "token_member";
}
