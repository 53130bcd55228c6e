import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { db } from "@/db/client";
import { revision } from "@/db/schema/revisions";
import { searchEntry } from "@/db/schema/search";
import type { Actor } from "@/lib/core/actor";
import { readVersion, scope } from "@/lib/core/versions";
import { env } from "@/lib/env";
import { erasePerson } from "@/lib/members/erase-person";
import { listBacklinks } from "@/lib/page-kinds";
import { collectOwnData } from "@/lib/personal-data";
import { listModerated } from "@/lib/queue-kinds";
import { reindexAll } from "@/lib/searchables";
import { contentText } from "@/lib/text/plain";
import { SYSTEM, transact } from "@/lib/transact";
import { findWatch, listNotices, listWatches } from "@/lib/watching";
import { useDatabase } from "@/tests/support/database";
import { by, makeActor } from "@/tests/support/members";
import { refusal } from "@/tests/support/sections";
import { madeCategory, openedTopic, replied, topicFields, topicRow } from "@/tests/support/topics";
import {
  findOwnTopic,
  findTopicPage,
  listDiscussionQueue,
  listReplies,
  listTopics,
  messagePast,
  topicCommands,
  topicReplies,
} from "./index";
import { ChangeTopic } from "./model";

useDatabase();

let ama: Actor;
let kofi: Actor;
let mod: Actor;

beforeEach(async () => {
  [ama, kofi, mod] = [await makeActor("trusted"), await makeActor("trusted"), await makeActor("moderator")];
  await madeCategory();
});

type Command<I, O> = (ctx: Parameters<Parameters<typeof transact>[1]>[0], input: I) => Promise<O>;
const run = <I, O>(actor: Actor | null, command: Command<I, O>, input: I) =>
  transact(by(actor), (ctx) => command(ctx, input));
const changed = (slug: string, given: Record<string, unknown> = {}) =>
  ChangeTopic.parse({ ...topicFields({ text: undefined }), slug, ...given });
const entriesOf = async (kind: string) =>
  (await db().select({ path: searchEntry.path }).from(searchEntry).where(eq(searchEntry.kind, kind))).map(
    ({ path }) => path,
  );
const numbers = async (slug: string) =>
  (await listReplies((await topicRow(slug)).pageId, "all")).lines.map(({ number }) => number);

