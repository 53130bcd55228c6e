import { randomUUID } from "node:crypto";
import { beforeEach, describe, expect, it } from "vitest";
import { db } from "@/db/client";
import { commentQuote } from "@/db/schema/comments";
import { searchEntry } from "@/db/schema/search";
import { postComments, postPages } from "@/lib/blog";
import { findComment, findCommentVersions, listQuotes, listThreads, typedWithQuotes } from "@/lib/comments";
import type { Actor } from "@/lib/core/actor";
import { listReplies, topicCommands, topicPages, topicReplies } from "@/lib/discussions";
import { JoinTopic } from "@/lib/discussions/care/model";
import { erasePerson } from "@/lib/members/erase-person";
import { collectOwnData } from "@/lib/personal-data";
import { contentText } from "@/lib/text/plain";
import { transact } from "@/lib/transact";
import { listNotices } from "@/lib/watching";
import { useDatabase } from "@/tests/support/database";
import { by, makeActor } from "@/tests/support/members";
import { commented, commentRow, postRow, publishedPost } from "@/tests/support/posts";
import { refusal } from "@/tests/support/sections";
import { madeCategory, openedTopic, replied } from "@/tests/support/topics";
import { quoteTyped, refOf } from "./typed";

useDatabase();

const SAID = "The judge, at night, by phone.\n\nThe order is **never** oral.";

let ana: Actor;
let ben: Actor;
let mod: Actor;
let slug: string;
let first: string;

beforeEach(async () => {
  [ana, ben, mod] = [await makeActor("trusted"), await makeActor("trusted"), await makeActor("moderator")];
  await madeCategory();
  ({ slug } = await openedTopic(await makeActor("trusted")));
  first = await replied(ana, slug, SAID);
});

const quoteOf = async (id: string) => {
  const { comment } = await findComment(topicPages, mod, { slug, id });
  return quoteTyped({ ref: refOf(comment), name: ana.displayName, content: comment.content });
};
const quotesOf = async (id: string) => (await listQuotes(topicPages, null, [id])).get(id) ?? [];
const wordsOf = async (id: string) =>
  (await quotesOf(id)).map(({ words }) => (words ? contentText(words) : null));
const edit = (actor: Actor, id: string, text: string) =>
  transact(by(actor), (ctx) => topicReplies.edit(ctx, { slug, id, text }));
const hide = (id: string) =>
  transact(by(mod), (ctx) => topicReplies.hide(ctx, { slug, id, reason: "It names a victim." }));

