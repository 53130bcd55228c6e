import { and, eq, sql } from "drizzle-orm";
import { db, type Queryable } from "@/db/client";
import { importedMessage, importRun } from "@/db/schema/discussion-imports";
import { category, topic } from "@/db/schema/discussions";
import { topicRead } from "@/db/schema/topic-reading";
import { addOldComments } from "@/lib/comments";
import type { Ctx } from "@/lib/core/ctx";
import { DomainError } from "@/lib/core/errors";
import { newId } from "@/lib/core/id";
import { env } from "@/lib/env";
import type { Content } from "@/lib/text/nodes";
import { loadForSite, topicFact, visibleIn } from "../access";
import { areaOfCategory } from "../areas/model";
import { insertFirstMessage } from "../insert-first-message";
import { insertTopic } from "../insert-topic";
import { importedContent, shownName, shownTitle } from "./clean-text";
import type { MemberOf, OldMessage, OldTopic, Skipped } from "./model";

/** What a dry run needs to know as well. */
interface Reading {
  source: string;
  memberOf: MemberOf;
}

/** Into what a run imports. `authorId`: the account of the site, for authors without one. */
export interface Into extends Reading {
  runId: string;
  category: { id: string; slug: string; isRoom: boolean };
  language: string;
  authorId: string;
}

/** What becomes of a topic: how many messages are new, how many of them by members, and which are left out. */
export interface ImportOutcome {
  isNew: boolean;
  title: string;
  added: number;
  asMembers: number;
  there: number;
  skipped: Skipped[];
}

/** Finds the category of an import. Throws `not_found`. */
export async function findImportCategory(slug: string, on: Queryable = db()): Promise<Into["category"]> {
  const [row] = await on
    .select({ id: category.id, slug: category.slug, audience: category.audience })
    .from(category)
    .where(eq(category.slug, slug));
  if (!row) throw new DomainError("not_found", "category");
  return { id: row.id, slug: row.slug, isRoom: areaOfCategory(row) === "rooms" };
}

/** Stores that a run began. Returns its id. */
export async function beginImport(
  ctx: Ctx,
  run: { source: string; categoryId: string; hash: string },
): Promise<string> {
  ctx.asSystem("the operator's command");
  ctx.skipAudit("each of its topics is in the log");
  const id = newId(ctx.now.getTime());
  await ctx.tx.insert(importRun).values({ ...run, id, createdAt: ctx.now });
  return id;
}

type Read = OldMessage & { content: Content; memberId: string | null };

/** Reads what of a topic is not there yet, and what of that is left out. */
async function readFresh(on: Queryable, old: OldTopic, { source, memberOf }: Reading) {
  const skipped: Skipped[] = [];
  const there = await listThere(on, source, old.messages);
  const fresh: Read[] = old.messages.flatMap((message) => {
    if (there.has(message.externalId)) return [];
    const content = importedContent(message.text, env().APP_URL);
    if (content) return [{ ...message, content, memberId: memberOf(message.author) }];
    skipped.push({ externalId: message.externalId, why: "no text that can be shown" });
    return [];
  });
  // Its messages can be in several topics by now: the rest follows the earliest one.
  const known = old.messages.map(({ externalId }) => there.get(externalId)).find((row) => row !== undefined);
  const outcome: ImportOutcome = {
    isNew: known === undefined && fresh.length > 0,
    title: shownTitle(old.title),
    added: fresh.length,
    asMembers: fresh.filter(({ memberId }) => memberId !== null).length,
    there: there.size,
    skipped,
  };
  return { there, fresh, pageId: known?.pageId, outcome };
}

/** Says what importing a topic would make, and changes nothing: not even a number of a topic is taken. */
export const planTopic = async (
  old: OldTopic,
  reading: Reading,
  on: Queryable = db(),
): Promise<ImportOutcome> => (await readFresh(on, old, reading)).outcome;

/**
 * Imports a topic in one transaction: what is not there yet. Messages keep their times; those of authors without an account
 * get the site's account, and their name beside it.
 */