describe("a topic", () => {
  it("is opened with its message, its tags and a readable address, and is found", async () => {
    const { slug, address, isHeld } = await openedTopic(ama);
    expect([isHeld, address]).toEqual([false, "hash-values-in-court-who-testifies"]);
    const page = await findTopicPage(slug);
    expect(page).toMatchObject({
      number: Number(slug),
      isQuestion: true,
      isAnswered: false,
      countries: ["GH"],
      articles: ["185:19"],
      replyCount: 0,
      changedAt: null,
      author: { handle: ama.handle },
    });
    expect(contentText(page?.content as never)).toContain("Who explains them");
    expect(await entriesOf("discussion")).toEqual([`/discussions/t/${slug}/${address}`]);
    const [watch] = [await findWatch(ama, { kind: "discussion", slug })];
    expect(watch).toMatchObject({ level: "watching" });
  });

  it("is the same topic when its form is sent twice, also at once", async () => {
    const clientToken = randomUUID();
    const both = await Promise.all([openedTopic(ama, { clientToken }), openedTopic(ama, { clientToken })]);
    expect(both[0].number).toBe(both[1].number);
    expect((await listTopics({})).total).toBe(1);
  });

  it("waits for a moderator from a new member, and leaves no trace until it is shown", async () => {
    const ben = await makeActor();
    const before = await readVersion([scope.discussions]);
    const { slug, isHeld } = await openedTopic(ben);
    expect(isHeld).toBe(true);
    expect(await findTopicPage(slug)).toBeNull();
    expect([(await listTopics({})).total, await entriesOf("discussion")]).toEqual([0, []]);
    expect(await messagePast.findHead(slug, null)).toBeNull();
    expect((await refusal(findOwnTopic(kofi, "discussions", slug))).code).toBe("not_found");
    expect((await findOwnTopic(ben, "discussions", slug)).state).toBe("held");
    expect((await listDiscussionQueue()).topics.map(({ number }) => number)).toEqual([Number(slug)]);
    expect((await listModerated(mod)).find(({ name }) => name === "topics")?.waiting.count).toBe(1);
    expect((await refusal(replied(kofi, slug))).code).toBe("not_found");
    expect((await refusal(replied(mod, slug))).reason).toBe("topic_state");
    await run(mod, topicCommands.show, { slug });
    expect(await findTopicPage(slug)).not.toBeNull();
    expect(await entriesOf("discussion")).toHaveLength(1);
    expect(await readVersion([scope.discussions])).toBeGreaterThan(before);
    expect((await refusal(run(mod, topicCommands.show, { slug }))).reason).toBe("already_decided");
    expect((await listNotices(ben, {})).rows).toHaveLength(1);
  });

  it("is refused in a category that is unknown, or where the member may not open one", async () => {
    expect((await refusal(openedTopic(ama, { category: "nowhere" }))).code).toBe("invalid");
    await madeCategory({ slug: "points-of-contact", openers: "practitioners" });
    expect((await refusal(openedTopic(ama, { category: "points-of-contact" }))).code).toBe("forbidden");
    const officer = await makeActor("practitioner");
    expect((await openedTopic(officer, { category: "points-of-contact" })).isHeld).toBe(false);
  });

  it("is about a place of the site, which shows it; a place that is gone is left out", async () => {
    await openedTopic(ama, { about: "article:185:16" });
    const { slug } = await openedTopic(ama, { about: "section:atlantis/legislation" });
    expect(await topicRow(slug)).toMatchObject({ aboutKind: null, aboutKey: null });
    const [first] = (await listTopics({ list: "new" })).rows.slice(-1);
    expect(await findTopicPage(String(first?.number))).toMatchObject({
      aboutKind: "article",
      aboutKey: "185:16",
    });
  });

  it("is changed by its author, with a history that everybody reads; the address follows the title", async () => {
    const { slug } = await openedTopic(ama);
    const base = (await findTopicPage(slug))?.revision ?? 0;
    const done = await run(
      ama,
      topicCommands.change,
      changed(slug, {
        title: "Hash values: who explains them in court?",
        text: "The laboratory computes the hash values.\n\nWho explains them, and how?",
        base: String(base),
      }),
    );
    expect(done.slug).toBe("hash-values-who-explains-them-in-court");
    const page = await findTopicPage(slug);
    expect(page?.title).toBe("Hash values: who explains them in court?");
    expect(page?.changedAt).not.toBeNull();
    expect(await db().$count(revision)).toBe(2);
    expect((await messagePast.findHead(slug, null))?.history.first).toBe(base);
    expect(await entriesOf("discussion")).toEqual([`/discussions/t/${slug}/${done.slug}`]);
    expect((await refusal(run(kofi, topicCommands.change, changed(slug)))).code).toBe("forbidden");
  });

  it("is moved by moderators only", async () => {
    await madeCategory({ slug: "judicial-training", name_en: "Judicial training" });
    const { slug } = await openedTopic(ama);
    const moved = changed(slug, { category: "judicial-training" });
    expect((await refusal(run(ama, topicCommands.change, moved))).code).toBe("forbidden");
    await run(mod, topicCommands.change, moved);
    expect((await findTopicPage(slug))?.category).toBe("judicial-training");
  });

  it("is hidden with its replies, and its author reads why", async () => {
    const { slug } = await openedTopic(ama);
    await replied(kofi, slug);
    expect(await entriesOf("comment")).toHaveLength(1);
    await run(mod, topicCommands.hide, { slug, reason: "It names a suspect." });
    expect([await entriesOf("comment"), await entriesOf("discussion")]).toEqual([[], []]);
    expect(await findTopicPage(slug)).toBeNull();
    expect(await findOwnTopic(ama, "discussions", slug)).toMatchObject({
      state: "hidden",
      reason: "It names a suspect.",
    });
    expect((await refusal(run(ama, topicCommands.change, changed(slug)))).code).toBe("forbidden");
    // Its watchers no longer see it in their lists, also who opened it.
    expect(await listWatches(ama, {})).toMatchObject({ rows: [], total: 0, unseen: 0 });
    expect(await findWatch(ama, { kind: "discussion", slug }).catch((error) => error.code)).toBe("not_found");
    await run(mod, topicCommands.show, { slug });
    expect(await entriesOf("comment")).toHaveLength(1);
    expect((await listWatches(ama, {})).rows).toHaveLength(1);
  });

  it("is linked to by its number, whatever its title is in the address", async () => {
    const { slug } = await openedTopic(ama);
    await openedTopic(ama, {
      text: `See ${env().APP_URL}/discussions/t/${slug}/an-old-title for the first part of this.`,
    });
    const links = await listBacklinks(`discussions/${slug}`);
    expect(links.rows.map(({ path }) => path)).toEqual([`/discussions/t/${Number(slug) + 1}`]);
  });
});

