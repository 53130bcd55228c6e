import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { beforeAll, expect, it } from "vitest";
import { db, pool } from "@/db/client";
import type { Actor } from "@/lib/core/actor";
import { addToRoom, removeFromRoom } from "@/lib/discussions";
import { transact } from "@/lib/transact";
import { muteMember, setWatch, stopWatch } from "@/lib/watching";
import { useDatabase } from "@/tests/support/database";
import { by, makeActor } from "@/tests/support/members";
import { madeCategory, openedTopic } from "@/tests/support/topics";
import {
  countOwnTopics,
  listOwnTopics,
  markListRead,
  markTopicRead,
  muteCategory,
  readUpTo,
  undoRead,
} from "../index";
import { COUNTED_LISTS, type CountedList, OwnTopicsQuery } from "./model";

useDatabase({ keep: true });

/*
 * Counts of unread topics against a model that counts everything again: replies are written, hidden, deleted and shown;
 * topics are hidden and shown; members read, mark as read, undo, mute and lose access to a room.
 */

const EVENTS = 10_000;
/** Events between two comparisons. */
const BETWEEN = 400;
const TOPICS = 40;

type Row = { number: number; reason: "opened" | "replied" | "dismissed" };
interface ModelReply {
  id: string;
  by: string;
  state: "shown" | "held" | "hidden" | "removed";
  at: number;
}
interface ModelTopic {
  id: string;
  slug: string;
  isInRoom: boolean;
  category: string;
  by: string;
  isHidden: boolean;
  at: number;
  /** By number, from 1. */
  replies: ModelReply[];
}
interface Reader {
  actor: Actor;
  rows: Map<string, Row>;
  levels: Map<string, string>;
  muted: Set<string>;
  /** By category: the level, and when it was chosen. */
  categories: Map<string, { level: string; since: number }>;
  isInside: boolean;
  /** The newest mark, with the rows before it. */
  mark: { undo: string; before: Map<string, Row | null> } | null;
}

/** The same numbers on each run (mulberry32). */
let seed = 20_261_201;
function random(): number {
  seed = (seed + 0x6d2b79f5) | 0;
  let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
}
const below = (n: number) => Math.floor(random() * n);
const oneOf = <T>(all: readonly T[]): T => all[below(all.length)] as T;

const topics: ModelTopic[] = [];
const readers: Reader[] = [];
let writers: Actor[] = [];
let admin: Actor;

beforeAll(async () => {
  admin = await makeActor("administrator");
  for (const slug of ["one", "two"]) await madeCategory({ slug, name_en: `Category ${slug}` });
  await madeCategory({ slug: "room", name_en: "Room", audience: "group" });
  const actors = [await makeActor("trusted"), await makeActor("trusted"), await makeActor("trusted")];
  writers = [...actors, await makeActor("trusted"), await makeActor("trusted")];
  for (const actor of writers) await join(actor);
  for (const actor of actors)
    readers.push({
      actor,
      rows: new Map(),
      levels: new Map(),
      muted: new Set(),
      categories: new Map(),
      isInside: true,
      mark: null,
    });
  for (let n = 0; n < TOPICS; n += 1) {
    const category = oneOf(["one", "two", "room"]);
    const isInRoom = category === "room";
    const author = oneOf(writers);
    const { slug } = await openedTopic(author, { category }, isInRoom ? "rooms" : "discussions");
    const { rows } = await db().execute<{ id: string }>(
      sql`select page_id as id from topic where number = ${Number(slug)} and is_in_room = ${isInRoom}`,
    );
    const at = Date.now();
    // Whoever opens a topic watches it.
    for (const reader of readers)
      if (reader.actor.id === author.id) reader.levels.set(rows[0]?.id ?? "", "watching");
    topics.push({
      id: rows[0]?.id ?? "",
      slug,
      isInRoom,
      category,
      by: author.id,
      isHidden: false,
      at,
      replies: [],
    });
  }
}, 60_000);

const join = (actor: Actor) =>
  transact(by(admin), (ctx) => addToRoom(ctx, { slug: "room", handle: actor.handle }));

const placeOf = ({ isInRoom, slug }: ModelTopic) =>
  ({ area: isInRoom ? "rooms" : "discussions", slug }) as const;
const isSeen = (reader: Reader, topic: ModelTopic) => !topic.isHidden && (!topic.isInRoom || reader.isInside);
/** What the reader chose for the topic or, without that, for its category. */
const levelOf = (reader: Reader, topic: ModelTopic) =>
  reader.levels.get(topic.id) ?? reader.categories.get(topic.category)?.level;
const isHeard = (reader: Reader, topic: ModelTopic) =>
  !reader.muted.has(topic.by) && levelOf(reader, topic) !== "muted";
/** How far the reader has read; a topic followed because of its category alone counts from when that was chosen. */
function positionOf(reader: Reader, topic: ModelTopic): number {
  const row = reader.rows.get(topic.id);
  if (row) return row.number;
  const since = reader.levels.has(topic.id) ? undefined : reader.categories.get(topic.category)?.since;
  return since === undefined ? 0 : topic.replies.findLastIndex(({ at }) => at <= since) + 1;
}

