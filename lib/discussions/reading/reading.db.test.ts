import { sql } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { db, pool } from "@/db/client";
import type { Actor } from "@/lib/core/actor";
import { runDueJobs } from "@/lib/jobs/worker";
import { erasePerson } from "@/lib/members/erase-person";
import { collectOwnData } from "@/lib/personal-data";
import { SYSTEM, transact } from "@/lib/transact";
import { countUnseenNotices, isMemberMuted, listMutedMembers, muteMember, setWatch } from "@/lib/watching";
import { useDatabase } from "@/tests/support/database";
import { by, makeActor } from "@/tests/support/members";
import { refusal } from "@/tests/support/sections";
import { madeCategory, openedTopic, replied } from "@/tests/support/topics";
import {
  countOwnTopics,
  countUnreadAt,
  findOwnCategory,
  findReading,
  listMutedCategories,
  listOwnTopics,
  listTopics,
  markListRead,
  markTopicRead,
  muteCategory,
  readUpTo,
  topicCommands,
  topicReplies,
  undoRead,
} from "../index";
import { MarkListRead, NEW_DAYS, type OwnList, OwnTopicsQuery, ReadUpTo } from "./model";

useDatabase();

let reader: Actor;
let author: Actor;
let moderator: Actor;
let slug: string;

beforeEach(async () => {
  reader = await makeActor("trusted");
  author = await makeActor("trusted");
  moderator = await makeActor("moderator");
  await madeCategory();
  ({ slug } = await openedTopic(author));
});

const at = (number: string) => ({ area: "discussions", slug: number }) as const;
const reads = (actor: Actor, number: number, of = slug) =>
  transact(by(actor), (ctx) => readUpTo(ctx, { of: at(of), number }));
const listed = async (list: OwnList, actor = reader, more = {}) =>
  (await listOwnTopics(actor, OwnTopicsQuery.parse({ list, ...more }))).rows.map(({ number }) =>
    String(number),
  );
const stateOf = async (actor = reader, of = slug) => {
  const { readNumber, first, unread } = await findReading(actor, at(of));
  return [readNumber, first, unread];
};
const markAll = (list: "new" | "unread", drawnAt = Date.now(), more = {}) =>
  transact(by(reader), (ctx) =>
    markListRead(ctx, MarkListRead.parse({ list, at: String(drawnAt), ...more })),
  );
const undo = (id: string) => transact(by(reader), (ctx) => undoRead(ctx, { undo: id, list: "unread" }));
const watches = (level: "watching" | "tracking" | "normal" | "muted") =>
  transact(by(reader), (ctx) => setWatch(ctx, { of: { kind: "discussion", slug }, level, show: undefined }));
const replyOf = (actor: Actor, text: string, of = slug) => replied(actor, of, text);

async function repliesBy(actor: Actor, count: number, of = slug): Promise<string[]> {
  const ids: string[] = [];
  for (let n = 0; n < count; n += 1) ids.push(await replyOf(actor, `Reply with the words ${n} of ${of}`, of));
  return ids;
}

const erase = (actor: Actor) =>
  transact(SYSTEM, async (ctx) => {
    ctx.asSystem("a test");
    ctx.skipAudit("a test");
    return erasePerson(ctx, actor.id);
  });

