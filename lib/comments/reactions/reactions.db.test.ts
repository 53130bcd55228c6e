import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { db } from "@/db/client";
import { commentReaction } from "@/db/schema/comments";
import { auditEntry } from "@/db/schema/core";
import { notice } from "@/db/schema/watching";
import { lockComments, postComments, postPages, retractPost } from "@/lib/blog";
import { listReactors, listThreads } from "@/lib/comments";
import type { Actor } from "@/lib/core/actor";
import { readVersion, scope } from "@/lib/core/versions";
import { listReplies, roomPages, roomReplies, topicCommands, topicReplies } from "@/lib/discussions";
import { translator } from "@/lib/i18n/translator";
import { erasePerson } from "@/lib/members/erase-person";
import { listOwnReactions, reactOn } from "@/lib/page-kinds";
import { collectOwnData } from "@/lib/personal-data";
import { transact } from "@/lib/transact";
import { listNotices, markAllSeen, noticeWords } from "@/lib/watching";
import { useDatabase } from "@/tests/support/database";
import { by, makeActor } from "@/tests/support/members";
import { commented, commentRow, postRow, publishedPost } from "@/tests/support/posts";
import { refusal } from "@/tests/support/sections";
import { madeCategory, openedTopic, replied } from "@/tests/support/topics";

useDatabase();

let author: Actor;
let ana: Actor;
let ben: Actor;
let mod: Actor;
let slug: string;
let id: string;

beforeEach(async () => {
  [author, ana, ben] = [await makeActor("trusted"), await makeActor(), await makeActor()];
  mod = await makeActor("moderator");
  slug = await publishedPost(mod);
  id = await commented(author, slug);
});

type Pressed = { give?: "thanks" | "agree" | "useful"; take?: "thanks" | "agree" | "useful" };
const press = (actor: Actor | null, pressed: Pressed, at = { slug, id }) =>
  transact(by(actor), (ctx) => postComments.react(ctx, { ...at, ...pressed }));
const countsOf = async () => {
  const { threads } = await listThreads((await postRow(slug)).pageId);
  return threads[0]?.reactions;
};
const toldOf = async (actor: Actor) =>
  (await listNotices(actor, {})).rows.map(({ content }) =>
    noticeWords(content, translator("en"), "en").said.replaceAll(/[\u2068\u2069]/gu, ""),
  );

describe("a reaction", () => {
  it("is given once of each kind, counted, and taken back", async () => {
    await press(ana, { give: "thanks" });
    await press(ana, { give: "useful" });
    await press(ana, { give: "useful" });
    const last = await press(ben, { give: "useful" });
    expect(last).toMatchObject({ own: ["useful"], counts: { thanks: 1, agree: 0, useful: 2 } });
    expect(await countsOf()).toEqual({ thanks: 1, agree: 0, useful: 2 });
    await press(ana, { take: "useful" });
    await press(ana, { take: "useful" });
    expect(await countsOf()).toEqual({ thanks: 1, agree: 0, useful: 1 });
    // What changed nothing is not recorded.
    expect(await db().$count(auditEntry, eq(auditEntry.fact, "comment.reacted"))).toBe(4);
  });

  it("is stored once when it is pressed many times at once", async () => {
    const presses = Array.from({ length: 8 }, () => press(ana, { give: "agree" }));
    await Promise.all([...presses, press(ben, { give: "agree" }), press(mod, { give: "thanks" })]);
    expect(await countsOf()).toEqual({ thanks: 1, agree: 2, useful: 0 });
  });

  it("is for other members in a session, and for visible comments on published pages", async () => {
    expect((await refusal(press(null, { give: "thanks" }))).code).toBe("unauthenticated");
    expect((await refusal(press({ ...ana, roles: [] }, { give: "thanks" }))).code).toBe("forbidden");
    expect((await refusal(press(author, { give: "thanks" }))).code).toBe("forbidden");
    expect((await refusal(press(ana, {}))).code).toBe("invalid");
    expect((await refusal(press(ana, { give: "thanks", take: "agree" }))).code).toBe("invalid");
    const held = await commented(ben, slug);
    expect((await refusal(press(ana, { give: "thanks" }, { slug, id: held }))).code).toBe("not_found");
    const other = await publishedPost(mod, { title: "Another post" });
    expect((await refusal(press(ana, { give: "thanks" }, { slug: other, id }))).code).toBe("not_found");
    // Closed comments still take them; a post that nobody can read does not.
    await transact(by(mod), (ctx) => lockComments(ctx, { slug, isLocked: true }));
    await press(ana, { give: "thanks" });
    await transact(by(mod), (ctx) => retractPost(ctx, { slug, reason: "Withdrawn." }));
    await refusal(press(ana, { give: "useful" }));
    expect(await db().$count(commentReaction)).toBe(1);
  });

  it("disappears with a hidden comment, and is back with it", async () => {
    await press(ana, { give: "useful" });
    await transact(by(mod), (ctx) => postComments.hide(ctx, { slug, id, reason: "Looked at again." }));
    expect((await refusal(press(ben, { give: "useful" }))).code).toBe("not_found");
    expect(await listReactors(postPages, null, { slug, id, page: 1 })).toBeNull();
    expect(await toldOf(author)).toEqual(["Your comment was hidden"]);
    await transact(by(mod), (ctx) => postComments.show(ctx, { slug, id }));
    expect(await countsOf()).toMatchObject({ useful: 1 });
  });

  it("makes the page stale, and no list", async () => {
    const scopes = [scope.post(slug), scope.blog];
    const before = await Promise.all(scopes.map((one) => readVersion([one])));
    await press(ana, { give: "useful" });
    const after = await Promise.all(scopes.map((one) => readVersion([one])));
    expect(after.map((one, place) => one === before[place])).toEqual([false, true]);
  });
});

