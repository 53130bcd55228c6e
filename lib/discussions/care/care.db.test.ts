import { and, eq, inArray } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { db } from "@/db/client";
import { comment, commentMove, commentVersion } from "@/db/schema/comments";
import { topic } from "@/db/schema/discussions";
import { searchEntry } from "@/db/schema/search";
import { topicNote, topicTimer } from "@/db/schema/topic-care";
import { findComment, findCommentVersions } from "@/lib/comments";
import type { Actor } from "@/lib/core/actor";
import { readVersion, scope } from "@/lib/core/versions";
import { runDueJobs } from "@/lib/jobs/worker";
import { reindexAll } from "@/lib/searchables";
import { contentText } from "@/lib/text/plain";
import { SYSTEM, transact } from "@/lib/transact";
import { findWatch, listNotices } from "@/lib/watching";
import { useDatabase } from "@/tests/support/database";
import { by, makeActor } from "@/tests/support/members";
import { refusal } from "@/tests/support/sections";
import {
  madeCategory,
  messageTwice,
  openedTopic,
  replied,
  topicFields,
  topicRow,
} from "@/tests/support/topics";
import {
  findMergedTopic,
  findMovedReply,
  findOwnTopic,
  findTopicPage,
  listDueTimers,
  listFlow,
  listPinned,
  listReplies,
  listTopics,
  messagePast,
  roomCommands,
  runTimer,
  topicCommands,
  topicPages,
  topicReplies,
} from "../index";
import { ChangeTopic, OpenTopic } from "../model";
import { ArchiveTopic, JoinTopic, MergeTopic, SlowTopic, SplitTopic, TimeTopic } from "./model";

useDatabase();

let ama: Actor;
let kofi: Actor;
let mod: Actor;

type Command<I, O> = (ctx: Parameters<Parameters<typeof transact>[1]>[0], input: I) => Promise<O>;
const run = <I, O>(actor: Actor | null, command: Command<I, O>, input: I, now?: Date) =>
  transact(by(actor), (ctx) => command(ctx, input), now ? { now } : {});

beforeEach(async () => {
  [ama, kofi, mod] = [await makeActor("trusted"), await makeActor("trusted"), await makeActor("moderator")];
  await madeCategory();
});

const pageOf = async (slug: string) => (await topicRow(slug)).pageId;
const lines = async (slug: string) => (await listReplies(await pageOf(slug), "all")).lines;
const numbers = async (slug: string) => (await lines(slug)).map(({ number }) => number);
const texts = async (slug: string) =>
  (await lines(slug)).map(({ content }) => (content ? contentText(content) : null));
const flow = async (slug: string) => {
  const pageId = await pageOf(slug);
  const replies = await listReplies(pageId, "all");
  return listFlow(pageId, { replies, isWhole: true, reader: "everyone" });
};
const entries = () =>
  db()
    .select({
      owner: searchEntry.owner,
      path: searchEntry.path,
      text: searchEntry.text,
      hash: searchEntry.hash,
    })
    .from(searchEntry)
    .where(inArray(searchEntry.kind, ["discussion", "comment"]))
    .orderBy(searchEntry.owner);
const kinds = async (slug: string) => (await flow(slug)).notes.map(({ kind }) => kind);
const split = (actor: Actor, slug: string, given: Record<string, unknown> = {}) =>
  run(
    actor,
    topicCommands.split,
    SplitTopic.parse({
      slug,
      title: "Which tools are validated?",
      category: "electronic-evidence",
      text: "These replies are about the tools.",
      clientToken: crypto.randomUUID(),
      ...given,
    }),
  );
const join = (actor: Actor, slug: string, into: string, given: Record<string, unknown>) =>
  run(actor, topicCommands.join, JoinTopic.parse({ slug, into, ...given }));
const merge = (actor: Actor, slug: string, into: string) =>
  run(actor, topicCommands.merge, MergeTopic.parse({ slug, into }));

async function topicOf(count: number, given: Record<string, unknown> = {}) {
  const { slug } = await openedTopic(ama, given);
  const ids: string[] = [];
  for (let n = 1; n <= count; n += 1) ids.push(await replied(kofi, slug, `Reply number ${n}.`));
  return { slug, ids };
}