describe("the position of a member", () => {
  it("begins when they open the topic, and the first reply after it is the first unread one", async () => {
    await repliesBy(author, 3);
    expect(await stateOf()).toEqual([null, null, 0]);
    await reads(reader, 1);
    expect(await stateOf()).toEqual([1, 2, 2]);
  });

  it("only rises, and not beyond the last reply", async () => {
    await repliesBy(author, 3);
    await reads(reader, 2);
    expect(await reads(reader, 1)).toEqual({ number: 2 });
    expect(await reads(reader, 900)).toEqual({ number: 3 });
    await replyOf(author, "A fourth reply");
    expect(await stateOf()).toEqual([3, 4, 1]);
  });

  it("is the highest of several devices that write at once", async () => {
    await repliesBy(author, 5);
    await Promise.all([1, 5, 3, 2, 4, 5, 1].map((number) => reads(reader, number)));
    expect(await stateOf()).toEqual([5, null, 0]);
  });

  it("passes over what the member wrote, and over hidden, deleted and held replies", async () => {
    await reads(reader, 0);
    const [hidden = "", removed = ""] = await repliesBy(author, 2);
    await replyOf(reader, "My own reply");
    await replyOf(await makeActor(), "The first reply of a new member waits");
    expect(await stateOf()).toEqual([0, 1, 2]);
    await transact(by(moderator), (ctx) =>
      topicReplies.hide(ctx, { slug, id: hidden, reason: "Advertising" }),
    );
    await transact(by(author), (ctx) => topicReplies.remove(ctx, { slug, id: removed }));
    expect(await stateOf()).toEqual([0, null, 0]);
    expect(await listed("unread")).toEqual([]);
    await transact(by(moderator), (ctx) => topicReplies.show(ctx, { slug, id: hidden }));
    expect(await stateOf()).toEqual([0, 1, 1]);
  });

  it("of who replies without one is their reply", async () => {
    await repliesBy(author, 2);
    await replyOf(reader, "My own reply");
    expect(await stateOf()).toEqual([3, null, 0]);
    await replyOf(author, "An answer to it");
    expect(await listed("unread")).toEqual([slug]);
  });

  it.each(["discussion:0", "discussion:x", "profile:1", "discussion:12345678901", "discussion:1 ", ""])(
    "is refused for the malformed topic %j",
    (of) => {
      expect(ReadUpTo.safeParse({ of, number: 1 }).success).toBe(false);
    },
  );

  it("is refused for a hidden topic, and to visitors", async () => {
    await transact(by(moderator), (ctx) => topicCommands.hide(ctx, { slug, reason: "Advertising" }));
    expect(await refusal(reads(reader, 0))).toMatchObject({ code: "not_found" });
    expect(await refusal(reads(reader, 0, "999"))).toMatchObject({ code: "not_found" });
    expect(await refusal(findReading(reader, at(slug)))).toMatchObject({ code: "not_found" });
    expect(await refusal(findReading(null, at(slug)))).toMatchObject({ code: "unauthenticated" });
  });
});

describe("the list of unread topics", () => {
  it("has the topics that the member opened, with their number of unread replies", async () => {
    await repliesBy(author, 2);
    expect(await listed("unread")).toEqual([]);
    await reads(reader, 1);
    const { rows, total } = await listOwnTopics(reader, OwnTopicsQuery.parse({}));
    expect([rows.map(({ unread }) => unread), total]).toEqual([[1], 1]);
    expect(await countUnreadAt(reader, [at(slug), at("77")])).toEqual({ [`discussion:${slug}`]: 1 });
  });

  it("follows the level that the member chose", async () => {
    await repliesBy(author, 1);
    await watches("tracking");
    expect(await listed("unread")).toEqual([slug]);
    await watches("normal");
    expect(await listed("unread")).toEqual([]);
    await reads(reader, 0);
    expect(await listed("unread")).toEqual([]);
    await watches("muted");
    expect([await listed("unread"), await listed("new")]).toEqual([[], []]);
  });

  it("can be filtered by category, subject and country", async () => {
    await madeCategory({ slug: "training", name_en: "Training" });
    const other = await openedTopic(author, { category: "training", topics: ["cloud"], countries: ["SN"] });
    for (const one of [slug, other.slug]) {
      await reads(reader, 0, one);
      await replyOf(author, "An answer to it", one);
    }
    expect(await listed("unread")).toEqual([other.slug, slug]);
    expect(await listed("unread", reader, { category: "training" })).toEqual([other.slug]);
    expect(await listed("unread", reader, { topic: "electronic-evidence" })).toEqual([slug]);
    expect(await listed("unread", reader, { country: "atlantis" })).toEqual([]);
    expect(await countOwnTopics(reader, { category: "training" })).toEqual({ new: 0, unread: 1 });
  });
});

describe("the list of new topics", () => {
  it("has the topics of others that the member has not opened, for some days", async () => {
    expect([await listed("new"), await listed("new", author)]).toEqual([[slug], []]);
    await reads(reader, 0);
    expect(await listed("new")).toEqual([]);
    const other = await makeActor();
    expect(await listed("new", other)).toEqual([slug]);
    await pool().query(`update topic set created_at = now() - interval '${NEW_DAYS} days 1 minute'`);
    expect(await listed("new", other)).toEqual([]);
  });

  it("has a topic that had waited from when it was shown", async () => {
    const { slug: held } = await openedTopic(await makeActor());
    expect(await listed("new")).toEqual([slug]);
    await pool().query("update topic set created_at = now() - interval '40 days' where state = 'held'");
    await transact(by(moderator), (ctx) => topicCommands.show(ctx, { slug: held }));
    expect(await listed("new")).toEqual([slug, held]);
  });
});

