import { and, eq, inArray, sql } from "drizzle-orm";
import { db, type Queryable } from "@/db/client";
import { member } from "@/db/schema/accounts";
import { topic } from "@/db/schema/discussions";
import { presence } from "@/db/schema/revisions";
import { subselect } from "@/db/subselect";
import type { Actor } from "@/lib/core/actor";
import { PRESENCE_SECONDS } from "@/lib/revisions";
import { isTopic, isVisible } from "../access";
import { areaOf, type TopicArea } from "../areas/model";
import { shownTo } from "../rooms/access";

/** A topic that somebody has open. */
export interface LiveKey {
  area: TopicArea;
  number: number;
}

/** What is new in a topic that somebody has open. */
export interface LiveTopic extends LiveKey {
  /** Its newest visible replies, newest first: number and author. */
  newest: { number: number; authorId: string }[];
  /** Members who write a reply at the moment. */
  writing: { id: string; name: string }[];
}

/** Newest replies that are counted for a reader; of more the bar says that there are many. */
export const MOST_NEW = 50;

/** Members whose names a topic shows as writing. */
const MOST_WRITING = 5;

/**
 * Finds what is new in topics, of any readers: who may read each is asked by the caller. Topics that their readers do not
 * see are left out.
 */
export async function listLive(
  keys: readonly LiveKey[],
  now: Date,
  on: Queryable = db(),
): Promise<LiveTopic[]> {
  if (keys.length === 0) return [];
  const numbers = [...new Set(keys.map(({ number }) => number))];
  const rows = await on
    .select({
      number: topic.number,
      isInRoom: topic.isInRoom,
      state: topic.state,
      sectionId: topic.sectionId,
      newest: subselect<
        LiveTopic["newest"]
      >`(select coalesce(json_agg(json_build_object('number', n.number, 'authorId', n.author_id)), '[]') from (
        select c.number, c.author_id from comment c
        where c.post_id = ${topic.pageId} and c.number is not null and c.state = 'shown'
        order by c.number desc limit ${MOST_NEW}) n)`,
    })
    .from(topic)
    .where(inArray(topic.number, numbers));
  const wanted = new Set(keys.map(({ area, number }) => `${area} ${number}`));
  const found = rows.filter((row) => isVisible(row) && wanted.has(`${areaOf(row)} ${row.number}`));
  const writers = await listWriters(
    found.map(({ sectionId }) => sectionId),
    now,
    on,
  );
  return found.map((row) => ({
    area: areaOf(row),
    number: row.number,
    newest: row.newest,
    writing: writers.get(row.sectionId) ?? [],
  }));
}

/** Whether a member may read a topic in a room at the moment. */
export async function mayReadTopic(
  actor: Actor,
  { area, number }: LiveKey,
  on: Queryable = db(),
): Promise<boolean> {
  const rows = await on
    .select({ number: topic.number })
    .from(topic)
    .where(and(isTopic(area, String(number)), shownTo(actor)));
  return rows.length > 0;
}

async function listWriters(sectionIds: readonly string[], now: Date, on: Queryable) {
  const since = new Date(now.getTime() - PRESENCE_SECONDS * 1_000);
  const rows = await on
    .select({ sectionId: presence.sectionId, id: member.id, name: member.displayName })
    .from(presence)
    .innerJoin(member, eq(member.id, presence.memberId))
    .where(
      and(
        inArray(presence.sectionId, [...sectionIds]),
        sql`${presence.seenAt} > ${since}`,
        eq(member.state, "active"),
      ),
    )
    .orderBy(presence.seenAt, presence.memberId);
  const bySection = new Map<string, LiveTopic["writing"]>();
  for (const { sectionId, ...one } of rows) {
    const all = bySection.get(sectionId) ?? [];
    if (all.length < MOST_WRITING) bySection.set(sectionId, [...all, one]);
  }
  return bySection;
}