describe("replies that become a new topic", () => {
  it("get new numbers, and their old ones lead to them and are never used again", async () => {
    const { slug, ids } = await topicOf(4);
    const to = await split(mod, slug, { replies: ["2", "4"] });
    const target = String(to.number);
    expect([await numbers(slug), await numbers(target)]).toEqual([
      [1, 3],
      [1, 2],
    ]);
    expect(await texts(target)).toEqual(["Reply number 2.", "Reply number 4."]);
    expect((await flow(slug)).moved.map(({ number, to: now }) => [number, now?.number, now?.reply])).toEqual([
      [2, to.number, 1],
      [4, to.number, 2],
    ]);
    await replied(kofi, slug, "A later one.");
    expect(await numbers(slug)).toEqual([1, 3, 5]);
    expect([(await topicRow(slug)).replyCount, (await topicRow(target)).replyCount]).toEqual([3, 2]);
    expect(await findMovedReply(ids[1] ?? "", "everyone")).toMatchObject({ number: to.number, reply: 1 });
    const [note] = (await flow(slug)).notes;
    expect(note).toMatchObject({ kind: "split", after: 4, amount: 2, role: "moderator" });
    expect(note?.other).toMatchObject({ number: to.number });
    expect((await flow(target)).notes[0]).toMatchObject({ kind: "joined", after: 2, amount: 2 });
    // The index is as a new one would be.
    const before = await entries();
    await reindexAll(SYSTEM);
    expect(await entries()).toEqual(before);
    expect(before.filter(({ path }) => path.includes(`/t/${target}`))).toHaveLength(3);
  });

  it("keep what they answer, their reports, their author's way to them, and who watches", async () => {
    const { slug, ids } = await topicOf(2);
    const answering = await replied(ama, slug, "Thank you, number one.", ids[0] ?? null);
    await run(ama, topicReplies.flag, { slug, id: ids[1] ?? "", flagReason: "It names a victim" });
    const to = await split(mod, slug, { replies: ["3"], numbers: "#2" });
    const target = String(to.number);
    const pageId = await pageOf(target);
    const replies = await listReplies(pageId, 1);
    const { elsewhere } = await listFlow(pageId, { replies, isWhole: false, reader: "everyone" });
    expect(elsewhere.get(answering)).toMatchObject({ number: Number(slug), reply: 1 });
    expect((await findComment(topicPages, mod, { slug: target, id: ids[1] ?? "" })).flags).toHaveLength(1);
    // A form that was open at the old address still finds the reply.
    await run(kofi, topicReplies.remove, { slug, id: ids[1] ?? "" });
    expect((await lines(target))[0]?.state).toBe("removed");
    expect(await findWatch(ama, { kind: "discussion", slug: target })).toMatchObject({ level: "watching" });
    // Back in their first topic they have their old numbers again.
    await join(mod, target, slug, { numbers: "1-2" });
    expect([await numbers(slug), (await flow(slug)).moved]).toEqual([[1, 2, 3], []]);
    expect((await flow(target)).moved.map(({ to: now }) => now?.reply)).toEqual([2, 3]);
    expect(await db().$count(commentMove)).toBe(2);
  });

  it("take the accepted answer along", async () => {
    const { slug } = await topicOf(2);
    await run(ama, topicCommands.accept, { slug, reply: 2 });
    const to = await split(mod, slug, { replies: ["2"], isQuestion: "on" });
    expect((await findTopicPage(slug))?.isAnswered).toBe(false);
    expect((await findTopicPage(String(to.number)))?.answer?.number).toBe(1);
  });

  it("are chosen once: the second of two moderators is told, and members may not", async () => {
    const { slug } = await topicOf(3);
    expect((await refusal(split(kofi, slug, { replies: ["1"] }))).code).toBe("forbidden");
    const second = await makeActor("moderator");
    const both = await Promise.allSettled(
      [mod, second].map((one) => split(one, slug, { replies: ["1", "2"] })),
    );
    expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect((await refusal(split(second, slug, { replies: ["1"] }))).reason).toBe("replies_moved");
    expect((await refusal(split(mod, slug))).code).toBe("invalid");
    expect((await refusal(join(mod, slug, slug, { replies: ["3"] }))).code).toBe("invalid");
    expect((await refusal(join(mod, slug, "99999", { replies: ["3"] }))).code).toBe("not_found");
  });
});

