import { randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { db } from "@/db/client";
import { replyCredit, replyProposal } from "@/db/schema/reply-proposals";
import { revision } from "@/db/schema/revisions";
import type { Actor } from "@/lib/core/actor";
import { readVersion, scope } from "@/lib/core/versions";
import {
  leaveReplyOut,
  listCarried,
  listCredits,
  listProposals,
  listReplyUses,
  proposeReply,
  topicCommands,
  topicReplies,
  withWordsOf,
} from "@/lib/discussions";
import { erasePerson } from "@/lib/members/erase-person";
import { collectOwnData } from "@/lib/personal-data";
import {
  acceptRevision,
  hideRevision,
  rejectRevision,
  saveSection,
  undoRevision,
  withdrawRevision,
} from "@/lib/profiles";
import { SaveSection, SaveSectionText } from "@/lib/profiles/editing/model";
import { SYSTEM, transact } from "@/lib/transact";
import { listNotices } from "@/lib/watching";
import { useDatabase } from "@/tests/support/database";
import { by, makeActor } from "@/tests/support/members";
import { makeProfile } from "@/tests/support/profiles";
import { prose, refusal, save } from "@/tests/support/sections";
import { madeCategory, openedTopic, replied } from "@/tests/support/topics";
import { JoinTopic, MergeTopic } from "../care/model";
import { creditReplies } from "./credit";

useDatabase();

let asker: Actor;
let writer: Actor;
let proposer: Actor;
let focal: Actor;
let mod: Actor;
let slug: string;
let id: string;

const SECTION = { country: "senegal", section: "procedural-law" } as const;

beforeEach(async () => {
  await makeProfile({ slug: "senegal", iso2: "SN" });
  await madeCategory();
  [asker, writer, mod] = [
    await makeActor("trusted"),
    await makeActor("trusted"),
    await makeActor("moderator"),
  ];
  [proposer, focal] = [await makeActor(), await makeActor("focal-point")];
  ({ slug } = await openedTopic(asker));
  id = await replied(writer, slug);
});

const propose = (actor: Actor | null, given: object = {}) =>
  transact(by(actor), (ctx) => proposeReply(ctx, { ...SECTION, slug, id, ...given }));
const TEXT = prose({ aaaaaa: "Searches need a warrant.", bbbbbb: "In our courts the examiner does." });
/** Saves from a form that names the replies which the member is bringing, as the editor's page does. */
async function edit(actor: Actor, given: object = {}) {
  const fromReplies = (await listCarried(actor, SECTION)).map((one) => one.id);
  const saved = await save(actor, { section: SECTION.section, content: TEXT, fromReplies, ...given });
  if (saved.number === null) throw new Error("nothing was saved");
  return { state: saved.state, number: saved.number };
}
const creditsOf = async (number: number) => (await listCredits("senegal", [number])).get(number);
const accept = (number: number) =>
  transact(by(focal), (ctx) => acceptRevision(ctx, { slug: "senegal", number }));
const erased = (actor: Actor) =>
  transact(SYSTEM, (ctx) => {
    ctx.asSystem("a test");
    ctx.skipAudit("a test");
    return erasePerson(ctx, actor.id);
  });
const told = async (actor: Actor) =>
  (await listNotices(actor, {})).rows.flatMap(({ content }) =>
    "news" in content && content.news === "reply.used" ? [content.news] : [],
  );

describe("a reply that becomes an edit", () => {
  it("is credited by the next save, and its author is notified once it is accepted", async () => {
    await propose(proposer);
    expect((await listCarried(proposer, SECTION)).map((one) => one.id)).toEqual([id]);
    const { state, number } = await edit(proposer);
    expect(state).toBe("pending");
    expect(await listCarried(proposer, SECTION)).toEqual([]);
    expect(await listReplyUses([id])).toEqual([]);
    expect(await told(writer)).toEqual([]);
    const before = await readVersion([scope.topic(slug)]);
    await accept(number);
    expect(await readVersion([scope.topic(slug)])).not.toEqual(before);
    expect(await listReplyUses([id])).toMatchObject([
      { commentId: id, country: { slug: "senegal" }, section: "procedural-law", number },
    ]);
    expect(await creditsOf(number)).toMatchObject([{ id, number: 1, topic: { number: Number(slug) } }]);
    expect(await told(writer)).toEqual(["reply.used"]);
    expect(await told(proposer)).toEqual([]);
  });

  it("is named at once by an edit that is published at once", async () => {
    await propose(focal);
    const { number } = await edit(focal);
    expect(await listReplyUses([id])).toMatchObject([{ number }]);
    expect(await told(writer)).toEqual(["reply.used"]);
  });

  it("is credited also by the second edit, by an amended one and by a merge", async () => {
    await propose(proposer);
    const first = await edit(proposer);
    const second = await edit(proposer, { base: first.number, content: prose({ aaaaaa: "Other words." }) });
    expect(await creditsOf(second.number)).toHaveLength(1);
    const amended = await edit(focal, {
      base: second.number,
      accepts: second.number,
      content: prose({ aaaaaa: "Better words." }),
    });
    expect(await listReplyUses([id])).toMatchObject([{ number: amended.number }]);
    await propose(proposer);
    const third = await edit(proposer, {
      base: amended.number,
      content: prose({ aaaaaa: "Better words.", cccccc: "And more." }),
    });
    await edit(focal, {
      base: amended.number,
      content: prose({ dddddd: "Before all.", aaaaaa: "Better words." }),
    });
    await accept(third.number);
    const [row] = await db()
      .select({ into: revision.mergedIntoId })
      .from(revision)
      .where(eq(revision.number, third.number));
    const merged = await db().$count(replyCredit, eq(replyCredit.revisionId, row?.into ?? ""));
    expect(merged).toBe(1);
  });

  it("is not credited once its proposer says so, by others, by a token, or twice", async () => {
    await Promise.all([propose(proposer), propose(proposer)]);
    expect(await db().$count(replyProposal)).toBe(1);
    await edit(focal);
    const leave = { slug: "senegal", section: SECTION.section, reply: id };
    await transact(by({ ...proposer, scopes: ["profiles:write"] }), (ctx) =>
      saveSection(ctx, {
        slug: "senegal",
        section: "procedural-law",
        base: 1,
        content: prose({ aaaaaa: "By a program." }),
        summary: "By a program",
        fromReplies: [id],
        clientToken: randomUUID(),
      }),
    );
    expect(await db().$count(replyCredit)).toBe(0);
    await transact(by(proposer), (ctx) => leaveReplyOut(ctx, leave));
    await transact(by(proposer), (ctx) => leaveReplyOut(ctx, leave));
    await edit(proposer, { base: 1, content: prose({ aaaaaa: "My own words." }) });
    expect(await db().$count(replyCredit)).toBe(0);
  });

  it("is credited only by a save whose form named it, and stays in work until then", async () => {
    await propose(focal);
    const blind = await edit(focal, { fromReplies: undefined });
    expect(await creditsOf(blind.number)).toBeUndefined();
    const other = await replied(writer, slug, "Another reply.");
    const named = await edit(focal, {
      base: blind.number,
      content: prose({ aaaaaa: "From the reply." }),
      fromReplies: [id, other],
    });
    expect(await creditsOf(named.number)).toMatchObject([{ id }]);
    expect(await listCarried(focal, SECTION)).toEqual([]);
    expect(SaveSection.shape.fromReplies.safeParse(Array(11).fill(id)).success).toBe(false);
    expect(SaveSection.shape.fromReplies.safeParse(["1"]).success).toBe(false);
    const sent = (fromReplies: unknown) => {
      const clientToken = randomUUID();
      const form = {
        slug: "senegal",
        section: SECTION.section,
        base: "",
        text: "",
        summary: "From a reply",
        clientToken,
      };
      return SaveSectionText.safeParse({ ...form, fromReplies }).data?.fromReplies;
    };
    expect([sent(id), sent([id, other]), sent(undefined)]).toEqual([[id], [id, other], undefined]);
  });

  it("is not credited once it is hidden, nor by the acceptance of another member's edit", async () => {
    await propose(focal);
    const { number } = await edit(proposer);
    const amended = await edit(focal, {
      base: number,
      accepts: number,
      content: prose({ aaaaaa: "Better words." }),
      fromReplies: undefined,
    });
    expect(await creditsOf(amended.number)).toBeUndefined();
    await transact(by(mod), (ctx) => topicReplies.hide(ctx, { slug, id, reason: "Names a victim" }));
    const content = prose({ aaaaaa: "Last words." });
    await edit(focal, { base: amended.number, content, fromReplies: [id] });
    expect(await db().$count(replyCredit)).toBe(0);
    expect(await db().$count(replyProposal)).toBe(1);
  });

  it("is not credited by an undo that waits for review", async () => {
    const first = await edit(focal);
    const second = await edit(focal, { base: first.number, content: prose({ aaaaaa: "Other words." }) });
    await propose(proposer);
    const back = await transact(by(proposer), (ctx) =>
      undoRevision(ctx, { slug: "senegal", number: second.number, summary: "Takes it back" }),
    );
    expect(back.state).toBe("pending");
    expect(await db().$count(replyCredit)).toBe(0);
    expect(await listCarried(proposer, SECTION)).toHaveLength(1);
    // Whatever a form names: those words are the section's own.
    const [undo] = await db()
      .select()
      .from(revision)
      .where(eq(revision.number, back.number ?? 0));
    await transact(by(proposer), async (ctx) => {
      ctx.asSystem("a test");
      ctx.skipAudit("a test");
      const of = { pageId: undo?.pageId ?? "", sectionId: undo?.sectionId ?? "", revisionId: undo?.id ?? "" };
      return creditReplies(ctx, { ...of, authorId: proposer.id, tag: "undo", fromReplies: [id] });
    });
    expect(await db().$count(replyCredit)).toBe(0);
  });

  it("is known to members while it waits, and refused only to those concerned", async () => {
    await propose(proposer);
    const { number } = await edit(proposer);
    const states = async (actor: Actor) => (await listProposals(actor, [id])).map(({ state }) => state);
    expect(await states(writer)).toEqual(["pending"]);
    await transact(by(focal), (ctx) =>
      rejectRevision(ctx, { slug: "senegal", number, reason: "No source is named." }),
    );
    const stranger = await makeActor();
    expect([await states(proposer), await states(focal), await states(stranger)]).toEqual([
      ["rejected"],
      ["rejected"],
      [],
    ]);
    expect(await listReplyUses([id])).toEqual([]);
    expect(await told(writer)).toEqual([]);
    const again = await edit(proposer, { content: prose({ aaaaaa: "Again." }) });
    await transact(by(proposer), (ctx) => withdrawRevision(ctx, { slug: "senegal", number: again.number }));
    expect(await creditsOf(again.number)).toBeUndefined();
  });

  it("leaves no name or link once it, its topic or the revision is hidden", async () => {
    await propose(focal);
    const { number } = await edit(focal);
    const history = () => readVersion([scope.profile("senegal")]);
    const reply = { slug, id };
    const at = await history();
    await transact(by(mod), (ctx) => topicReplies.hide(ctx, { ...reply, reason: "Names a victim" }));
    expect(await history()).not.toEqual(at);
    expect(await creditsOf(number)).toEqual([null]);
    expect(await told(writer)).toEqual([]);
    await transact(by(mod), (ctx) => topicReplies.show(ctx, reply));
    expect(await creditsOf(number)).toMatchObject([{ id }]);
    await transact(by(mod), (ctx) => topicCommands.hide(ctx, { slug, reason: "A live case" }));
    expect(await creditsOf(number)).toEqual([null]);
    await transact(by(mod), (ctx) => topicCommands.show(ctx, { slug }));
    await edit(focal, { base: number, content: prose({ aaaaaa: "Other words." }) });
    const topic = await readVersion([scope.topic(slug)]);
    await transact(by(mod), (ctx) =>
      hideRevision(ctx, {
        slug: "senegal",
        number,
        text: true,
        summary: false,
        author: false,
        through: undefined,
        reason: "Names a victim",
      }),
    );
    expect(await readVersion([scope.topic(slug)])).not.toEqual(topic);
    expect([await listReplyUses([id]), await creditsOf(number)]).toEqual([[], undefined]);
  });

  it("has its new number in histories once it moves to another topic", async () => {
    await propose(focal);
    const { number } = await edit(focal);
    const stored = () => readVersion([scope.past("senegal")]);
    const other = await openedTopic(asker, { title: "Another question on warrants" });
    await replied(asker, other.slug);
    const before = await stored();
    await transact(by(mod), (ctx) =>
      topicCommands.join(ctx, JoinTopic.parse({ slug, into: other.slug, replies: ["1"] })),
    );
    const between = await stored();
    expect(between).not.toEqual(before);
    expect(await creditsOf(number)).toMatchObject([{ id, number: 2, topic: { number: other.number } }]);
    await transact(by(mod), (ctx) =>
      topicCommands.merge(ctx, MergeTopic.parse({ slug: other.slug, into: slug })),
    );
    expect(await stored()).not.toEqual(between);
    expect(await creditsOf(number)).toMatchObject([{ id, topic: { number: Number(slug) } }]);
  });

  it("names a former member once its author is erased, and forgets what they were bringing", async () => {
    await propose(focal);
    const { number } = await edit(focal);
    await propose(proposer);
    const own = JSON.parse(String(await collectOwnData(db(), proposer.id, new Date())));
    expect(own.repliesInWork).toMatchObject([{ topic: Number(slug), reply: 1, profile: "senegal" }]);
    await erased(writer);
    await erased(proposer);
    expect(await creditsOf(number)).toMatchObject([{ author: null }]);
    expect(await db().$count(replyProposal)).toBe(0);
  });

  it("is one of ten at most, also when several are proposed at once; hidden ones do not count", async () => {
    const ids: string[] = [];
    for (let n = 0; n < 12; n += 1) ids.push(await replied(writer, slug, `Reply ${n} with words.`));
    for (const one of ids.slice(0, 9)) await propose(proposer, { id: one });
    const race = await Promise.allSettled([9, 10].map((n) => propose(proposer, { id: ids[n] })));
    expect(race.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    const last = { id: ids[11] };
    expect(await refusal(propose(proposer, last))).toMatchObject({
      code: "conflict",
      reason: "too_many_replies",
    });
    await propose(proposer, { id: ids[0] });
    await propose(proposer, { ...last, section: "policies" });
    await propose(focal, last);
    const hidden = { slug, id: ids[0] ?? "" };
    await transact(by(mod), (ctx) => topicReplies.hide(ctx, { ...hidden, reason: "Names a victim" }));
    await propose(proposer, last);
    await transact(by(mod), (ctx) => topicReplies.show(ctx, hidden));
    expect(await listCarried(proposer, SECTION)).toHaveLength(10);
  });

  it("is refused from a room, from a hidden reply or topic, and where the member may not edit", async () => {
    expect(await refusal(propose(null))).toMatchObject({ code: "unauthenticated" });
    expect(await refusal(propose(proposer, { id: randomUUID() }))).toMatchObject({ code: "not_found" });
    expect(await refusal(propose(proposer, { country: "atlantis" }))).toMatchObject({ code: "not_found" });
    await madeCategory({ slug: "room", name_en: "Room", audience: "members" });
    const room = await openedTopic(asker, { category: "room" }, "rooms");
    const inside = await replied(writer, room.slug, "Words of the room.", null, "rooms");
    expect(await refusal(propose(asker, { slug: room.slug, id: inside }))).toMatchObject({
      code: "not_found",
    });
    await db().execute(sql`update section set protection = 'moderators', protected_at = now()`);
    await propose(proposer, { section: "policies" });
    await db().execute(sql`update section set protection = 'moderators', protected_at = now()`);
    expect(await refusal(propose(proposer, { section: "policies" }))).toMatchObject({ code: "forbidden" });
    await transact(by(mod), (ctx) => topicReplies.hide(ctx, { slug, id, reason: "Names a victim" }));
    expect(await refusal(propose(proposer))).toMatchObject({ code: "not_found" });
    expect(await listCarried(proposer, { ...SECTION, section: "policies" })).toEqual([]);
  });
});

it("appends the words of a reply as blocks that a section can have", () => {
  const reply = prose({ aaaaaa: "One.", bbbbbb: "Two." });
  const code = { type: "codeBlock", attrs: { id: "cccccc" }, content: [{ type: "text", text: "a\n\nb" }] };
  const doc = { type: "doc" as const, content: [...reply.doc.content, code as never] };
  const { content } = withWordsOf({ ...reply, doc }, TEXT).doc;
  expect(content.map(({ type }) => type)).toEqual(Array(6).fill("paragraph"));
  expect(new Set(content.map(({ attrs }) => attrs.id)).size).toBe(6);
});