describe("a quotation", () => {
  it("names the reply that it is from, and stands where it was written", async () => {
    const typed = `Before.\n\n${await quoteOf(first)}\n\nAfter.\n\n> #1\n> by phone.`;
    const id = await replied(ben, slug, typed);
    expect(contentText((await commentRow(id)).content as never)).toBe("Before.\n\nAfter.");
    const [one, two] = await quotesOf(id);
    expect(one).toMatchObject({
      of: { id: first, number: 1, path: `/discussions/t/${slug}` },
      author: { displayName: ana.displayName },
      state: "shown",
      isEdited: false,
      saidIn: null,
    });
    expect(await wordsOf(id)).toEqual([contentText((await commentRow(first)).content as never), "by phone."]);
    expect([one?.before, two?.before]).toEqual([expect.stringMatching(/^\w+$/), null]);
    // For editing it is what was typed.
    const { comment } = await findComment(topicPages, ben, { slug, id });
    expect(typedWithQuotes(comment.content, comment.quotes.get(null) ?? [])).toBe(
      typed.replace("> #1\n", `> #1 ${ana.displayName}:\n`),
    );
  });

  it("stays as typed, and names nobody, if the words are not those of the reply", async () => {
    for (const typed of [
      "> #1\n> The judge never answers.",
      "> #7\n> by phone.",
      "> #1 is right",
      "> #abc123\n> by phone.",
    ])
      expect(await quotesOf(await replied(ben, slug, `${typed}\n\nWell. ${randomUUID()}`))).toEqual([]);
    expect(await db().$count(commentQuote)).toBe(0);
    const gaps = await replied(ben, slug, "> #1\n> The judge, […] by phone.\n\nYes.");
    expect(await wordsOf(gaps)).toEqual(["The judge, […] by phone."]);
  });

  it("is not all that is said", async () => {
    const alone = refusal(replied(ben, slug, await quoteOf(first)));
    expect((await alone).details).toEqual({ fields: { text: ["only_quoted"] } });
  });

  it("says that the reply was edited since, with the version that it quotes", async () => {
    const typed = await quoteOf(first);
    const before = await replied(ben, slug, `${typed}\n\nReally?`);
    await edit(ana, first, "The prosecutor.");
    expect((await quotesOf(before))[0]).toMatchObject({ isEdited: true, saidIn: 1 });
    // Written before the edit and sent after it: the words are those of the first version.
    const late = await replied(ben, slug, `${typed}\n\nSince when?`);
    expect((await quotesOf(late))[0]).toMatchObject({ isEdited: true, saidIn: 1 });
    const now = await replied(ben, slug, `> #1\n> The prosecutor.\n\nGood.`);
    expect((await quotesOf(now))[0]).toMatchObject({ isEdited: false, saidIn: null });
  });

  it("shows nothing of a reply that is hidden, and is back with it", async () => {
    const id = await replied(ben, slug, `${await quoteOf(first)}\n\nReally?`);
    await hide(first);
    expect(await quotesOf(id)).toMatchObject([
      { state: "hidden", author: null, words: null, of: { path: null } },
    ]);
    const everywhere = JSON.stringify([
      await listReplies((await commentRow(id)).pageId, "all"),
      await findComment(topicPages, mod, { slug, id }),
      await db().select().from(searchEntry),
    ]);
    expect(everywhere).not.toContain("by phone");
    await transact(by(mod), (ctx) => topicReplies.show(ctx, { slug, id: first }));
    expect(await wordsOf(id)).toEqual([expect.stringContaining("by phone")]);
  });

  it("loses its words for good when their author deletes the reply", async () => {
    const id = await replied(ben, slug, `${await quoteOf(first)}\n\nReally?`);
    await edit(ben, id, `${await quoteOf(first)}\n\nReally, by phone?`);
    await transact(by(ana), (ctx) => topicReplies.remove(ctx, { slug, id: first }));
    expect(await quotesOf(id)).toMatchObject([{ state: "removed", words: null }]);
    expect((await db().select().from(commentQuote)).map(({ excerpt }) => excerpt)).toEqual([null, null]);
  });

  it("stays with the version in which it was, and can be changed", async () => {
    const id = await replied(ben, slug, `${await quoteOf(first)}\n\nReally?`);
    await edit(ben, id, "> #1\n> by phone.\n\nReally?");
    await edit(ben, id, "> #1\n> by phone.\n\nReally?");
    const found = await findCommentVersions(topicPages, null, { slug, id });
    expect(found?.versions.map(({ number }) => number)).toEqual([1]);
    const words = [1, null].map((version) => found?.quotes.get(version)?.map((one) => one.words));
    expect(words.map((one) => one?.map((content) => content && contentText(content)))).toEqual([
      [expect.stringContaining("never")],
      ["by phone."],
    ]);
  });

  it("notifies the authors of all quoted replies, as of an answer", async () => {
    const cora = await makeActor("trusted");
    const second = await replied(cora, slug, "In writing, always.");
    await replied(ben, slug, `${await quoteOf(first)}\n\nNo.\n\n> #2\n> In writing, always.\n\nYes.`, second);
    for (const author of [ana, cora])
      expect(
        (await listNotices(author, {})).rows.filter(({ category }) => category === "reply"),
      ).toHaveLength(1);
    expect((await listNotices(ben, {})).unseen).toBe(0);
  });

  it("of an earlier version goes with its author's account, and theirs with it", async () => {
    const id = await replied(ben, slug, `${await quoteOf(first)}\n\nReally?`);
    await edit(ana, first, "The prosecutor.");
    const now = await replied(ben, slug, "> #1\n> The prosecutor.\n\nGood.");
    const data = JSON.parse((await collectOwnData(db(), ben.id, new Date())).toString());
    expect(data.quotations).toEqual([
      { comment: id, of: first },
      { comment: now, of: first },
    ]);
    expect(JSON.stringify(data)).not.toContain("by phone");
    await transact(by(ana), async (ctx) => {
      ctx.asSystem("a test's erasure");
      await erasePerson(ctx, ana.id);
      await ctx.record("member.erased", { memberId: ana.id, handle: ana.handle });
    });
    expect(await quotesOf(id)).toMatchObject([{ state: "shown", author: null, words: null, saidIn: null }]);
    expect(await wordsOf(now)).toEqual(["The prosecutor."]);
  });
});