describe("a topic merged into another", () => {
  it("has all its messages there, and says where each is", async () => {
    const { slug: old } = await topicOf(2, { title: "Hash values: who testifies in court?" });
    await messageTwice(ama, old);
    const { slug } = await topicOf(1);
    const done = await merge(mod, old, slug);
    expect([done.number, done.first]).toEqual([Number(slug), 3]);
    expect(await texts(slug)).toEqual([
      "Reply number 1.",
      "Who explains hash values?",
      "Reply number 1.",
      "Reply number 2.",
    ]);
    const [, first] = await lines(slug);
    expect(first?.author?.handle).toBe(ama.handle);
    expect(first?.createdAt).toEqual((await topicRow(old)).createdAt);
    const versions = await findCommentVersions(topicPages, null, { slug, id: first?.id ?? "" });
    expect(versions?.versions).toHaveLength(1);
    expect(await db().$count(commentVersion)).toBe(1);
    expect([await findTopicPage(old), (await listTopics({})).total]).toEqual([null, 1]);
    const merged = await findMergedTopic("discussions", old, "everyone");
    expect(merged?.messages.map(({ number, to }) => [number, to?.reply])).toEqual([
      [0, 2],
      [1, 3],
      [2, 4],
    ]);
    expect(await kinds(slug)).toEqual(["merged"]);
    expect((await flow(slug)).notes[0]?.other?.number).toBe(Number(old));
    // What is typed at the old address goes to the topic that has the messages.
    await replied(kofi, old, "Typed at the old address.");
    expect((await texts(slug)).at(-1)).toBe("Typed at the old address.");
    // Links to the old address stay good, and are listed for the new one.
    expect([...(await topicPages.find([old], db())).keys()]).toEqual([old]);
    expect(await topicPages.findEarlier(slug, db())).toEqual([old]);
    expect((await refusal(merge(mod, old, slug))).reason).toBe("merged_already");
    expect((await refusal(merge(mod, slug, old))).reason).toBe("merged_already");
    expect((await refusal(run(mod, topicCommands.hide, { slug: old, reason: "No" }))).reason).toBe(
      "merged_already",
    );
    const before = await entries();
    await reindexAll(SYSTEM);
    expect(await entries()).toEqual(before);
  });

  it("is not named to other members once the topic with its messages is hidden, nor said to be hidden", async () => {
    const { slug: old } = await topicOf(1);
    const { slug } = await topicOf(0);
    await run(mod, topicCommands.hide, { slug: old, reason: "For now" });
    await run(mod, topicCommands.show, { slug: old });
    await merge(mod, old, slug);
    expect((await listNotices(ama, {})).rows.map(({ content }) => content)).not.toContainEqual(
      expect.objectContaining({ news: "topic.hidden" }),
    );
    await run(mod, topicCommands.hide, { slug, reason: "It names a victim" });
    expect((await refusal(findOwnTopic(await makeActor(), "discussions", old))).code).toBe("not_found");
    expect((await findOwnTopic(mod, "discussions", old)).state).toBe("merged");
  });

  it("leads on when that topic is merged again", async () => {
    const [one, two, three] = [await topicOf(1), await topicOf(1), await topicOf(1)];
    await merge(mod, one.slug, two.slug);
    await merge(mod, two.slug, three.slug);
    const merged = await findMergedTopic("discussions", one.slug, "everyone");
    expect([merged?.into.number, merged?.messages.map(({ to }) => to?.number)]).toEqual([
      Number(three.slug),
      [Number(three.slug), Number(three.slug)],
    ]);
    expect(await numbers(three.slug)).toEqual([1, 2, 3, 4, 5]);
  });

  it("does not show an earlier text that a moderator hid", async () => {
    const { slug: old } = await topicOf(0);
    await messageTwice(ama, old);
    const hidden = {
      slug: old,
      number: 1,
      text: true,
      summary: false,
      author: false,
      reason: "It names a victim",
    };
    await run(mod, messagePast.hide, { ...hidden, through: undefined });
    const { slug } = await topicOf(0);
    await merge(mod, old, slug);
    expect([await numbers(slug), await db().$count(commentVersion)]).toEqual([[1], 0]);
  });

  it("brings those who watched it, and what they had not read", async () => {
    const old = await topicOf(0);
    await replied(kofi, old.slug, "News for Ama.");
    await runDueJobs();
    expect((await listNotices(ama, {})).rows).toHaveLength(1);
    const ben = await makeActor("trusted");
    const { slug: bens } = await openedTopic(ben);
    await merge(mod, old.slug, bens);
    expect(await findWatch(ama, { kind: "discussion", slug: bens })).toMatchObject({ level: "watching" });
    expect((await listNotices(ama, {})).rows).toHaveLength(1);
    await replied(kofi, bens, "More news.");
    await runDueJobs();
    expect((await listNotices(ama, {})).rows).toHaveLength(1);
  });
});

