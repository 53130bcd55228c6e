import { beforeEach, describe, expect, it } from "vitest";
import { pool } from "@/db/client";
import type { Actor } from "@/lib/core/actor";
import { readVersion, scope } from "@/lib/core/versions";
import { transact } from "@/lib/transact";
import { useDatabase } from "@/tests/support/database";
import { by, makeActor } from "@/tests/support/members";
import { refusal } from "@/tests/support/sections";
import { madeCategory, openedTopic, replied, topicRow } from "@/tests/support/topics";
import { JoinTopic, MergeTopic, RetitleTopic, SplitTopic } from "../care/model";
import {
  findMergedTopic,
  findReading,
  listFlow,
  listOwnTopics,
  listReplies,
  listTopics,
  markListRead,
  readUpTo,
  topicCommands,
  topicReplies,
} from "../index";
import { MarkListRead, type OwnList, OwnTopicsQuery } from "./model";

useDatabase();

let reader: Actor;
let author: Actor;
let mod: Actor;
let slug: string;

beforeEach(async () => {
  reader = await makeActor("trusted");
  author = await makeActor("trusted");
  mod = await makeActor("moderator");
  await madeCategory();
  ({ slug } = await openedTopic(author));
});

const reads = (number: number, of = slug, actor = reader) =>
  transact(by(actor), (ctx) => readUpTo(ctx, { of: { area: "discussions", slug: of }, number }));
const stateOf = async (of = slug, actor = reader) => {
  const { readNumber, first, unread } = await findReading(actor, { area: "discussions", slug: of });
  return [readNumber, first, unread];
};
const listed = async (list: OwnList, actor = reader) =>
  (await listOwnTopics(actor, OwnTopicsQuery.parse({ list }))).rows.map(({ number }) => String(number));

async function written(count: number, of = slug): Promise<string[]> {
  const ids: string[] = [];
  for (let n = 1; n <= count; n += 1) ids.push(await replied(author, of, `Reply ${n} of topic ${of}.`));
  return ids;
}
async function split(numbers: string): Promise<string> {
  const input = SplitTopic.parse({
    slug,
    numbers,
    title: "Which tools are validated?",
    category: "electronic-evidence",
    text: "These replies are about the tools.",
    clientToken: crypto.randomUUID(),
  });
  return String((await transact(by(mod), (ctx) => topicCommands.split(ctx, input))).number);
}
const join = (from: string, into: string, numbers: string) =>
  transact(by(mod), (ctx) => topicCommands.join(ctx, JoinTopic.parse({ slug: from, into, numbers })));
const merge = (from: string, into: string) =>
  transact(by(mod), (ctx) => topicCommands.merge(ctx, MergeTopic.parse({ slug: from, into })));
const hide = (of: string) =>
  transact(by(mod), (ctx) => topicCommands.hide(ctx, { slug: of, reason: "It names a victim" }));
const show = (of: string) => transact(by(mod), (ctx) => topicCommands.show(ctx, { slug: of }));

describe("what a member has read", () => {
  it("stays read in the topic that is made of it, which they follow", async () => {
    await written(4);
    await reads(3);
    const target = await split("2-4");
    expect(await stateOf(target)).toEqual([2, 3, 1]);
    expect(await stateOf()).toEqual([3, null, 0]);
    expect([await listed("unread"), await listed("new")]).toEqual([[target], []]);
    // Others learn of the new topic as of any other.
    expect(await listed("new", await makeActor("trusted"))).toContain(target);
  });

  it("stays read in a topic that it is merged into, if they had read that one to its end", async () => {
    const { slug: into } = await openedTopic(author);
    await written(2);
    await written(2, into);
    await reads(2);
    await reads(2, into);
    await merge(slug, into);
    expect(await stateOf(into)).toEqual([5, null, 0]);
    await written(1, into);
    expect(await stateOf(into)).toEqual([5, 6, 1]);
  });

  it("is unread again where something before it is not read", async () => {
    const { slug: into } = await openedTopic(author);
    await written(1);
    await written(3, into);
    await reads(1);
    await reads(2, into);
    await merge(slug, into);
    expect(await stateOf(into)).toEqual([2, 3, 3]);
    // Who only followed the first one follows the other from its beginning.
    const follower = await makeActor("trusted");
    const { slug: third } = await openedTopic(author);
    await reads(0, third, follower);
    await merge(third, into);
    expect((await stateOf(into, follower)).slice(0, 2)).toEqual([0, 1]);
  });

  it("follows its writer alone when some replies move to another topic", async () => {
    const { slug: into } = await openedTopic(author);
    const other = await makeActor("trusted");
    await written(1);
    await replied(reader, slug, "My own reply about tools.");
    await reads(2, slug, other);
    await join(slug, into, "2");
    await written(1, into);
    expect([await listed("unread"), await listed("unread", other)]).toEqual([[into], []]);
    // Back where they were, they are read as before.
    await join(into, slug, "1");
    expect(await stateOf(slug, other)).toEqual([2, null, 0]);
  });
});

