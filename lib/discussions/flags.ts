import { and, eq, inArray, or, sql } from "drizzle-orm";
import { member } from "@/db/schema/accounts";
import { category, topic } from "@/db/schema/discussions";
import { revision, section } from "@/db/schema/revisions";
import type { Actor } from "@/lib/core/actor";
import type { Ctx } from "@/lib/core/ctx";
import { DomainError } from "@/lib/core/errors";
import { newId } from "@/lib/core/id";
import { can } from "@/lib/core/policy";
import type { FlagKind } from "@/lib/flags";
import { moment } from "@/lib/notices";
import { isolateBidi } from "@/lib/notices/model";
import { editingOf } from "@/lib/pages";
import { toTextarea } from "@/lib/text/markdown-lite";
import type { Content } from "@/lib/text/nodes";
import { contentText } from "@/lib/text/plain";
import { isVisible, type LoadedTopic, loadForSite, topicFact, visibleIn } from "./access";
import { areaOf, topicRoot } from "./areas/model";
import { topicKinds } from "./message-kind";
import { mayKnow } from "./rooms/access";
import { stopTimers } from "./timers";

/** The kind of thing that topics are for flags, public ones and those in rooms. */
export const TOPIC_FLAGS = "topic";

/** SQL: when readers first saw a visible topic. */
const FIRST_SEEN = sql`coalesce(${topic.decidedAt}, ${topic.createdAt})`;

async function load(ctx: Ctx, id: string): Promise<LoadedTopic> {
  const found = await loadForSite(ctx, id);
  if (!found || !can(ctx.actor, "topic.read", found.facts)) throw new DomainError("not_found", "topic");
  return found;
}

/** Hides a topic with all its replies. `caseId`: flags did, or a decision on them. */
export async function hideTopic(
  ctx: Ctx,
  loaded: LoadedTopic,
  { reason, caseId }: { reason: string | null; caseId?: string | null },
): Promise<void> {
  const decidedBy = ctx.actor?.id ?? null;
  // Shown again, it is no new topic.
  const seen = isVisible(loaded) ? { decidedAt: FIRST_SEEN } : {};
  await ctx.tx
    .update(topic)
    .set({ state: "hidden", reason, decidedBy, ...seen })
    .where(eq(topic.pageId, loaded.id));
  if (loaded.state === "hidden") return;
  await stopTimers(ctx, loaded.id);
  await ctx.record("topic.hidden", { ...topicFact(loaded), ...(caseId ? { caseId } : {}) });
}

/** Shows a topic that waits or was hidden. */
export async function showTopic(ctx: Ctx, loaded: LoadedTopic, caseId: string | null): Promise<void> {
  const decidedAt = sql`coalesce(${topic.decidedAt}, ${moment(ctx.now)})`;
  const decided = { decidedBy: ctx.actor?.id ?? null, decidedAt };
  await ctx.tx
    .update(topic)
    .set({ state: visibleIn(loaded), reason: null, ...decided })
    .where(eq(topic.pageId, loaded.id));
  const wasHeld = loaded.state === "held";
  await ctx.record("topic.shown", { ...topicFact(loaded), wasHeld, ...(caseId ? { caseId } : {}) });
}

const messageOf = {
  content: revision.content,
  number: revision.number,
  title: topic.title,
} as const;

async function findMessage(on: Ctx["tx"] | Parameters<FlagKind["describe"]>[2], id: string) {
  const [row] = await on
    .select(messageOf)
    .from(topic)
    .innerJoin(section, eq(section.id, topic.sectionId))
    .innerJoin(revision, eq(revision.id, section.currentRevisionId))
    .where(eq(topic.pageId, id));
  return row;
}

/** SQL: whether a reader sees a topic, of those in rooms that they may read. */
const isSeenBy = (reader: Actor) =>
  can(reader, "topic.moderate")
    ? sql`${topic.state} <> 'merged'`
    : or(inArray(topic.state, ["shown", "inside"]), eq(topic.createdBy, reader.id));

/** Topics, as flags know them. */
export const topicFlags: FlagKind = {
  kind: TOPIC_FLAGS,
  async at({ parts: [area, folder, number] }, on) {
    if ((area !== "discussions" && area !== "rooms") || folder !== "t") return null;
    if (!number || !/^\d{1,9}$/.test(number)) return null;
    const isInRoom = area === "rooms";
    const [row] = await on
      .select({ id: topic.pageId })
      .from(topic)
      .where(and(eq(topic.number, Number(number)), eq(topic.isInRoom, isInRoom)));
    return row?.id ?? null;
  },
  async find(ctx, id) {
    const found = await load(ctx, id);
    if (!isVisible(found)) throw new DomainError("not_found", "topic");
    return { kind: TOPIC_FLAGS, id, pageId: id, authorIds: [found.createdBy] };
  },
  async lock(ctx, id) {
    await load(ctx, id);
  },
  async describe(reader, ids, on) {
    const rows = await on
      .select({
        id: topic.pageId,
        title: topic.title,
        number: topic.number,
        isInRoom: topic.isInRoom,
        content: revision.content,
        author: { handle: member.handle, displayName: member.displayName },
      })
      .from(topic)
      .innerJoin(category, eq(category.id, topic.categoryId))
      .innerJoin(member, eq(member.id, topic.createdBy))
      .innerJoin(section, eq(section.id, topic.sectionId))
      .leftJoin(revision, eq(revision.id, section.currentRevisionId))
      .where(and(inArray(topic.pageId, [...ids]), mayKnow(reader), isSeenBy(reader)));
    return new Map(
      rows.map((row) => [
        row.id,
        {
          title: () => isolateBidi(row.title),
          path: `${topicRoot(areaOf(row))}/${row.number}`,
          text: row.content === null ? null : contentText(row.content as Content),
          author: row.author,
        },
      ]),
    );
  },
  async hide(ctx, { id, caseId, reason }) {
    const loaded = await load(ctx, id);
    if (loaded.state !== "merged") await hideTopic(ctx, loaded, { reason, caseId });
  },
  async show(ctx, { id, caseId }) {
    const loaded = await load(ctx, id);
    if (loaded.state === "hidden") await showTopic(ctx, loaded, caseId);
  },
  async typed(_reader, id, on) {
    const row = await findMessage(on, id);
    return row ? toTextarea(row.content as Content) : "";
  },
  async rewrite(ctx, { id, text }) {
    const loaded = await load(ctx, id);
    const row = await findMessage(ctx.tx, id);
    const { saveTyped } = editingOf<LoadedTopic>({ kinds: topicKinds, load: async () => loaded });
    await saveTyped(ctx, {
      slug: loaded.slug,
      base: row?.number ?? null,
      clientToken: newId(),
      summary: loaded.title,
      text,
    });
  },
};
