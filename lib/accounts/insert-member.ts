import { eq } from "drizzle-orm";
import { member } from "@/db/schema/accounts";
import type { Ctx } from "@/lib/core/ctx";
import { newId } from "@/lib/core/id";
import { handleOf, handlesFor } from "./handle";

export interface NewMember {
  email: string;
  emailKey: string;
  passwordHash: string | null;
  fullName: string;
  country: string | null;
  institution: string | null;
  sector: string | null;
  locale: string;
  state: "unverified" | "applied" | "active";
  charterAcceptedAt: Date | null;
}

/** Changes a member's handle to one made of another name; the unique key decides. Returns it. */
async function renameHandle(ctx: Ctx, memberId: string, fullName: string): Promise<string> {
  for (const handle of handlesFor(fullName)) {
    const [taken] = await ctx.tx.select({ id: member.id }).from(member).where(eq(member.handle, handle));
    if (taken) continue;
    try {
      await ctx.tx.transaction((tx) => tx.update(member).set({ handle }).where(eq(member.id, memberId)));
      return handle;
    } catch (error) {
      if ((error as { cause?: { code?: string } }).cause?.code !== "23505") throw error;
    }
  }
  throw new Error("no free handle was found");
}

/** Changes a member's handle if a new name makes another one. Returns the handle. */
export async function renameByName(ctx: Ctx, memberId: string, fullName: string): Promise<string> {
  const [row] = await ctx.tx
    .select({ handle: member.handle, fullName: member.fullName })
    .from(member)
    .where(eq(member.id, memberId))
    .for("update");
  if (!row) throw new Error("there is no such member");
  return handleOf(fullName) === handleOf(row.fullName) ? row.handle : renameHandle(ctx, memberId, fullName);
}

/**
 * Inserts a member with a handle made of the name. Null if the address is taken: the unique keys decide, so
 * two simultaneous requests create one member.
 */
export async function insertMember(
  ctx: Ctx,
  values: NewMember,
): Promise<{ id: string; handle: string } | null> {
  for (const handle of handlesFor(values.fullName)) {
    const [row] = await ctx.tx
      .insert(member)
      .values({
        ...values,
        id: newId(ctx.now.getTime()),
        handle,
        displayName: values.fullName,
        verifiedAt: values.state === "unverified" ? null : ctx.now,
        createdAt: ctx.now,
      })
      .onConflictDoNothing()
      .returning({ id: member.id, handle: member.handle });
    if (row) return row;
    const [taken] = await ctx.tx
      .select({ id: member.id })
      .from(member)
      .where(eq(member.emailKey, values.emailKey));
    if (taken) return null;
  }
  throw new Error("no free handle was found");
}