describe("own topics", () => {
  it("are those that the member opened, and those with a reply of theirs", async () => {
    const id = await replyOf(reader, "My own reply");
    expect([await listed("opened", author), await listed("replied")]).toEqual([[slug], [slug]]);
    await transact(by(reader), (ctx) => topicReplies.remove(ctx, { slug, id }));
    expect([await listed("opened"), await listed("replied")]).toEqual([[], []]);
  });
});

describe("marking as read", () => {
  it("takes a list as it was drawn, and can be undone", async () => {
    await reads(reader, 0);
    await repliesBy(author, 2);
    const drawnAt = Date.now();
    await new Promise((done) => setTimeout(done, 5));
    await replyOf(author, "A reply after the page was drawn");
    const marked = await markAll("unread", drawnAt);
    expect([marked.count, await stateOf()]).toEqual([1, [2, 3, 1]]);
    expect(await undo(marked.undo)).toEqual({ count: 1 });
    expect(await stateOf()).toEqual([0, 1, 3]);
    expect(await undo(marked.undo)).toEqual({ count: 0 });
  });

  it("takes new topics from the list without following them", async () => {
    const marked = await markAll("new");
    await replyOf(author, "An answer to it");
    expect([await listed("new"), await listed("unread"), (await stateOf())[0]]).toEqual([[], [], null]);
    await undo(marked.undo);
    expect(await listed("new")).toEqual([slug]);
  });

  it("sent twice at once is one mark, which the first undo takes back", async () => {
    await reads(reader, 0);
    await repliesBy(author, 2);
    const drawnAt = Date.now();
    const [one, two] = await Promise.all([markAll("unread", drawnAt), markAll("unread", drawnAt)]);
    expect(one?.undo).toBe(two?.undo);
    await undo(one?.undo ?? "");
    expect(await stateOf()).toEqual([0, 1, 2]);
  });

  it("is not undone where the member has read further since", async () => {
    const other = await openedTopic(author);
    for (const one of [slug, other.slug]) {
      await reads(reader, 0, one);
      await repliesBy(author, 2, one);
    }
    const marked = await markAll("unread");
    await replyOf(author, "A later reply");
    await reads(reader, 3);
    await undo(marked.undo);
    expect([await stateOf(), await stateOf(reader, other.slug)]).toEqual([
      [3, null, 0],
      [0, 1, 2],
    ]);
  });

  it("is not undone by another member", async () => {
    await reads(reader, 0);
    await repliesBy(author, 1);
    const marked = await markAll("unread");
    await transact(by(author), (ctx) => undoRead(ctx, { undo: marked.undo, list: "unread" }));
    expect(await stateOf()).toEqual([1, null, 0]);
  });

  it("takes one topic up to a reply, which can be undone", async () => {
    await repliesBy(author, 3);
    const input = { of: at(slug), number: 2, isOpened: true };
    const marked = await transact(by(reader), (ctx) => markTopicRead(ctx, input));
    expect(await stateOf()).toEqual([2, 3, 1]);
    await undo(marked.undo);
    expect(await stateOf()).toEqual([null, null, 0]);
  });
});

