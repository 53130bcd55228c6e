import { eq } from "drizzle-orm";
import { category, topic } from "@/db/schema/discussions";
import { page, section } from "@/db/schema/revisions";
import type { Ctx } from "@/lib/core/ctx";
import { DomainError } from "@/lib/core/errors";
import { can } from "@/lib/core/policy";
import { SECTION_ROW, touch } from "@/lib/revisions";
import { isTopic } from "../access";
import type { TopicArea } from "../areas/model";
import { roomColumns, roomOf } from "../rooms/access";

/**
 * Records for half a minute that the actor writes a reply in a topic. Takes no lock of the topic, since those who write do
 * it all the time. Throws `not_found` to those who may not read it, `forbidden` to those who may not reply.
 */
export async function noteWriting(
  ctx: Ctx,
  { area, slug }: { area: TopicArea; slug: string },
): Promise<{ ok: true }> {
  const [row] = await ctx.tx
    .select({
      section: SECTION_ROW,
      authorId: topic.createdBy,
      state: topic.state,
      isClosed: topic.isClosed,
      archivedAt: topic.archivedAt,
      closedAt: category.closedAt,
      repliers: category.repliers,
      room: roomColumns(ctx.actor),
    })
    .from(topic)
    .innerJoin(page, eq(page.id, topic.pageId))
    .innerJoin(section, eq(section.id, topic.sectionId))
    .innerJoin(category, eq(category.id, topic.categoryId))
    .where(isTopic(area, slug));
  const facts = row && {
    ...row,
    isClosed: row.isClosed || row.closedAt !== null || row.archivedAt !== null || row.state === "merged",
    room: roomOf(row.room),
  };
  if (ctx.actor === null) throw new DomainError("unauthenticated", "sign_in");
  if (!facts || !can(ctx.actor, "topic.read", facts)) throw new DomainError("not_found", "topic");
  ctx.authorize("topic.reply", facts);
  await touch(ctx, facts.section);
  return { ok: true };
}
