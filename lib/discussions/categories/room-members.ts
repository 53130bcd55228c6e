import { and, asc, eq } from "drizzle-orm";
import type { z } from "zod";
import { db, type Queryable } from "@/db/client";
import { member } from "@/db/schema/accounts";
import { category, roomMember } from "@/db/schema/discussions";
import type { Actor } from "@/lib/core/actor";
import type { Ctx } from "@/lib/core/ctx";
import { DomainError, invalidFields } from "@/lib/core/errors";
import { can } from "@/lib/core/policy";
import { loadCategory } from "./access";
import type { RoomMember } from "./model";

/** A member on the list of a room. */
export interface ListedMember {
  handle: string;
  displayName: string;
  addedAt: Date;
}

type At = { slug: string };

async function loadRoom(ctx: Ctx, slug: string) {
  ctx.authorize("room.keep-list");
  const room = await loadCategory(ctx, slug);
  if (!room.isRoom) throw new DomainError("not_found", "category");
  return room;
}

/** Puts a member on the list of a restricted room, by handle. Throws `invalid` for an unknown one. */
export async function addToRoom(ctx: Ctx, { slug, handle }: z.infer<typeof RoomMember>): Promise<At> {
  const room = await loadRoom(ctx, slug);
  const [found] = await ctx.tx
    .select({ id: member.id })
    .from(member)
    .where(and(eq(member.handle, handle), eq(member.state, "active")));
  if (!found) throw invalidFields({ handle: ["unknown_handle"] });
  const added = await ctx.tx
    .insert(roomMember)
    .values({ categoryId: room.id, memberId: found.id, addedBy: ctx.actor?.id ?? null, addedAt: ctx.now })
    .onConflictDoNothing()
    .returning({ memberId: roomMember.memberId });
  if (added.length === 0) ctx.skipAudit("the member is on the list already");
  else await ctx.record("room.joined", { categoryId: room.id, slug, memberId: found.id });
  return { slug };
}

/** Takes a member from the list of a restricted room. Does nothing to one who is not on it. */
export async function removeFromRoom(ctx: Ctx, { slug, handle }: z.infer<typeof RoomMember>): Promise<At> {
  const room = await loadRoom(ctx, slug);
  const [found] = await ctx.tx.select({ id: member.id }).from(member).where(eq(member.handle, handle));
  const gone = await ctx.tx
    .delete(roomMember)
    .where(and(eq(roomMember.categoryId, room.id), eq(roomMember.memberId, found?.id ?? room.id)))
    .returning({ memberId: roomMember.memberId });
  const [one] = gone;
  if (one) await ctx.record("room.left", { categoryId: room.id, slug, memberId: one.memberId });
  else ctx.skipAudit("the member is not on the list");
  return { slug };
}

/** Lists the members on the list of a room, by name, for administrators. Throws `forbidden`. */
export async function listRoomMembers(
  actor: Actor,
  slug: string,
  on: Queryable = db(),
): Promise<ListedMember[]> {
  if (!can(actor, "room.keep-list")) throw new DomainError("forbidden", "screen");
  return on
    .select({ handle: member.handle, displayName: member.displayName, addedAt: roomMember.addedAt })
    .from(roomMember)
    .innerJoin(category, eq(category.id, roomMember.categoryId))
    .innerJoin(member, eq(member.id, roomMember.memberId))
    .where(eq(category.slug, slug))
    .orderBy(asc(member.displayName), asc(member.handle));
}
