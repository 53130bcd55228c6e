import { and, eq } from "drizzle-orm";
import { category, topic } from "@/db/schema/discussions";
import { can } from "@/lib/core/policy";
import type { SeenAt } from "@/lib/sight";
import { isBelowTopic } from "./model";
import { roomColumns, roomOf } from "./rooms/access";

/** Topics and categories, public ones and those of rooms; of a page about a topic, whose list the member is on. */
export const topicSight: SeenAt = async (parts, target, on) => {
  const [area, folder, number, title] = parts;
  if (area !== "discussions" && area !== "rooms") return null;
  const isInRoom = area === "rooms";
  if (folder === "t" && number && /^\d{1,9}$/.test(number)) {
    const [row] = await on
      .select({
        authorId: topic.createdBy,
        state: topic.state,
        isClosed: topic.isClosed,
        repliers: category.repliers,
        room: roomColumns(target),
      })
      .from(topic)
      .innerJoin(category, eq(category.id, topic.categoryId))
      .where(and(eq(topic.number, Number(number)), eq(topic.isInRoom, isInRoom)));
    if (!row) return null;
    const room = roomOf(row.room);
    const list = { isListed: room?.isListed ?? false, country: room?.country ?? null };
    if (title && isBelowTopic(title)) return { ...list, isBelow: true };
    return {
      ...list,
      kind: isInRoom ? "room" : "topic",
      sees: (actor, isListed) => can(actor, "topic.read", { ...row, room: room && { ...room, isListed } }),
    };
  }
  if (!folder || number) return null;
  const [row] = await on
    .select(roomColumns(target))
    .from(category)
    .where(and(eq(category.slug, folder), eq(category.isRoom, isInRoom)));
  if (!row) return null;
  const room = roomOf(row);
  return {
    kind: room ? "room" : "topic",
    isListed: room?.isListed ?? false,
    country: room?.country ?? null,
    sees: (actor, isListed) => room === null || can(actor, "room.read", { ...room, isListed }),
  };
};
