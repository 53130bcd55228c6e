import { and, eq } from "drizzle-orm";
import { passkey } from "@/db/schema/sign-in";
import type { Ctx } from "@/lib/core/ctx";
import { DomainError } from "@/lib/core/errors";
import type { RenamePasskey } from "../model";

/** Renames a passkey. Throws `not_found` for an unknown one. */
export async function renamePasskey(ctx: Ctx, input: RenamePasskey): Promise<void> {
  const memberId = ctx.actor?.id ?? "";
  ctx.authorize("account.manage", { memberId });
  const [row] = await ctx.tx
    .update(passkey)
    .set({ name: input.name })
    .where(and(eq(passkey.id, input.passkeyId), eq(passkey.memberId, memberId)))
    .returning({ id: passkey.id });
  if (!row) throw new DomainError("not_found", "passkey");
  await ctx.record("passkey.renamed", { memberId, passkeyId: row.id });
}