describe("topics in restricted rooms", () => {
  const inRoom = async (room: string, title: string) =>
    (await openedTopic(mod, { category: room, title, text: `About ${title} only.` }, "rooms")).slug;
  const rowOf = async (slug: string) => {
    const [row] = await db()
      .select()
      .from(topic)
      .where(and(eq(topic.isInRoom, true), eq(topic.number, Number(slug))));
    if (!row) throw new Error(`no topic ${slug} in a room`);
    return row;
  };

  beforeEach(async () => {
    await madeCategory({ slug: "joint-team", audience: "group", name_en: "Joint team" });
    await madeCategory({ slug: "all-members", audience: "members", name_en: "All members" });
  });

  it("keep their replies in the room, and are not found from outside", async () => {
    const [one, two] = [
      await inRoom("all-members", "The first topic"),
      await inRoom("all-members", "The second topic"),
    ];
    const other = await inRoom("joint-team", "Quetzalcoatl works");
    for (const text of ["One.", "Two.", "Three."]) await replied(kofi, one, text, null, "rooms");
    const joined = (into: string) =>
      run(mod, roomCommands.join, JoinTopic.parse({ slug: one, into, replies: ["1"] }));
    expect((await refusal(joined(other))).code).toBe("invalid");
    expect(
      (await refusal(run(mod, roomCommands.merge, MergeTopic.parse({ slug: one, into: other })))).code,
    ).toBe("invalid");
    const given = {
      slug: one,
      title: "A topic of its own",
      text: "These are about something else.",
      clientToken: crypto.randomUUID(),
      replies: ["2"],
    };
    const toRoom = (category: string) =>
      run(mod, roomCommands.split, SplitTopic.parse({ ...given, category }));
    for (const category of ["joint-team", "electronic-evidence"])
      expect((await refusal(toRoom(category))).code).toBe("invalid");
    const before = await readVersion([scope.discussions]);
    await joined(two);
    const made = await toRoom("all-members");
    expect(made.isInRoom).toBe(true);
    await run(mod, roomCommands.merge, MergeTopic.parse({ slug: one, into: two }));
    // No public document changed, and no public query finds anything.
    expect(await readVersion([scope.discussions])).toBe(before);
    expect(await findMergedTopic("discussions", one, "everyone")).toBeNull();
    expect(await findMergedTopic("rooms", one, "everyone")).toBeNull();
    expect((await findMergedTopic("rooms", one, kofi))?.messages).toHaveLength(4);
    expect(
      (
        await refusal(
          run(await makeActor(), roomCommands.merge, MergeTopic.parse({ slug: other, into: two })),
        )
      ).code,
    ).toBe("not_found");
  });

  it("are not named to those who may not read them any more", async () => {
    const [one, two] = [
      await inRoom("all-members", "The first topic"),
      await inRoom("all-members", "Quetzalcoatl works"),
    ];
    await replied(kofi, one, "One.", null, "rooms");
    await run(mod, roomCommands.join, JoinTopic.parse({ slug: one, into: two, replies: ["1"] }));
    await run(
      mod,
      roomCommands.change,
      ChangeTopic.parse({
        ...topicFields({ text: undefined }),
        slug: two,
        title: "Quetzalcoatl works",
        category: "joint-team",
      }),
    );
    const { pageId } = await rowOf(one);
    const replies = await listReplies(pageId, 1);
    const seen = (reader: Actor) => listFlow(pageId, { replies, isWhole: true, reader });
    expect(JSON.stringify(await seen(mod))).toContain("Quetzalcoatl");
    const asMember = await seen(kofi);
    expect([asMember.moved, asMember.notes[0]?.other]).toEqual([[{ number: 1, to: null }], null]);
    const movedTopic = await rowOf(two);
    await run(
      mod,
      roomCommands.change,
      ChangeTopic.parse({
        ...topicFields({ text: undefined }),
        slug: two,
        title: "Quetzalcoatl works",
        category: "all-members",
      }),
    );
    const back = await listFlow(movedTopic.pageId, { replies, isWhole: true, reader: kofi });
    // Not even that it was in the other room.
    expect(back.notes.map(({ kind, category }) => [kind, category?.en?.name])).toEqual([
      ["joined", undefined],
      ["moved", undefined],
      ["moved", "All members"],
    ]);
  });
});

