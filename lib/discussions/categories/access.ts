import { and, eq } from "drizzle-orm";
import { category } from "@/db/schema/discussions";
import type { Ctx } from "@/lib/core/ctx";
import { DomainError, invalidFields } from "@/lib/core/errors";
import { can } from "@/lib/core/policy";
import type { TopicArea } from "../areas/model";
import { roomColumns, roomOf } from "../rooms/access";

/** Loads a category for a change and locks its row. Throws `not_found`. */
export async function loadCategory({ tx }: Ctx, slug: string) {
  const [row] = await tx
    .select({
      id: category.id,
      slug: category.slug,
      position: category.position,
      icon: category.icon,
      language: category.language,
      openers: category.openers,
      repliers: category.repliers,
      audience: category.audience,
      country: category.country,
      isRoom: category.isRoom,
      texts: category.texts,
      updatedAt: category.updatedAt,
      closedAt: category.closedAt,
    })
    .from(category)
    .where(eq(category.slug, slug))
    .for("no key update");
  if (!row) throw new DomainError("not_found", "category");
  return row;
}

/**
 * Finds the category of an area in which a member opens a topic, or to which one is moved. Throws `invalid` for one that
 * is unknown, or that the member may not read, `forbidden` where the member may not open topics.
 */
export async function findOpenCategory(
  ctx: Ctx,
  area: TopicArea,
  slug: string,
): Promise<{ id: string; slug: string }> {
  const [row] = await ctx.tx
    .select({
      id: category.id,
      slug: category.slug,
      openers: category.openers,
      closedAt: category.closedAt,
      ...roomColumns(ctx.actor),
    })
    .from(category)
    .where(and(eq(category.slug, slug), eq(category.isRoom, area === "rooms")))
    .for("key share");
  const room = row ? roomOf(row) : null;
  if (!row || (room && !can(ctx.actor, "room.read", room))) throw invalidFields({ category: ["choose"] });
  ctx.authorize("topic.open", { openers: row.openers, isClosed: row.closedAt !== null, room });
  return { id: row.id, slug: row.slug };
}