describe("replies", () => {
  it("have numbers without gap or double, from many writers at once", async () => {
    const { slug } = await openedTopic(ama);
    await Promise.all(Array.from({ length: 16 }, (_, n) => replied(kofi, slug, `The answer number ${n}.`)));
    expect(await numbers(slug)).toEqual(Array.from({ length: 16 }, (_, n) => n + 1));
    expect((await topicRow(slug)).replyCount).toBe(16);
  });

  it("keep their numbers when one is deleted or hidden, whose text is gone", async () => {
    const { slug } = await openedTopic(ama);
    const ids = [await replied(kofi, slug, "The first one."), await replied(kofi, slug, "The second one.")];
    await run(kofi, topicReplies.remove, { slug, id: ids[0] as string });
    await run(mod, topicReplies.hide, { slug, id: ids[1] as string, reason: "Off the subject." });
    await replied(kofi, slug, "The third one.");
    const { lines } = await listReplies((await topicRow(slug)).pageId, 1);
    expect(lines.map(({ number, state, author }) => [number, state, author === null])).toEqual([
      [1, "removed", true],
      [2, "hidden", true],
      [3, "shown", false],
    ]);
    expect(await topicRow(slug)).toMatchObject({ replyCount: 1 });
  });

  it("name the reply that they answer, and move the topic up in the list", async () => {
    const { slug } = await openedTopic(ama);
    const other = await openedTopic(ama, { title: "A later topic on the same matter" });
    const first = await replied(kofi, slug, "The first one.");
    await replied(ama, slug, "An answer to it.", first);
    const { lines } = await listReplies((await topicRow(slug)).pageId, 1);
    expect(lines.map(({ number, answers }) => [number, answers])).toEqual([
      [1, null],
      [2, 1],
    ]);
    const listed = await listTopics({});
    expect(listed.rows.map(({ number }) => number)).toEqual([Number(slug), other.number]);
    expect(listed.rows[0]?.last).toEqual({
      number: 2,
      by: { handle: ama.handle, displayName: ama.displayName },
      importedBy: null,
    });
    expect((await listTopics({ list: "new" })).rows[0]?.number).toBe(other.number);
  });

  it("are refused in a closed topic, except from moderators", async () => {
    const { slug } = await openedTopic(ama);
    await run(mod, topicCommands.close, { slug, isClosed: true });
    expect((await refusal(replied(kofi, slug))).reason).toBe("comments_locked");
    await replied(mod, slug, "Closed, because the question was answered.");
    expect(await numbers(slug)).toEqual([1]);
    expect((await refusal(run(ama, topicCommands.close, { slug, isClosed: false }))).code).toBe("forbidden");
  });

  it("are only from those whom the category lets reply", async () => {
    await madeCategory({ slug: "points-of-contact", repliers: "practitioners" });
    const { slug } = await openedTopic(ama, { category: "points-of-contact" });
    expect((await refusal(replied(kofi, slug))).code).toBe("forbidden");
    await replied(await makeActor("practitioner"), slug);
  });

  it("notify the topic's author, and pages of them stay the same", async () => {
    const { slug } = await openedTopic(ama);
    for (let n = 1; n <= 21; n += 1) await replied(kofi, slug, `The reply number ${n} of them.`);
    const { pageId } = await topicRow(slug);
    const [first, second, beyond] = [
      await listReplies(pageId, 1),
      await listReplies(pageId, 2),
      await listReplies(pageId, 9),
    ];
    expect([first.lines.length, first.pages, second.lines.map(({ number }) => number)]).toEqual([
      20,
      2,
      [21],
    ]);
    expect(beyond.page).toBe(2);
  });
});