describe("a quotation in a reply that is edited", () => {
  const removed = () => transact(by(ana), (ctx) => topicReplies.remove(ctx, { slug, id: first }));
  /** What the field for editing has, as the author gets it. */
  const fieldOf = async (id: string, at = slug) => {
    const { comment } = await findComment(topicPages, ben, { slug: at, id });
    return typedWithQuotes(comment.content, comment.quotes.get(null) ?? []);
  };
  const ownWords = async (id: string) => contentText((await commentRow(id)).content as never);

  it("stays one of the same reply after it was moved to another topic, also in part", async () => {
    const id = await replied(ben, slug, `> #1\n> The judge, at night, by phone.\n\nReally?`);
    const { slug: other } = await openedTopic(await makeActor("trusted"));
    const moved = JoinTopic.parse({ slug, into: other, replies: ["2"] });
    await transact(by(mod), (ctx) => topicCommands.join(ctx, moved));
    await edit(ben, id, (await fieldOf(id, other)).replace("Really?", "Really so?"));
    expect(await ownWords(id)).toBe("Really so?");
    expect(await quotesOf(id)).toMatchObject([{ of: { id: first }, state: "shown" }]);
    await edit(ben, id, "> #1\n> at night […] by phone.\n\nReally?");
    expect([await ownWords(id), await wordsOf(id)]).toEqual(["Really?", ["at night […] by phone."]]);
    await removed();
    expect((await db().select().from(commentQuote)).map(({ excerpt }) => excerpt)).toEqual([
      null,
      null,
      null,
    ]);
    expect(JSON.stringify(await db().select().from(searchEntry))).not.toContain("by phone");
  });

  it("stays one of the same reply after many edits of that, and after it got another number", async () => {
    const id = await replied(ben, slug, "> #1\n> by phone.\n\nReally?");
    for (let n = 1; n <= 12; n += 1) await edit(ana, first, `The prosecutor ${n}.`);
    const field = await fieldOf(id);
    await edit(ben, id, `${field} So?`);
    expect(await quotesOf(id)).toMatchObject([{ of: { id: first }, saidIn: 1 }]);
    const { slug: other } = await openedTopic(await makeActor("trusted"));
    await replied(ana, other, "Something else.");
    const moved = JoinTopic.parse({ slug, into: other, replies: ["1"] });
    await transact(by(mod), (ctx) => topicCommands.join(ctx, moved));
    await edit(ben, id, `${field} Then?`);
    expect(await quotesOf(id)).toMatchObject([{ of: { id: first, number: 2 }, saidIn: 1 }]);
    expect(await ownWords(id)).toBe("Really? Then?");
  });

  it("is kept in its place while the author does not see its words", async () => {
    const second = await replied(ana, slug, "In writing, always.");
    const typed = "Before.\n\n> #1\n> by phone.\n\n> #2\n> In writing, always.\n\nAfter.\n\n> #1\n> at night";
    const id = await replied(ben, slug, typed);
    const was = (await quotesOf(id)).map(({ of, before }) => [of.id, before]);
    await hide(first);
    // Nothing was changed, so nothing is.
    await edit(ben, id, await fieldOf(id));
    expect((await commentRow(id)).editedAt).toBeNull();
    await edit(ben, id, (await fieldOf(id)).replace("Before.", "Earlier."));
    expect(was.map(([of]) => of)).toEqual([first, second, first]);
    expect((await quotesOf(id)).map(({ of, before }) => [of.id, before])).toEqual(was);
    await transact(by(mod), (ctx) => topicReplies.show(ctx, { slug, id: first }));
    expect(await wordsOf(id)).toEqual(["by phone.", "In writing, always.", "at night"]);
    await edit(ben, id, "Only this.");
    expect(await quotesOf(id)).toEqual([]);
  });

  it("does not bring words back that were hidden or deleted while it was open", async () => {
    const id = await replied(ben, slug, "> #1\n> by phone.\n\nReally?");
    const field = await fieldOf(id);
    await hide(first);
    await edit(ben, id, `${field} So?`);
    expect([await ownWords(id), await quotesOf(id)]).toMatchObject([
      "Really? So?",
      [{ state: "hidden", words: null }],
    ]);
    await removed();
    await edit(ben, id, `${field} Then?`);
    expect([await ownWords(id), await quotesOf(id)]).toMatchObject([
      "Really? Then?",
      [{ state: "removed", words: null }],
    ]);
  });
});