describe("who reacted", () => {
  it("is listed by name, latest first, with all their reactions", async () => {
    await press(ana, { give: "thanks" });
    await press(ben, { give: "useful" });
    await press(ana, { give: "agree" });
    const found = await listReactors(postPages, null, { slug, id, page: 1 });
    expect(found?.reactors).toEqual([
      { member: { handle: ana.handle, displayName: ana.displayName }, reactions: ["thanks", "agree"] },
      { member: { handle: ben.handle, displayName: ben.displayName }, reactions: ["useful"] },
    ]);
    expect(await listOwnReactions(ana, { kind: "post", slug })).toEqual({ [id]: ["agree", "thanks"] });
    expect(await listOwnReactions(ana, { kind: "nothing", slug })).toEqual({});
  });
});

describe("the author", () => {
  it("has one notification for a comment, which says how many reacted, and no mail", async () => {
    await press(ana, { give: "useful" });
    expect(await toldOf(author)).toEqual([`${ana.displayName} found your comment useful`]);
    await press(ben, { give: "useful" });
    expect(await toldOf(author)).toEqual(["2 members found your comment useful"]);
    await press(mod, { give: "thanks" });
    expect(await toldOf(author)).toEqual(["3 members reacted to your comment"]);
    const rows = await db().select().from(notice).where(eq(notice.memberId, author.id));
    expect(rows.map(({ kind, dueAt }) => [kind, dueAt])).toEqual([["comment-reacted", null]]);
    await transact(by(author), (ctx) =>
      markAllSeen(ctx, { at: Date.now(), show: undefined, kind: undefined }),
    );
    await press(mod, { give: "useful" });
    expect(await listNotices(author, {})).toMatchObject({ unseen: 1, rows: [{}] });
    for (const reaction of ["useful", "thanks"] as const) await press(mod, { take: reaction });
    for (const one of [ana, ben]) await press(one, { take: "useful" });
    expect(await listNotices(author, {})).toMatchObject({ unseen: 0, rows: [] });
  });
});

describe("a member's data", () => {
  it("contain their reactions, which go with the account", async () => {
    await press(ana, { give: "useful" });
    const data = JSON.parse((await collectOwnData(db(), ana.id, new Date())).toString());
    expect(data.reactions).toMatchObject([{ comment: id, reaction: "useful" }]);
    const before = await readVersion([scope.post(slug)]);
    await transact(by(ana), async (ctx) => {
      ctx.asSystem("a test's erasure");
      await erasePerson(ctx, ana.id);
      await ctx.record("member.erased", { memberId: ana.id, handle: ana.handle });
    });
    expect(await db().$count(commentReaction)).toBe(0);
    expect(await countsOf()).toMatchObject({ useful: 0 });
    expect(await readVersion([scope.post(slug)])).not.toBe(before);
  });
});

describe("replies", () => {
  it("take reactions in a closed topic, and none while the topic waits or is hidden", async () => {
    await madeCategory();
    const topic = await openedTopic(author);
    const reply = await replied(ben, topic.slug);
    await transact(by(mod), (ctx) => topicReplies.show(ctx, { slug: topic.slug, id: reply }));
    const input = {
      kind: "discussion",
      slug: topic.slug,
      id: reply,
      reaction: "useful",
      isGiven: true,
    } as const;
    for (const none of ["abc", "99999999999"])
      expect((await refusal(transact(by(ana), (ctx) => reactOn(ctx, { ...input, slug: none })))).code).toBe(
        "not_found",
      );
    await transact(by(mod), (ctx) => topicCommands.hide(ctx, { slug: topic.slug, reason: "Looked at." }));
    expect((await refusal(transact(by(ana), (ctx) => reactOn(ctx, input)))).code).toBe("not_found");
    expect((await refusal(transact(by(author), (ctx) => reactOn(ctx, input)))).reason).toBe("topic_state");
    await transact(by(mod), (ctx) => topicCommands.show(ctx, { slug: topic.slug }));
    expect(await transact(by(ana), (ctx) => reactOn(ctx, input))).toMatchObject({ own: ["useful"] });
    expect((await listReplies((await commentRow(reply)).pageId, 1)).lines[0]?.reactions).toEqual({
      thanks: 0,
      agree: 0,
      useful: 1,
    });
  });

  it("in a room take them from its readers, and nobody else learns of them", async () => {
    await madeCategory({ audience: "practitioners" });
    const [first, second] = [await makeActor("practitioner"), await makeActor("practitioner")];
    const topic = await openedTopic(first, {}, "rooms");
    const at = { slug: topic.slug, id: await replied(first, topic.slug, "Inside.", null, "rooms") };
    const give = (actor: Actor) =>
      transact(by(actor), (ctx) => roomReplies.react(ctx, { ...at, give: "useful" }));
    expect((await refusal(give(ana))).code).toBe("not_found");
    await give(second);
    expect(await listReactors(roomPages, ana, { ...at, page: 1 })).toBeNull();
    expect((await listReactors(roomPages, second, { ...at, page: 1 }))?.reactors).toHaveLength(1);
    expect(await listOwnReactions(second, { kind: "room", slug: topic.slug })).toEqual({
      [at.id]: ["useful"],
    });
    expect(
      await listOwnReactions({ ...second, roles: ["member"] }, { kind: "room", slug: topic.slug }),
    ).toEqual({});
    expect(await toldOf(first)).toEqual([`${second.displayName} found your reply useful`]);
  });
});