describe("an archived topic", () => {
  it("is read and found, and nobody writes until it is taken out", async () => {
    const { slug, ids } = await topicOf(1);
    const archive = (isArchived: string) =>
      run(mod, topicCommands.archive, ArchiveTopic.parse({ slug, isArchived }));
    await archive("on");
    expect([(await listTopics({})).total, (await listTopics({ list: "archived" })).total]).toEqual([0, 1]);
    expect(await findTopicPage(slug)).toMatchObject({ isArchived: true, isClosed: true });
    await run(mod, topicCommands.pin, { slug, isPinned: true });
    expect(await listPinned()).toEqual([]);
    for (const actor of [kofi, mod])
      expect((await refusal(replied(actor, slug))).reason).toBe("topic_archived");
    expect((await refusal(run(ama, topicCommands.accept, { slug, reply: 1 }))).reason).toBe("topic_archived");
    await run(kofi, topicReplies.remove, { slug, id: ids[0] ?? "" });
    await archive("");
    await replied(kofi, slug);
    expect(await kinds(slug)).toEqual(["archived", "pinned", "unarchived"]);
  });
});

describe("slow mode", () => {
  it("tells a member how long to wait, and lets moderators and repeated forms pass", async () => {
    const { slug } = await topicOf(1);
    await run(mod, topicCommands.slow, SlowTopic.parse({ slug, minutes: "15" }));
    const again = await refusal(replied(kofi, slug, "Too soon."));
    expect([again.reason, again.details]).toEqual(["slow_mode", { minutes: 15 }]);
    await replied(ama, slug, "My first one.");
    for (const text of ["One.", "Two."]) await replied(mod, slug, text);
    const input = { slug, text: "Late enough.", parent: null, clientToken: crypto.randomUUID() };
    const later = new Date(Date.now() + 16 * 60_000);
    const first = await run(kofi, topicReplies.write, input, later);
    expect((await run(kofi, topicReplies.write, input, later)).id).toBe(first.id);
    await run(mod, topicCommands.slow, SlowTopic.parse({ slug, minutes: "" }));
    await replied(kofi, slug, "At once.");
    expect(await kinds(slug)).toEqual(["slowed", "unslowed"]);
    expect((await refusal(run(kofi, topicCommands.slow, SlowTopic.parse({ slug, minutes: "5" })))).code).toBe(
      "forbidden",
    );
  });
});

describe("timers", () => {
  const at = { day: "2099-07-01", time: "09:00", zone: "Africa/Nairobi" };
  const due = new Date("2099-07-01T06:00:00Z");
  const set = (slug: string, timer: string, given: Record<string, unknown> = {}) =>
    run(
      mod,
      topicCommands.setTimer,
      TimeTopic.parse({ slug, timer, ...at, ...given }),
      new Date("2099-06-01T00:00:00Z"),
    );
  const tick = async (now: Date) => {
    const all = await listDueTimers(now);
    // The job runs twice, as after a kill.
    for (const one of [...all, ...all]) await transact(SYSTEM, (ctx) => runTimer(ctx, one), { now });
    return all.length;
  };

  it("close a topic and open it again, each once, with a line in the topic", async () => {
    const { slug } = await topicOf(1);
    await set(slug, "close");
    await set(slug, "reopen", { day: "2099-07-02" });
    expect((await findTopicPage(slug))?.timers.map(({ kind, zone }) => [kind, zone])).toEqual([
      ["close", "Africa/Nairobi"],
      ["reopen", "Africa/Nairobi"],
    ]);
    expect(await tick(new Date(due.getTime() - 1))).toBe(0);
    expect(await tick(due)).toBe(1);
    expect((await refusal(replied(kofi, slug))).reason).toBe("comments_locked");
    expect(await tick(new Date("2099-07-03T00:00:00Z"))).toBe(1);
    await replied(kofi, slug);
    expect((await flow(slug)).notes.map(({ kind, role }) => [kind, role])).toEqual([
      ["closed", "timer"],
      ["reopened", "timer"],
    ]);
  });

  it("are taken back, and refused for a time that is over or where there is nothing to do", async () => {
    const { slug } = await topicOf(0);
    await set(slug, "close");
    await run(mod, topicCommands.stopTimer, { slug, timer: "close" as const });
    expect(await db().$count(topicTimer)).toBe(0);
    expect((await refusal(set(slug, "close", { day: "2020-01-01" }))).code).toBe("invalid");
    expect((await refusal(set(slug, "publish"))).reason).toBe("timer_needless");
    expect(
      (await refusal(run(ama, topicCommands.setTimer, TimeTopic.parse({ slug, timer: "close", ...at }))))
        .code,
    ).toBe("forbidden");
  });

  it("publish a topic that only its author and moderators see until then", async () => {
    const input = OpenTopic.parse(topicFields({ publishDay: "2099-07-01", publishZone: "Africa/Nairobi" }));
    expect((await refusal(run(ama, topicCommands.open, input))).code).toBe("forbidden");
    expect((await refusal(run(mod, topicCommands.open, input))).code).toBe("invalid");
    const { number, isHeld } = await run(mod, topicCommands.open, input, new Date("2099-06-01T00:00:00Z"));
    const slug = String(number);
    expect([isHeld, await findTopicPage(slug), (await listTopics({})).total]).toEqual([true, null, 0]);
    expect(await db().$count(searchEntry, eq(searchEntry.kind, "discussion"))).toBe(0);
    expect((await refusal(findOwnTopic(kofi, "discussions", slug))).code).toBe("not_found");
    expect((await findOwnTopic(mod, "discussions", slug)).state).toBe("planned");
    await tick(due);
    expect((await findTopicPage(slug))?.createdAt).toEqual(due);
    expect(await db().$count(searchEntry, eq(searchEntry.kind, "discussion"))).toBe(1);
    expect(await db().$count(topicTimer)).toBe(0);
  });
});

