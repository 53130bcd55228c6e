import { asc, eq } from "drizzle-orm";
import { db } from "@/db/client";
import { passkey } from "@/db/schema/sign-in";

export interface PasskeyLine {
  id: string;
  name: string;
  /** Whether it is stored in several places, as password managers do. */
  isSynced: boolean;
  createdAt: Date;
  lastUsedAt: Date | null;
}

/** Lists a member's passkeys, oldest first. */
export function listPasskeys(memberId: string): Promise<PasskeyLine[]> {
  return db()
    .select({
      id: passkey.id,
      name: passkey.name,
      isSynced: passkey.isSynced,
      createdAt: passkey.createdAt,
      lastUsedAt: passkey.lastUsedAt,
    })
    .from(passkey)
    .where(eq(passkey.memberId, memberId))
    .orderBy(asc(passkey.createdAt), asc(passkey.id));
}

/** Lists them as authenticators know them: credential ids and how each is reached. */
export function listTransports(memberId: string): Promise<{ id: string; transports: string[] }[]> {
  return db()
    .select({ id: passkey.credentialId, transports: passkey.transports })
    .from(passkey)
    .where(eq(passkey.memberId, memberId));
}
