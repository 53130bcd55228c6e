import { and, eq } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { application, member } from "@/db/schema/accounts";
import { token } from "@/db/schema/sign-in";

/**
 * Removes an unconfirmed registration with its data. Until an address is confirmed nobody owns it, nor the
 * name, password and handle entered with it.
 */
export async function displaceClaim(tx: Tx, emailKey: string): Promise<void> {
  const [claim] = await tx
    .select({ id: member.id })
    .from(member)
    .where(and(eq(member.emailKey, emailKey), eq(member.state, "unverified")))
    .for("update");
  if (!claim) return;
  await tx.delete(token).where(eq(token.memberId, claim.id));
  await tx.delete(application).where(eq(application.memberId, claim.id));
  await tx.delete(member).where(eq(member.id, claim.id));
}