describe("what is muted", () => {
  it("is not counted: a category", async () => {
    await reads(reader, 0);
    await replyOf(author, "An answer to it");
    const mute = (isMuted: boolean) =>
      transact(by(reader), (ctx) => muteCategory(ctx, { slug: "electronic-evidence", isMuted }));
    await mute(true);
    await mute(true);
    expect([await listed("unread"), await listed("new")]).toEqual([[], []]);
    expect(await findOwnCategory(reader, "electronic-evidence")).toMatchObject({ isMuted: true });
    expect(await listMutedCategories(reader)).toHaveLength(1);
    await mute(false);
    expect(await listed("unread")).toEqual([slug]);
  });

  it("is not counted, and makes no notices: a member", async () => {
    await watches("watching");
    const own = await openedTopic(reader);
    const { slug: mine } = own;
    const mute = (isMuted: boolean) =>
      transact(by(reader), (ctx) => muteMember(ctx, { handle: author.handle, isMuted }));
    await mute(true);
    const answered = await replyOf(reader, "A question of mine", mine);
    await replied(author, mine, `An answer for @${reader.handle}`, answered);
    await replyOf(author, "A reply of the muted member");
    await runDueJobs();
    expect(await countUnseenNotices(reader.id)).toBe(0);
    expect([await listed("unread"), await listed("new")]).toEqual([[], []]);
    // The reply of another member to a topic of theirs is not counted either.
    await replyOf(moderator, "A reply of somebody else");
    expect(await listed("unread")).toEqual([]);
    await mute(false);
    expect(await listed("unread")).toEqual([slug, mine]);
    await replyOf(author, "A reply after that");
    await runDueJobs();
    expect(await countUnseenNotices(reader.id)).toBe(1);
  });

  it("is in the member's settings, in their data, and goes with either account", async () => {
    await transact(by(reader), (ctx) => muteMember(ctx, { handle: author.handle, isMuted: true }));
    await reads(reader, 0);
    expect(await listMutedMembers(reader)).toMatchObject([{ handle: author.handle }]);
    expect([await isMemberMuted(reader, author.handle), await isMemberMuted(author, reader.handle)]).toEqual([
      true,
      false,
    ]);
    const data = JSON.parse(String(await collectOwnData(db(), reader.id, new Date())));
    expect(data).toMatchObject({ mutedMembers: [{ handle: author.handle }], readTopics: [{ readUpTo: 0 }] });
    expect(String(await collectOwnData(db(), author.id, new Date()))).not.toContain(reader.handle);
    await erase(author);
    expect(await listMutedMembers(reader)).toEqual([]);
    await erase(reader);
    expect((await db().execute(sql`select 1 from topic_read`)).rows).toEqual([]);
  });

  it("is never oneself, nor an unknown member or category", async () => {
    for (const handle of [reader.handle, "no-such-member"])
      expect(
        await refusal(transact(by(reader), (ctx) => muteMember(ctx, { handle, isMuted: true }))),
      ).toMatchObject({ code: "not_found" });
    expect(
      await refusal(transact(by(reader), (ctx) => muteCategory(ctx, { slug: "none", isMuted: true }))),
    ).toMatchObject({ code: "not_found" });
  });
});

describe("a restricted room", () => {
  beforeEach(async () => {
    await madeCategory({ slug: "room", name_en: "Room", audience: "practitioners" });
  });

  it("is counted for its readers only, and not any more once it is closed to them", async () => {
    const insider = await makeActor("practitioner");
    const { slug: inside } = await openedTopic(moderator, { category: "room" }, "rooms");
    const of = { area: "rooms", slug: inside } as const;
    expect(await countOwnTopics(insider)).toEqual({ new: 2, unread: 0 });
    expect(await countOwnTopics(reader)).toEqual({ new: 1, unread: 0 });
    await transact(by(insider), (ctx) => readUpTo(ctx, { of, number: 0 }));
    await replied(moderator, inside, "Words in the room", null, "rooms");
    expect(await countOwnTopics(insider)).toEqual({ new: 1, unread: 1 });
    const left = { ...insider, roles: ["member" as const] };
    expect(await countOwnTopics(left)).toEqual({ new: 1, unread: 0 });
    expect(await countUnreadAt(left, [of])).toEqual({});
    for (const actor of [left, reader]) {
      expect(await refusal(findReading(actor, of))).toMatchObject({ code: "not_found" });
      expect(await refusal(transact(by(actor), (ctx) => readUpTo(ctx, { of, number: 1 })))).toMatchObject({
        code: "not_found",
      });
      expect(
        await refusal(transact(by(actor), (ctx) => muteCategory(ctx, { slug: "room", isMuted: true }))),
      ).toMatchObject({ code: "not_found" });
      expect(await findOwnCategory(actor, "room")).toBeNull();
    }
  });
});

describe("the top of a week or month", () => {
  it("is by replies and accepted answers of that time", async () => {
    const most = await openedTopic(author);
    const old = await openedTopic(author);
    await repliesBy(reader, 2, most.slug);
    await repliesBy(reader, 1);
    await repliesBy(reader, 3, old.slug);
    await pool().query(`update comment set created_at = now() - interval '10 days' from topic t
      where t.page_id = comment.post_id and t.number = ${Number(old.slug)}`);
    await pool().query(
      `update topic set active_at = now() - interval '10 days' where number = ${Number(old.slug)}`,
    );
    const top = async (list: "week" | "month") =>
      (await listTopics({ list })).rows.map(({ number }) => String(number));
    expect(await top("week")).toEqual([most.slug, slug]);
    expect(await top("month")).toEqual([old.slug, most.slug, slug]);
    await transact(by(author), (ctx) => topicCommands.accept(ctx, { slug, reply: 1 }));
    expect(await top("week")).toEqual([slug, most.slug]);
  });
});