describe("a list that is marked as read", () => {
  it("leaves what was moved there after it was drawn", async () => {
    const { slug: into } = await openedTopic(author);
    const { slug: watched } = await openedTopic(author);
    await reads(0, watched);
    await written(1, into);
    await written(1, watched);
    const at = String(Date.now());
    await new Promise((done) => setTimeout(done, 5));
    await join(into, watched, "1");
    await transact(by(reader), (ctx) => markListRead(ctx, MarkListRead.parse({ list: "unread", at })));
    expect((await stateOf(watched)).slice(1)).toEqual([2, 1]);
  });
});

describe("a topic", () => {
  it("that was hidden and shown again is not new", async () => {
    await pool().query("update topic set created_at = now() - interval '30 days'");
    await hide(slug);
    await show(slug);
    expect(await listed("new")).toEqual([]);
  });

  it("made of old replies is in lists by the time at which it was made", async () => {
    const { slug: later } = await openedTopic(author);
    await written(2);
    await pool().query("update comment set created_at = now() - interval '30 days'");
    await pool().query(
      `update topic set created_at = now() - interval '40 days',
      active_at = now() - case number when $1 then interval '20 days' else interval '30 days' end`,
      [later],
    );
    const target = await split("1-2");
    expect((await listTopics({})).rows.map(({ number }) => String(number))).toEqual([target, later, slug]);
  });

  it("that names another is stale when that one is hidden, and when it is shown again", async () => {
    await written(2);
    const target = await split("2");
    const { pageId } = await topicRow(slug);
    const replies = await listReplies(pageId, 1);
    for (const change of [hide, show]) {
      const flow = await listFlow(pageId, { replies, isWhole: false, reader: "everyone" });
      expect(flow.nameable).toEqual([target]);
      const before = await readVersion([scope.topic(target)]);
      await change(target);
      expect(await readVersion([scope.topic(target)])).not.toEqual(before);
    }
  });

  it("that was merged gets another title by a moderator", async () => {
    const { slug: into } = await openedTopic(author);
    await merge(slug, into);
    const retitle = (actor: Actor, of: string) =>
      transact(by(actor), (ctx) =>
        topicCommands.retitle(ctx, RetitleTopic.parse({ slug: of, title: "A title without a name" })),
      );
    expect((await refusal(retitle(author, slug))).code).toBe("forbidden");
    expect((await refusal(retitle(mod, into))).reason).toBe("topic_state");
    await retitle(mod, slug);
    await retitle(mod, slug);
    expect((await findMergedTopic("discussions", slug, "everyone"))?.title).toBe("A title without a name");
    expect((await listTopics({})).total).toBe(1);
  });
});

describe("merging", () => {
  it("many topics into each other at once ends without deadlocks", async () => {
    const slugs: string[] = [slug];
    for (let n = 0; n < 5; n += 1) slugs.push((await openedTopic(author)).slug);
    const pairs = slugs.flatMap((from) => slugs.flatMap((into) => (from === into ? [] : [[from, into]])));
    const ended = await Promise.allSettled(pairs.map(([from = "", into = ""]) => merge(from, into)));
    const reasons = ended.flatMap((one) =>
      one.status === "rejected" ? [one.reason.reason ?? String(one.reason.cause ?? one.reason)] : [],
    );
    expect([...new Set(reasons)]).toEqual(["merged_already"]);
    expect((await listTopics({})).total).toBe(1);
  });
});

describe("a form of a page that was drawn before a reply moved", () => {
  it("still gives its reaction", async () => {
    const [id = ""] = await written(1);
    const target = await split("1");
    const done = await transact(by(reader), (ctx) => topicReplies.react(ctx, { slug, id, give: "thanks" }));
    expect([done.slug, done.own]).toEqual([target, ["thanks"]]);
  });
});
