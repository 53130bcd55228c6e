import { count, eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { db } from "@/db/client";
import { auditEntry } from "@/db/schema/core";
import { poll, pollVote } from "@/db/schema/polls";
import { searchEntry } from "@/db/schema/search";
import type { Actor } from "@/lib/core/actor";
import type { Ctx } from "@/lib/core/ctx";
import { readVersion, scope } from "@/lib/core/versions";
import { translator } from "@/lib/i18n/translator";
import { runDueJobs } from "@/lib/jobs/worker";
import { erasePerson } from "@/lib/members/erase-person";
import { collectOwnData } from "@/lib/personal-data";
import { SYSTEM, transact } from "@/lib/transact";
import { listNotices, noticeWords } from "@/lib/watching";
import { useDatabase } from "@/tests/support/database";
import { by, makeActor } from "@/tests/support/members";
import { refusal } from "@/tests/support/sections";
import { madeCategory, openedTopic, replied, topicRow } from "@/tests/support/topics";
import { ArchiveTopic, MergeTopic } from "../care/model";
import { closeDuePoll, listDuePolls, listOwnVotes, listPolls, roomCommands, topicCommands } from "../index";
import { DISCUSSION_DATA } from "../personal-data";
import { AddPoll, ChangePoll, VoteInPoll } from "./model";

useDatabase();

let ama: Actor;
let kofi: Actor;
let mod: Actor;

type Command<I, O> = (ctx: Ctx, input: I) => Promise<O>;
const run = <I, O>(actor: Actor | null, command: Command<I, O>, input: I, now?: Date) =>
  transact(by(actor), (ctx) => command(ctx, input), now ? { now } : {});
const later = (days: number) => new Date(Date.now() + days * 86_400_000);
const dayIn = (days: number) => later(days).toISOString().slice(0, 10);

const FIELDS = {
  pollQuestion: "Which day suits you?",
  pollOptions: "Monday\nTuesday\n\nWednesday",
  pollMost: "1",
  pollResults: "at-once",
};

beforeEach(async () => {
  [ama, kofi, mod] = [await makeActor("trusted"), await makeActor("trusted"), await makeActor("moderator")];
  await madeCategory();
});

const pollsOf = async (slug: string, member: Actor | null = null) =>
  listPolls((await topicRow(slug)).pageId, member?.id ?? null);
async function polled(given: Record<string, unknown> = {}) {
  const { slug } = await openedTopic(ama, { ...FIELDS, ...given });
  const [made] = await pollsOf(slug);
  return { slug, id: made?.id ?? "" };
}
type At = { slug: string; id: string };
const vote = (actor: Actor | null, { slug, id }: At, choice: readonly number[] | number, now?: Date) =>
  run(actor, topicCommands.vote, VoteInPoll.parse({ slug, poll: id, choice: [choice].flat() }), now);
const close = (actor: Actor, { slug, id }: At) => run(actor, topicCommands.closePoll, { slug, poll: id });
const counts = async ({ slug }: { slug: string }) => {
  const [one] = await pollsOf(slug);
  return one && { voters: one.voters, votes: one.options.map(({ votes }) => votes) };
};

describe("a poll", () => {
  it("is opened with a topic, and added later by its author or a moderator, one open at a time", async () => {
    const at = await polled();
    expect(await pollsOf(at.slug)).toMatchObject([
      {
        question: "Which day suits you?",
        most: 1,
        voters: 0,
        options: [{ text: "Monday" }, {}, { position: 3 }],
      },
    ]);
    const add = (actor: Actor | null, given: Record<string, unknown> = {}) =>
      run(
        actor,
        topicCommands.addPoll,
        AddPoll.parse({ slug: at.slug, clientToken: crypto.randomUUID(), ...FIELDS, ...given }),
      );
    expect((await refusal(add(ama))).reason).toBe("poll_open");
    await close(ama, at);
    const twice = { clientToken: crypto.randomUUID() };
    await Promise.all([add(ama, twice), add(ama, twice)]);
    expect(await pollsOf(at.slug)).toHaveLength(2);
    const without = await openedTopic(ama);
    const other = { slug: without.slug };
    expect((await refusal(add(kofi, other))).code).toBe("forbidden");
    expect((await refusal(add(null, other))).code).toBe("unauthenticated");
    await add(mod, other);
  });

  it("is refused with a reason for each field that makes none", async () => {
    const refused = async (given: Record<string, unknown>) => (await refusal(polled(given))).details;
    expect(await refused({ pollQuestion: "" })).toMatchObject({ fields: { pollQuestion: ["required"] } });
    expect(await refused({ pollOptions: "Only one" })).toMatchObject({
      fields: { pollOptions: ["poll_options"] },
    });
    expect(await refused({ pollOptions: "Yes\nyes" })).toMatchObject({
      fields: { pollOptions: ["poll_option_twice"] },
    });
    expect(await refused({ pollMost: "4" })).toMatchObject({ fields: { pollMost: ["poll_most"] } });
    expect(await refused({ pollDay: "2020-01-01" })).toMatchObject({ fields: { pollDay: ["past"] } });
    const many = Array.from({ length: 21 }, (_, n) => `Option ${n}`).join("\n");
    expect(await refused({ pollOptions: many })).toMatchObject({ fields: { pollOptions: ["poll_options"] } });
    expect((await openedTopic(ama)).isHeld).toBe(false);
  });

  it("stores one vote for each member, which they can change, and tells nobody what they chose", async () => {
    const at = await polled();
    await vote(ama, at, 1);
    await vote(kofi, at, 2);
    await vote(ama, at, 2);
    await Promise.all([1, 1, 3, 3].map((one) => vote(mod, at, one)));
    expect(await counts(at)).toMatchObject({ voters: 3 });
    const [own] = await pollsOf(at.slug, ama);
    expect(own?.own).toEqual([2]);
    expect(await listOwnVotes(ama, { kind: "discussion", slug: at.slug })).toEqual({ [at.id]: [2] });
    expect((await refusal(vote(kofi, at, [1, 2]))).code).toBe("invalid");
    expect((await refusal(vote(kofi, at, 9))).code).toBe("invalid");
    expect((await refusal(vote(kofi, at, []))).code).toBe("invalid");
    expect((await refusal(vote(null, at, 1))).code).toBe("unauthenticated");
    // The log says that there is a poll, and nothing of votes.
    const facts = await db().select({ fact: auditEntry.fact }).from(auditEntry);
    expect(facts.filter(({ fact }) => fact.startsWith("poll"))).toEqual([{ fact: "poll.added" }]);
  });

  it("counts every option that a member chose, up to the most", async () => {
    const at = await polled({ pollMost: "2" });
    await vote(ama, at, [1, 3]);
    await vote(kofi, at, [3]);
    expect(await counts(at)).toEqual({ voters: 2, votes: [1, 0, 2] });
    expect((await refusal(vote(kofi, at, [1, 2, 3]))).code).toBe("invalid");
  });

  it("counts sixteen voters at once", async () => {
    const at = await polled();
    const members = await Promise.all(Array.from({ length: 16 }, () => makeActor()));
    await Promise.all(members.flatMap((one, n) => [vote(one, at, (n % 3) + 1), vote(one, at, (n % 3) + 1)]));
    expect(await counts(at)).toEqual({ voters: 16, votes: [6, 5, 5] });
  });

  it("is changed by its author until somebody votes, and removed by a moderator afterwards", async () => {
    const at = await polled();
    const change = (actor: Actor) =>
      run(
        actor,
        topicCommands.changePoll,
        ChangePoll.parse({ ...FIELDS, slug: at.slug, poll: at.id, pollOptions: "Yes\nNo" }),
      );
    await change(ama);
    expect((await pollsOf(at.slug))[0]?.options.map(({ text }) => text)).toEqual(["Yes", "No"]);
    await vote(kofi, at, 1);
    expect((await refusal(change(ama))).reason).toBe("poll_voted");
    expect((await refusal(change(mod))).reason).toBe("poll_voted");
    const remove = (actor: Actor) => run(actor, topicCommands.removePoll, { slug: at.slug, poll: at.id });
    expect((await refusal(remove(ama))).reason).toBe("poll_voted");
    expect((await refusal(remove(kofi))).code).toBe("forbidden");
    await remove(mod);
    expect(await db().$count(pollVote)).toBe(0);
  });

  it("is found in the search by its question and its options", async () => {
    const at = await polled();
    const text = async () =>
      (
        await db()
          .select({ text: searchEntry.text })
          .from(searchEntry)
          .where(eq(searchEntry.kind, "discussion"))
      )
        .map((row) => row.text)
        .join();
    expect(await text()).toContain("Wednesday");
    await run(mod, topicCommands.removePoll, { slug: at.slug, poll: at.id });
    expect(await text()).not.toContain("Wednesday");
  });
});

describe("results that wait for the end", () => {
  it("are told to nobody before, not even by the version of the page", async () => {
    const at = await polled({ pollResults: "when-closed" });
    const before = await readVersion([scope.topic(at.slug)]);
    await vote(kofi, at, 1);
    expect(await readVersion([scope.topic(at.slug)])).toBe(before);
    for (const reader of [null, ama, mod])
      expect((await pollsOf(at.slug, reader))[0]).toMatchObject({
        voters: null,
        options: [{ votes: null }, { votes: null }, { votes: null }],
      });
    await close(ama, at);
    expect(await counts(at)).toEqual({ voters: 1, votes: [1, 0, 0] });
    expect(await readVersion([scope.topic(at.slug)])).toBeGreaterThan(before);
  });

  it("make the page stale at once in a poll that shows them, but no list, and only if the vote differs", async () => {
    const at = await polled();
    const read = () => Promise.all([readVersion([scope.topic(at.slug)]), readVersion([scope.discussions])]);
    const [page, list] = await read();
    await vote(kofi, at, 1);
    const [after, listAfter] = await read();
    expect([after > page, listAfter]).toEqual([true, list]);
    await vote(kofi, at, 1);
    expect((await read())[0]).toBe(after);
  });
});

describe("the end of a poll", () => {
  it("is the end of its day in its zone, done by a job, which tells its author", async () => {
    const at = await polled({ pollDay: dayIn(3), pollZone: "Africa/Dakar", pollResults: "when-closed" });
    await vote(kofi, at, 2);
    expect(await listDuePolls(later(2))).toEqual([]);
    const [due] = await listDuePolls(later(5));
    expect(due?.id).toBe(at.id);
    // Its day is over, though the job has not run.
    expect((await refusal(vote(kofi, at, 1, later(5)))).reason).toBe("poll_closed");
    for (const one of due ? [due, due] : [])
      await transact(SYSTEM, (ctx) => closeDuePoll(ctx, one), { now: later(5) });
    expect(await counts(at)).toEqual({ voters: 1, votes: [0, 1, 0] });
    const told = (await listNotices(ama, {})).rows.map(
      ({ content }) => noticeWords(content, translator("en"), "en").said,
    );
    expect(told).toContain("Your poll is closed, and its results can be seen");
    await runDueJobs();
  });

  it("counts or refuses each vote of the same moment", async () => {
    const at = await polled();
    const members = await Promise.all(Array.from({ length: 8 }, () => makeActor()));
    const votes = members.map((one) =>
      vote(one, at, 1).then(
        () => 1,
        () => 0,
      ),
    );
    const [, ...counted] = await Promise.all([close(ama, at), ...votes]);
    const sum = counted.reduce<number>((all, one) => all + Number(one), 0);
    expect(await counts(at)).toMatchObject({ voters: sum });
    expect((await refusal(vote(kofi, at, 1))).reason).toBe("poll_closed");
    expect((await refusal(close(kofi, at))).code).toBe("forbidden");
  });

  it("comes with the archive; a closed or hidden topic takes no votes", async () => {
    const at = await polled();
    await run(mod, topicCommands.close, { slug: at.slug, isClosed: true });
    expect((await refusal(vote(mod, at, 1))).reason).toBe("poll_topic_closed");
    await run(mod, topicCommands.close, { slug: at.slug, isClosed: false });
    await vote(kofi, at, 1);
    await run(mod, topicCommands.archive, ArchiveTopic.parse({ slug: at.slug, isArchived: "on" }));
    expect((await pollsOf(at.slug))[0]?.closedAt).not.toBeNull();
    const hidden = await polled();
    await run(mod, topicCommands.hide, { slug: hidden.slug, reason: "Looked at again." });
    expect((await refusal(vote(kofi, hidden, 1))).code).toBe("not_found");
    expect((await refusal(vote(mod, hidden, 1))).reason).toBe("topic_state");
    expect(await listOwnVotes(kofi, { kind: "discussion", slug: hidden.slug })).toEqual({});
  });

  it("goes with a topic that is merged, and accepts votes there", async () => {
    const at = await polled();
    await vote(kofi, at, 1);
    const into = await openedTopic(ama);
    await replied(kofi, into.slug);
    await run(mod, topicCommands.merge, MergeTopic.parse({ slug: at.slug, into: into.slug }));
    // Sent from a page that was open before.
    expect(await vote(mod, at, 1)).toEqual({ slug: into.slug });
    expect(await counts(into)).toMatchObject({ voters: 2 });
  });
});

describe("personal data of polls", () => {
  it("is a member's vote in their export; erased from open polls, and only counted in closed ones", async () => {
    const [open, closed] = [await polled(), await polled()];
    for (const at of [open, closed]) {
      await vote(kofi, at, 1);
      await vote(mod, at, 2);
    }
    await close(ama, closed);
    const own = await collectOwnData(db(), kofi.id, new Date());
    expect(own.toString()).toContain('"chose": "Monday"');
    const before = await readVersion([scope.topic(open.slug)]);
    await transact(SYSTEM, async (ctx) => {
      ctx.asSystem("a request");
      ctx.skipAudit("a test");
      await erasePerson(ctx, kofi.id);
    });
    expect(await counts(open)).toEqual({ voters: 1, votes: [0, 1, 0] });
    expect(await counts(closed)).toEqual({ voters: 2, votes: [1, 1, 0] });
    expect(await db().$count(pollVote, eq(pollVote.memberId, kofi.id))).toBe(0);
    expect(await readVersion([scope.topic(open.slug)])).toBeGreaterThan(before);
  });

  it("forgets who voted a month after the end, and keeps the results", async () => {
    const at = await polled({ pollMost: "2" });
    await vote(kofi, at, [1, 2]);
    await vote(mod, at, 2);
    await close(ama, at);
    const expire = (now: Date) =>
      transact(
        SYSTEM,
        async (ctx) => {
          ctx.asSystem("test");
          ctx.skipAudit("test");
          return DISCUSSION_DATA.expire?.(ctx);
        },
        { now },
      );
    expect(await expire(later(29))).toMatchObject({ votes: 0 });
    expect(await expire(later(31))).toMatchObject({ votes: 3 });
    expect(await expire(later(31))).toMatchObject({ votes: 0 });
    expect(await counts(at)).toEqual({ voters: 2, votes: [1, 2, 0] });
    const [{ n } = { n: 0 }] = await db().select({ n: count() }).from(poll).where(eq(poll.isDetached, true));
    expect(n).toBe(1);
  });
});

describe("a poll in a restricted room", () => {
  it("is told to the readers of the room, who vote in it", async () => {
    const room = await madeCategory({ slug: "case-work", audience: "practitioners" });
    const judge = await makeActor("practitioner");
    const { slug } = await openedTopic(judge, { ...FIELDS, category: room }, "rooms");
    const [row] = await db().select({ id: poll.id, pageId: poll.pageId }).from(poll);
    const input = VoteInPoll.parse({ slug, poll: row?.id, choice: ["1"] });
    expect((await refusal(run(kofi, roomCommands.vote, input))).code).toBe("not_found");
    expect((await refusal(run(judge, topicCommands.vote, input))).code).toBe("not_found");
    await run(judge, roomCommands.vote, input);
    expect((await listPolls(row?.pageId ?? "", judge.id))[0]).toMatchObject({ voters: 1, own: [1] });
    expect(await listOwnVotes(judge, { kind: "room", slug })).toEqual({ [row?.id ?? ""]: [1] });
    expect(await listOwnVotes(kofi, { kind: "room", slug })).toEqual({});
    expect(await listOwnVotes(judge, { kind: "discussion", slug })).toEqual({});
  });
});
