import { and, desc, eq, gt, isNull } from "drizzle-orm";
import { db } from "@/db/client";
import { apiToken } from "@/db/schema/accounts";

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