describe("an accepted answer", () => {
  it("is chosen by who asked, replaced, and taken back", async () => {
    const { slug } = await openedTopic(ama);
    await replied(kofi, slug, "One answer.");
    const two = await replied(kofi, slug, "Another answer.");
    expect((await refusal(run(kofi, topicCommands.accept, { slug, reply: 1 }))).code).toBe("forbidden");
    await run(ama, topicCommands.accept, { slug, reply: 1 });
    expect(await run(ama, topicCommands.accept, { slug, reply: 2 })).toMatchObject({ reply: 2 });
    expect((await findTopicPage(slug))?.answer).toEqual({ id: two, number: 2 });
    expect((await listTopics({ list: "unanswered" })).total).toBe(0);
    await run(ama, topicCommands.takeBack, { slug });
    expect((await findTopicPage(slug))?.isAnswered).toBe(false);
    expect((await listTopics({ list: "unanswered" })).total).toBe(1);
  });

  it("must be a visible reply of this topic, and counts only while it is visible", async () => {
    const { slug } = await openedTopic(ama);
    const other = await openedTopic(ama);
    await replied(kofi, other.slug);
    expect((await refusal(run(ama, topicCommands.accept, { slug, reply: 1 }))).code).toBe("invalid");
    const id = await replied(kofi, slug);
    await run(ama, topicCommands.accept, { slug, reply: 1 });
    await run(mod, topicReplies.hide, { slug, id, reason: "Wrong." });
    expect(await findTopicPage(slug)).toMatchObject({ isAnswered: false, answer: null });
    expect((await listTopics({ list: "unanswered" })).total).toBe(2);
    expect((await refusal(run(ama, topicCommands.accept, { slug, reply: 1 }))).code).toBe("invalid");
  });

  it("is not offered for a topic that asks no question", async () => {
    const { slug } = await openedTopic(ama, { isQuestion: "" });
    await replied(kofi, slug);
    expect((await refusal(run(ama, topicCommands.accept, { slug, reply: 1 }))).reason).toBe("no_question");
  });
});

describe("topics in lists", () => {
  it("are filtered by tags, and paged by key", async () => {
    for (let n = 0; n < 3; n += 1)
      await openedTopic(ama, { title: `The topic number ${n}`, countries: ["FR"] });
    await openedTopic(ama, { topics: ["gender"] });
    expect((await listTopics({ topic: "gender" })).total).toBe(1);
    expect((await listTopics({ article: "185:19" })).total).toBe(4);
    const first = await listTopics({}, {}, db(), 2);
    expect([first.rows.length, first.previous]).toEqual([2, null]);
    const second = await listTopics({ before: first.next ?? "" }, {}, db(), 2);
    expect(second.next).toBeNull();
    const back = await listTopics({ after: second.previous ?? "" }, {}, db(), 2);
    expect(back.rows.map(({ id }) => id)).toEqual(first.rows.map(({ id }) => id));
  });

  it("are shown first when a moderator says so", async () => {
    const { slug } = await openedTopic(ama);
    await run(mod, topicCommands.pin, { slug, isPinned: true });
    expect((await findTopicPage(slug))?.isPinned).toBe(true);
    expect((await refusal(run(ama, topicCommands.pin, { slug, isPinned: false }))).code).toBe("forbidden");
  });
});

describe("a member's topics", () => {
  it("are exported, and stay when the account is erased, attributed to a former member", async () => {
    const { slug } = await openedTopic(ama);
    const own = JSON.parse((await collectOwnData(db(), ama.id, new Date())).toString());
    expect(own.topics).toMatchObject([
      { number: Number(slug), category: "electronic-evidence", state: "shown" },
    ]);
    await transact(SYSTEM, (ctx) => {
      ctx.asSystem("a test");
      ctx.skipAudit("a test");
      return erasePerson(ctx, ama.id);
    });
    expect(await findTopicPage(slug)).toMatchObject({ author: null });
  });

  it("are in the index as a rebuild makes them", async () => {
    const { slug } = await openedTopic(ama);
    await replied(kofi, slug);
    const before = [await entriesOf("discussion"), await entriesOf("comment")];
    await reindexAll(SYSTEM);
    expect((await reindexAll(SYSTEM)).changed).toBe(0);
    expect([await entriesOf("discussion"), await entriesOf("comment")]).toEqual(before);
  });
});
