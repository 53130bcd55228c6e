import { and, asc, eq, inArray, type SQL } from "drizzle-orm";
import { db, type Queryable, type Tx } from "@/db/client";
import { member } from "@/db/schema/accounts";
import { topic } from "@/db/schema/discussions";
import { revision, section } from "@/db/schema/revisions";
import { subselect } from "@/db/subselect";
import { indexCommentsOn, listCommentOwners } from "@/lib/comments";
import type { PublishedText } from "@/lib/core/audit";
import type { Ctx } from "@/lib/core/ctx";
import { countryName } from "@/lib/i18n/country-names";
import { LOCALES } from "@/lib/i18n/locales";
import { contentOf, contentUnless, withKnown } from "@/lib/revisions";
import type { SectionKind } from "@/lib/revisions/kind";
import { type SearchEntry, updateAllEntries } from "@/lib/search";
import { fromTextarea } from "@/lib/text/markdown-lite";
import type { Content } from "@/lib/text/nodes";
import { blockText } from "@/lib/text/plain";
import { isTopic } from "@/lib/vocabulary/topics";
import { TOPIC_KIND, topicPath } from "./areas/model";
import { messageKind } from "./message-kind";
import { roomPages, topicPages } from "./page-kind";
import { roomAudience } from "./rooms/access";

const ownerOf = (pageId: string) => `topic:${pageId}`;

/** Lists visible topics with their first message; `known`: one that was already read. */
async function listRows(on: Queryable, which: SQL | undefined, known?: PublishedText) {
  const rows = await on
    .select({
      id: topic.pageId,
      categoryId: topic.categoryId,
      isInRoom: topic.isInRoom,
      number: topic.number,
      slug: topic.slug,
      title: topic.title,
      language: topic.language,
      topics: topic.topics,
      countries: topic.countries,
      createdAt: topic.createdAt,
      author: member.displayName,
      revisionId: revision.id,
      content: contentUnless(known),
      polls: subselect<
        string[]
      >`array(select p.question || E'\\n' || string_agg(o.text, E'\\n' order by o.position)
        from poll p join poll_option o on o.poll_id = p.id where p.page_id = ${topic.pageId}
        group by p.id order by p.created_at, p.id)`,
    })
    .from(topic)
    .innerJoin(member, eq(member.id, topic.createdBy))
    .innerJoin(section, eq(section.id, topic.sectionId))
    .leftJoin(revision, eq(revision.id, section.currentRevisionId))
    .where(and(inArray(topic.state, ["shown", "inside"]), which));
  return rows.map((row) => withKnown(row, known));
}
type TopicRow = Awaited<ReturnType<typeof listRows>>[number];

/** Makes the entry of a topic. */
function topicEntry(row: TopicRow): SearchEntry {
  const content = contentOf(
    messageKind as SectionKind<unknown>,
    row.content === null ? null : { content: row.content },
  ) as Content;
  return {
    key: TOPIC_KIND,
    kind: TOPIC_KIND,
    path: topicPath(row),
    title: row.title,
    language: row.language,
    countries: row.countries,
    topics: row.topics.filter(isTopic),
    at: row.createdAt,
    context: [
      { text: row.author, language: "" },
      ...row.countries.flatMap((iso2) =>
        LOCALES.map((language) => ({ text: countryName(iso2, language), language })),
      ),
    ],
    passages: [...content.doc.content.map(blockText), ...row.polls]
      .map((text) => ({ text, language: row.language }))
      .filter(({ text }) => text !== ""),
    ...(row.isInRoom ? { audience: roomAudience(row.categoryId) } : {}),
  };
}

async function put(tx: Tx, ids: readonly string[], rows: readonly TopicRow[]): Promise<number> {
  return updateAllEntries(
    tx,
    ids.map((id) => {
      const row = rows.find((one) => one.id === id);
      return { owner: ownerOf(id), entries: row ? [topicEntry(row)] : [] };
    }),
  );
}

/** Updates the search entries of topics and their replies. Returns how many rows differed. */
export async function indexTopics(tx: Tx, ids: readonly string[]): Promise<number> {
  const own = await put(tx, ids, await listRows(tx, inArray(topic.pageId, [...ids])));
  const replies = await indexCommentsOn(topicPages, tx, ids);
  return own + replies + (await indexCommentsOn(roomPages, tx, ids));
}

/** Updates them after a topic was opened, changed, hidden or shown. */
export async function indexTopic(ctx: Ctx, { pageId }: { pageId: string }): Promise<void> {
  await indexTopics(ctx.tx, [pageId]);
}

/** Updates the entries of the topics with which a site begins. */
export async function indexFirstTopics(ctx: Ctx, { topics }: { topics: readonly string[] }): Promise<void> {
  if (topics.length > 0) await indexTopics(ctx.tx, topics);
}

/** Updates the entry of a topic whose first message changed; its replies are as before. */
export async function indexMessage(
  ctx: Ctx,
  { pageId, current }: { pageId: string; current: { after: PublishedText } },
): Promise<void> {
  await put(ctx.tx, [pageId], await listRows(ctx.tx, eq(topic.pageId, pageId), current.after));
}

/** Updates the entries of a member's topics when the name changes or is erased. */
export async function indexTopicsOf(ctx: Ctx, { memberId }: { memberId: string }): Promise<void> {
  const rows = await listRows(ctx.tx, eq(topic.createdBy, memberId));
  const ids = rows.map(({ id }) => id);
  if (ids.length > 0) await put(ctx.tx, ids, rows);
}

/** Lists the ids of all indexed topics, public ones and those in rooms, in a fixed order. */
export async function listTopicIds(): Promise<string[]> {
  const rows = await db()
    .select({ id: topic.pageId })
    .from(topic)
    .where(inArray(topic.state, ["shown", "inside"]))
    .orderBy(asc(topic.pageId));
  return rows.map(({ id }) => id);
}

/** Lists the owners of their entries and their replies' in the index. */
export async function listTopicOwners(): Promise<string[]> {
  const replies = await Promise.all([listCommentOwners(topicPages), listCommentOwners(roomPages)]);
  return [...(await listTopicIds()).map(ownerOf), ...replies.flat()];
}

/** Makes the entry of a fixed topic: when it changes, the entries of all topics are made again. */
export function topicSamples(): SearchEntry[] {
  return [
    topicEntry({
      id: "00000000-0000-4000-8000-000000000005",
      categoryId: "00000000-0000-4000-8000-000000000006",
      isInRoom: false,
      number: 1,
      slug: "sample",
      title: "Sample",
      language: "fr",
      topics: ["legislation"],
      countries: ["SN"],
      createdAt: new Date("2026-01-02T03:04:05Z"),
      author: "Sample Author",
      revisionId: null,
      polls: ["Sample?\nYes\nNo"],
      content: fromTextarea("Sample", { newId: () => "sample01" }),
    }),
  ];
}