function unreadIn(reader: Reader, topic: ModelTopic): number {
  const level = levelOf(reader, topic);
  const row = reader.rows.get(topic.id);
  const isFollowed =
    level === undefined || level === "first"
      ? row !== undefined && row.reason !== "dismissed"
      : level === "watching" || level === "tracking";
  if (!isFollowed || !isSeen(reader, topic) || !isHeard(reader, topic) || isNew(reader, topic)) return 0;
  return topic.replies.filter(
    ({ by: author, state }, n) =>
      n + 1 > positionOf(reader, topic) &&
      state === "shown" &&
      author !== reader.actor.id &&
      !reader.muted.has(author),
  ).length;
}

const isNew = (reader: Reader, topic: ModelTopic) =>
  isSeen(reader, topic) &&
  isHeard(reader, topic) &&
  topic.by !== reader.actor.id &&
  !reader.rows.has(topic.id) &&
  ["normal", undefined].includes(reader.levels.get(topic.id));

const isIn = (reader: Reader, list: CountedList, topic: ModelTopic) =>
  list === "new" ? isNew(reader, topic) : unreadIn(reader, topic) > 0;

/** What writers and moderators did since the last step of a reader: sent together, as each alone would wait for its answer. */
let waiting: string[] = [];
async function flush(): Promise<void> {
  if (waiting.length > 0) await pool().query(waiting.join(";"));
  waiting = [];
}

async function write(): Promise<void> {
  const topic = oneOf(topics);
  const author = oneOf(writers).id;
  const at = Date.now();
  const state = random() < 0.1 ? "held" : "shown";
  const id = randomUUID();
  topic.replies.push({ id, by: author, state, at });
  waiting.push(`insert into comment (id, post_id, number, author_id, state, content, client_token, created_at)
    values ('${id}', '${topic.id}', ${topic.replies.length}, '${author}', '${state}', '{}', '${id}',
      '${new Date(at).toISOString()}')`);
  waiting.push(`update topic set active_at = '${new Date(at).toISOString()}' where page_id = '${topic.id}'`);
}

async function moderate(): Promise<void> {
  const topic = oneOf(topics);
  if (random() < 0.2) {
    topic.isHidden = !topic.isHidden;
    const state = topic.isHidden ? "hidden" : topic.isInRoom ? "inside" : "shown";
    waiting.push(`update topic set state = '${state}' where page_id = '${topic.id}'`);
    return;
  }
  if (topic.replies.length === 0) return;
  const reply = oneOf(topic.replies);
  reply.state = oneOf(["shown", "hidden", "removed"]);
  waiting.push(`update comment set state = '${reply.state}' where id = '${reply.id}'`);
}

/** Raises a position in the model; `reason`: that of a new row. */
function raise(reader: Reader, topic: ModelTopic, to: number, reason: Row["reason"]): void {
  const row = reader.rows.get(topic.id);
  const isFurther = row === undefined || to > row.number || row.reason === "dismissed";
  if (isFurther && reason === "opened") reader.mark?.before.delete(topic.id);
  reader.rows.set(topic.id, {
    number: Math.max(row?.number ?? 0, to),
    reason: row === undefined || row.reason === "dismissed" ? reason : row.reason,
  });
}

async function read(reader: Reader): Promise<void> {
  const topic = oneOf(topics);
  // Mostly to the end, or beyond it, as a page can be older than the topic.
  const number = random() < 0.6 ? topic.replies.length + below(3) : below(topic.replies.length + 1);
  const done = transact(by(reader.actor), (ctx) => readUpTo(ctx, { of: placeOf(topic), number }));
  if (!isSeen(reader, topic)) return void (await expect(done).rejects.toMatchObject({ code: "not_found" }));
  await done;
  raise(reader, topic, Math.min(number, topic.replies.length), "opened");
}

async function markOne(reader: Reader): Promise<void> {
  const topic = oneOf(topics.filter((one) => isSeen(reader, one)));
  const number = below(topic.replies.length + 1);
  const input = { of: placeOf(topic), number, isOpened: false };
  const { undo } = await transact(by(reader.actor), (ctx) => markTopicRead(ctx, input));
  marked(reader, undo, [[topic, number]]);
}

function marked(reader: Reader, undo: string, to: readonly (readonly [ModelTopic, number])[]): void {
  const before = new Map<string, Row | null>();
  for (const [topic, number] of to) {
    const row = reader.rows.get(topic.id);
    if (row && number <= row.number) continue;
    before.set(topic.id, row ?? null);
    reader.rows.set(topic.id, { number, reason: row?.reason ?? "dismissed" });
  }
  reader.mark = { undo, before };
}

