import { and, eq, sql } from "drizzle-orm";
import { fileGrant, fileUse } from "@/db/schema/files";
import type { Ctx } from "@/lib/core/ctx";

/** In a query of `file_use`: the members whom a decision let have the files of the use's owner. */
export const GRANTED = sql<string[]>`coalesce((select array_agg(${fileGrant.memberId}) from ${fileGrant}
  where ${fileGrant.ownerKind} = ${fileUse.ownerKind} and ${fileGrant.ownerId} = ${fileUse.ownerId}), '{}')`;

interface Grant {
  owner: { kind: string; id: string };
  memberId: string;
}

/** Lets a member have the files of a thing, whatever its access; part of the transaction that decides on it. */
export async function grantFiles(ctx: Ctx, { owner, memberId }: Grant): Promise<void> {
  await ctx.tx
    .insert(fileGrant)
    .values({ ownerKind: owner.kind, ownerId: owner.id, memberId, grantedAt: ctx.now })
    .onConflictDoNothing();
}

/** Takes that back; whom its access allows may have them as before. */
export async function endFileGrant(ctx: Ctx, { owner, memberId }: Grant): Promise<void> {
  await ctx.tx
    .delete(fileGrant)
    .where(
      and(
        eq(fileGrant.ownerKind, owner.kind),
        eq(fileGrant.ownerId, owner.id),
        eq(fileGrant.memberId, memberId),
      ),
    );
}
