import { and, desc, eq } from "drizzle-orm";
import type { Queryable } from "@/db/client";
import { fileGrant, fileUse } from "@/db/schema/files";
import { subselect } from "@/db/subselect";
import type { Ctx } from "@/lib/core/ctx";

const named = (isWriter: boolean) =>
  subselect<string[]>`coalesce((select array_agg(${fileGrant.memberId}) from ${fileGrant}
    where ${fileGrant.ownerKind} = ${fileUse.ownerKind} and ${fileGrant.ownerId} = ${fileUse.ownerId}
      and ${fileGrant.isWriter} = ${isWriter}), '{}')`;

/** SQL on `file_use`: the facts that decide who may have a file there (`FileFacts`). */
export const USE_FACTS = {
  kind: fileUse.ownerKind,
  access: fileUse.access,
  isOpen: fileUse.isOpen,
  isInReview: fileUse.isInReview,
  /** Members who were granted the files of the use's owner. */
  granted: named(false),
  /** Members who write the owner. */
  writers: named(true),
};

interface Grant {
  owner: { kind: string; id: string };
  memberId: string;
}

/** Grants a member a work's files whatever their access; call it in the transaction of the decision. */
export async function grantFiles(ctx: Ctx, { owner, memberId }: Grant): Promise<void> {
  await ctx.tx
    .insert(fileGrant)
    .values({ ownerKind: owner.kind, ownerId: owner.id, memberId, grantedAt: ctx.now })
    .onConflictDoNothing();
}

/** Ends a grant by `grantFiles`; a writer of the work keeps access to its files. Returns whether there was a grant. */
export async function revokeFileGrant(ctx: Ctx, { owner, memberId }: Grant): Promise<boolean> {
  const { rowCount } = await ctx.tx
    .delete(fileGrant)
    .where(
      and(
        eq(fileGrant.ownerKind, owner.kind),
        eq(fileGrant.ownerId, owner.id),
        eq(fileGrant.memberId, memberId),
        eq(fileGrant.isWriter, false),
      ),
    );
  return (rowCount ?? 0) > 0;
}

/** Lists the members with a grant to the files of a work, newest first, at most `most`. */
export function listFileGrants(on: Queryable, owner: Grant["owner"], most: number) {
  return on
    .select({ memberId: fileGrant.memberId, grantedAt: fileGrant.grantedAt })
    .from(fileGrant)
    .where(
      and(
        eq(fileGrant.ownerKind, owner.kind),
        eq(fileGrant.ownerId, owner.id),
        eq(fileGrant.isWriter, false),
      ),
    )
    .orderBy(desc(fileGrant.grantedAt), desc(fileGrant.memberId))
    .limit(most);
}

/**
 * Updates who writes a work and so may have its files before publication; call it in each transaction that
 * changes its writers.
 */
export async function updateFileWriters(
  ctx: Ctx,
  owner: Grant["owner"],
  memberIds: readonly string[],
): Promise<void> {
  const isOwners = and(
    eq(fileGrant.ownerKind, owner.kind),
    eq(fileGrant.ownerId, owner.id),
    eq(fileGrant.isWriter, true),
  );
  await ctx.tx.delete(fileGrant).where(isOwners);
  if (memberIds.length === 0) return;
  await ctx.tx
    .insert(fileGrant)
    .values(
      memberIds.map((memberId) => ({
        ownerKind: owner.kind,
        ownerId: owner.id,
        memberId,
        grantedAt: ctx.now,
        isWriter: true,
      })),
    )
    .onConflictDoNothing();
}