async function markAll(reader: Reader): Promise<void> {
  const list = oneOf(COUNTED_LISTS);
  const category = random() < 0.5 ? oneOf(["one", "two", "room"]) : undefined;
  // Sometimes a page that was drawn a while ago.
  const past = oneOf(topics).replies.at(-1)?.at;
  const at = random() < 0.3 && past !== undefined ? past : Date.now();
  const chosen = topics.filter(
    (one) => one.at <= at && isIn(reader, list, one) && (category ?? one.category) === one.category,
  );
  const { undo } = await transact(by(reader.actor), (ctx) => markListRead(ctx, { list, at, category }));
  const upTo = (one: ModelTopic) =>
    one.replies.findLastIndex(({ state, at: written }) => state === "shown" && written <= at) + 1;
  marked(
    reader,
    undo,
    chosen.map((one) => [one, upTo(one)]),
  );
}

async function undoMark(reader: Reader): Promise<void> {
  const { mark } = reader;
  if (!mark) return;
  await transact(by(reader.actor), (ctx) => undoRead(ctx, { undo: mark.undo, list: "unread" }));
  for (const [id, row] of mark.before) {
    if (row) reader.rows.set(id, row);
    else reader.rows.delete(id);
  }
  reader.mark = null;
}

async function choose(reader: Reader): Promise<void> {
  const topic = oneOf(topics.filter((one) => isSeen(reader, one)));
  const level = oneOf(["watching", "tracking", "normal", "muted"] as const);
  const of = { kind: topic.isInRoom ? "room" : "discussion", slug: topic.slug };
  await transact(by(reader.actor), (ctx) => setWatch(ctx, { of, level, show: undefined }));
  reader.levels.set(topic.id, level);
}

async function mute(reader: Reader): Promise<void> {
  const isMuted = random() < 0.4;
  if (random() < 0.5) {
    const slug = oneOf(reader.isInside ? ["one", "two", "room"] : ["one", "two"]);
    return isMuted ? chooseCategory(reader, slug) : leaveCategory(reader, slug);
  }
  const { id, handle } = oneOf(writers.filter((one) => one.id !== reader.actor.id));
  await transact(by(reader.actor), (ctx) => muteMember(ctx, { handle, isMuted }));
  reader.muted[isMuted ? "add" : "delete"](id);
}

async function chooseCategory(reader: Reader, slug: string): Promise<void> {
  const level = oneOf(["watching", "first", "tracking", "normal", "muted"] as const);
  const before = reader.categories.get(slug);
  if (level === "muted")
    await transact(by(reader.actor), (ctx) => muteCategory(ctx, { slug, isMuted: true }));
  else {
    const of = { kind: "category", slug };
    await transact(by(reader.actor), (ctx) => setWatch(ctx, { of, level, show: undefined }));
  }
  if (before?.level === level && level !== "muted") return;
  const { rows } = await db().execute<{ since: string }>(sql`select w.since from watch w join category c
    on w.kind = 'category' and w.key = c.id::text where c.slug = ${slug} and w.member_id = ${reader.actor.id}`);
  reader.categories.set(slug, { level, since: new Date(rows[0]?.since ?? 0).getTime() });
}

async function leaveCategory(reader: Reader, slug: string): Promise<void> {
  await transact(by(reader.actor), (ctx) => stopWatch(ctx, { of: { kind: "category", slug } }));
  reader.categories.delete(slug);
}

async function comeOrGo(reader: Reader): Promise<void> {
  reader.isInside = !reader.isInside;
  if (reader.isInside) await join(reader.actor);
  else await transact(by(admin), (ctx) => removeFromRoom(ctx, { slug: "room", handle: reader.actor.handle }));
}

/** Events by how often they happen, of a thousand. */
const KINDS: readonly [number, (reader: Reader) => Promise<void>][] = [
  [560, write],
  [200, moderate],
  [130, read],
  [30, markOne],
  [20, markAll],
  [20, undoMark],
  [20, choose],
  [15, mute],
  [5, comeOrGo],
];

async function happen(): Promise<void> {
  let left = below(1_000);
  for (const [often, event] of KINDS) {
    left -= often;
    if (left >= 0) continue;
    if (event !== write && event !== moderate) await flush();
    return event(oneOf(readers));
  }
}

async function compare(reader: Reader): Promise<void> {
  await flush();
  const counts = await countOwnTopics(reader.actor);
  for (const list of COUNTED_LISTS) {
    const wanted = topics.filter((one) => isIn(reader, list, one));
    const found = await listOwnTopics(reader.actor, OwnTopicsQuery.parse({ list }), db(), TOPICS + 1);
    const byId = (all: readonly (readonly [string, number])[]) =>
      [...all].sort(([a], [b]) => (a < b ? -1 : 1));
    expect(byId(found.rows.map(({ id, unread }) => [id, unread]))).toEqual(
      byId(wanted.map((one) => [one.id, Math.min(100, unreadIn(reader, one))])),
    );
    expect([counts[list], found.total]).toEqual([wanted.length, wanted.length]);
  }
}

it(`counts what a model counts, over ${EVENTS} random events`, async () => {
  for (let n = 1; n <= EVENTS; n += 1) {
    await happen();
    if (n % BETWEEN === 0) for (const reader of readers) await compare(reader);
  }
}, 240_000);