export async function importTopic(ctx: Ctx, old: OldTopic, into: Into): Promise<ImportOutcome> {
  ctx.asSystem("the operator's command");
  // Two runs of the same source at once: the second one finds what the first has made.
  await ctx.tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`import ${into.source}`}, 0))`);
  const { there, fresh, pageId, outcome } = await readFresh(ctx.tx, old, into);
  const [first, ...others] = fresh;
  if (!first) {
    ctx.skipAudit("all of it is there already");
    return outcome;
  }
  const made = pageId ?? (await insertOld(ctx, outcome.title, first, into));
  const loaded = await loadForSite(ctx, made);
  if (!loaded || loaded.state === "merged")
    throw new Error("an imported topic was merged meanwhile: run the import again");
  await addReplies(ctx, made, pageId === undefined ? others : fresh, { there, into });
  await ctx.record("discussions.imported", {
    ...topicFact(loaded),
    runId: into.runId,
    messages: fresh.length,
  });
  return outcome;
}

async function listThere(on: Queryable, source: string, messages: readonly OldMessage[]) {
  const ids = messages.map(({ externalId }) => externalId);
  const rows = await on
    .select({
      externalId: importedMessage.externalId,
      pageId: importedMessage.pageId,
      commentId: importedMessage.commentId,
    })
    .from(importedMessage)
    .where(
      and(
        eq(importedMessage.source, source),
        sql`${importedMessage.externalId} = any(${sql.param(ids)}::text[])`,
      ),
    );
  return new Map(rows.map((row) => [row.externalId, row]));
}

const rowOf = (one: Read, { source, runId }: Into, at: { pageId: string; commentId: string | null }) => ({
  ...at,
  source,
  runId,
  externalId: one.externalId,
  authorName: one.memberId === null ? shownName(one.author) : null,
});

/** Inserts the topic with its first message. Returns its id. */
async function insertOld(ctx: Ctx, title: string, first: Read, into: Into): Promise<string> {
  const { category: of, language, authorId } = into;
  const { pageId, section } = await insertTopic(ctx, {
    area: of.isRoom ? "rooms" : "discussions",
    categoryId: of.id,
    state: visibleIn({ isInRoom: of.isRoom }),
    title,
    language,
    isQuestion: false,
    topics: [],
    countries: [],
    articles: [],
    about: null,
    createdBy: first.memberId ?? authorId,
    openedAt: first.at,
  });
  await insertFirstMessage(ctx, section, { content: first.content, title });
  await ctx.tx.insert(importedMessage).values(rowOf(first, into, { pageId, commentId: null }));
  await markRead(ctx, pageId, first.memberId === null ? [] : [first.memberId], 0);
  return pageId;
}

async function addReplies(
  ctx: Ctx,
  pageId: string,
  fresh: readonly Read[],
  { there, into }: { there: Awaited<ReturnType<typeof listThere>>; into: Into },
): Promise<void> {
  if (fresh.length === 0) return;
  const ids = new Map([...there.values()].map(({ externalId, commentId }) => [externalId, commentId]));
  for (const { externalId } of fresh) ids.set(externalId, newId(ctx.now.getTime()));
  const comments = fresh.map((one) => ({
    id: ids.get(one.externalId) ?? "",
    authorId: one.memberId ?? into.authorId,
    content: one.content,
    createdAt: one.at,
    parentId: one.parentId === null ? null : (ids.get(one.parentId) ?? null),
  }));
  const last = await addOldComments(ctx, pageId, comments);
  for (let at = 0; at < fresh.length; at += 500)
    await ctx.tx
      .insert(importedMessage)
      .values(
        fresh
          .slice(at, at + 500)
          .map((one) => rowOf(one, into, { pageId, commentId: ids.get(one.externalId) ?? null })),
      );
  await ctx.tx
    .update(topic)
    .set({
      replyCount: sql`${topic.replyCount} + ${fresh.length}`,
      activeAt: sql`greatest(${topic.activeAt}, ${new Date(Math.max(...fresh.map(({ at }) => at.getTime()))).toISOString()}::timestamptz)`,
    })
    .where(eq(topic.pageId, pageId));
  const members = new Set(fresh.flatMap(({ memberId }) => memberId ?? []));
  await markRead(ctx, pageId, [...members], last);
}

/** Notes that members have read what they took part in long ago, so that nothing of it is unread. */
async function markRead(
  { tx, now }: Ctx,
  pageId: string,
  members: readonly string[],
  last: number,
): Promise<void> {
  if (members.length === 0) return;
  await tx
    .insert(topicRead)
    .values(
      members.map((memberId) => ({
        memberId,
        pageId,
        readNumber: last,
        reason: "replied" as const,
        readAt: now,
      })),
    )
    .onConflictDoUpdate({
      target: [topicRead.memberId, topicRead.pageId],
      set: { readNumber: sql`greatest(${topicRead.readNumber}, excluded.read_number)` },
    });
}