describe("comments in threads", () => {
  it("are quoted by the end of their id", async () => {
    const post = await publishedPost(mod);
    const said = await commented(ana, post, "The judge, by phone.");
    const typed = quoteTyped({
      ref: refOf({ id: said, number: null }),
      name: "Ana",
      content: (await commentRow(said)).content as never,
    });
    const id = await commented(ben, post, `${typed}\n\nReally?`, said);
    const found = (await listQuotes(postPages, null, [id])).get(id);
    expect(found).toMatchObject([{ of: { id: said, number: null, path: `/blog/${post}` }, state: "shown" }]);
    await transact(by(ana), (ctx) =>
      postComments.edit(ctx, { slug: post, id: said, text: "The prosecutor." }),
    );
    const { threads } = await listThreads((await postRow(post)).pageId);
    expect(threads[0]?.replies[0]?.answeredThen).toEqual({ id: said, version: 1 });
  });
});

describe("an answer", () => {
  it("leads to what the other reply said at that moment", async () => {
    const hour = 3_600_000;
    const at = (minutes: number) => ({ now: new Date(Date.now() - hour + minutes * 60_000) });
    const write = (actor: Actor, text: string, parent: string | null, minutes: number) =>
      transact(
        by(actor),
        (ctx) => topicReplies.write(ctx, { slug, text, parent, clientToken: randomUUID() }),
        at(minutes),
      );
    const change = (id: string, text: string, minutes: number) =>
      transact(by(ana), (ctx) => topicReplies.edit(ctx, { slug, id, text }), at(minutes));
    const { id } = await write(ana, "One", null, 0);
    await write(ben, "To the first", id, 1);
    await change(id, "Two", 2);
    await write(ben, "To the second", id, 3);
    await change(id, "Three", 4);
    await write(ben, "To the third", id, 5);
    const { lines } = await listReplies((await commentRow(id)).pageId, "all");
    expect(lines.slice(2).map(({ answers, answeredThen }) => [answers, answeredThen?.version])).toEqual([
      [2, 1],
      [2, 2],
      [2, undefined],
    ]);
    await hide(id);
    const { lines: later } = await listReplies((await commentRow(id)).pageId, "all");
    expect(later.every(({ answeredThen }) => answeredThen === null)).toBe(true);
  });
});