describe("lines in a topic", () => {
  it("say what was done, and forget a title that should never have been read", async () => {
    await madeCategory({ slug: "judicial-training", name_en: "Judicial training" });
    const { slug } = await topicOf(1);
    await run(
      mod,
      topicCommands.change,
      ChangeTopic.parse({
        ...topicFields({ text: undefined }),
        slug,
        title: "A better title",
        category: "judicial-training",
      }),
    );
    await run(mod, topicCommands.pin, { slug, isPinned: true });
    await run(mod, topicCommands.close, { slug, isClosed: true });
    const { notes } = await flow(slug);
    expect(notes.map(({ kind, titles, category }) => [kind, titles?.to, category?.en?.name])).toEqual([
      ["moved", undefined, "Judicial training"],
      ["renamed", "A better title", undefined],
      ["pinned", undefined, undefined],
      ["closed", undefined, undefined],
    ]);
    await run(mod, topicCommands.clearTitles, { slug });
    expect((await flow(slug)).notes[0]?.titles).toBeNull();
    expect(JSON.stringify(await db().select().from(topicNote))).not.toContain("Hash values in court");
  });
});

describe("writers at once with moderators", () => {
  it("get numbers without gap or double while replies are split off and the topic is merged", async () => {
    const { slug } = await topicOf(6);
    const { slug: other } = await topicOf(2);
    const writers = await Promise.all(Array.from({ length: 16 }, () => makeActor("trusted")));
    const all = await Promise.allSettled([
      ...writers.slice(0, 8).map((one, n) => replied(one, slug, `Before ${n}.`)),
      split(mod, slug, { replies: ["1", "3"] }),
      join(mod, slug, other, { replies: ["2"] }),
      ...writers.slice(8).map((one, n) => replied(one, slug, `After ${n}.`)),
    ]);
    expect(all.filter(({ status }) => status === "rejected")).toEqual([]);
    const second = await Promise.allSettled([
      ...writers.slice(0, 8).map((one, n) => replied(one, slug, `While merging ${n}.`)),
      merge(mod, slug, other),
      merge(await makeActor("moderator"), other, slug),
      ...writers.slice(8).map((one, n) => replied(one, other, `In the other ${n}.`)),
    ]);
    const refused = second.flatMap((one) => (one.status === "rejected" ? [String(one.reason)] : []));
    // One of the merges, and writers whose topic was merged while they waited: their form comes back with the text.
    expect(refused.filter((reason) => !/topic_merged|merged_already/.test(reason))).toEqual([]);
    const rows = await db()
      .select({ pageId: comment.pageId, number: comment.number })
      .from(comment)
      .unionAll(db().select({ pageId: commentMove.pageId, number: commentMove.number }).from(commentMove));
    for (const { pageId } of await db().select({ pageId: topic.pageId }).from(topic)) {
      const own = rows
        .filter((row) => row.pageId === pageId && row.number !== 0)
        .map(({ number }) => number ?? 0);
      expect(own.sort((a, b) => a - b)).toEqual(own.map((_, n) => n + 1));
    }
    const shown = await db().$count(comment);
    const counts = await db().select({ n: topic.replyCount }).from(topic);
    expect(counts.reduce((sum, { n }) => sum + n, 0)).toBe(shown);
  });
});
