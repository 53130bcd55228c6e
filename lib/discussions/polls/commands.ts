import { and, asc, eq, isNull } from "drizzle-orm";
import type { z } from "zod";
import { poll, pollOption, pollVote } from "@/db/schema/polls";
import type { Ctx } from "@/lib/core/ctx";
import { DomainError, invalidFields } from "@/lib/core/errors";
import { can } from "@/lib/core/policy";
import { markStale, scope } from "@/lib/core/versions";
import { passFilters, readWritten } from "@/lib/filters";
import { isVisible, type LoadedTopic, loadMessages, requireInUse, topicFact } from "../access";
import { KIND_IN, type TopicArea } from "../areas/model";
import {
  type AddPoll,
  type ChangePoll,
  type ClosePoll,
  isOpenAt,
  MOST_POLLS,
  type PollFields,
  type RemovePoll,
  type VoteInPoll,
} from "./model";
import { HAS_VOTES } from "./queries";
import { type NewPoll, pollOf } from "./read-fields";
import { closePoll, insertOptions, insertPoll } from "./store";

type At = { slug: string };

/** Loads a topic for a change of its polls: those of a merged topic are in the one that has its messages. */
const load = (ctx: Ctx, area: TopicArea, slug: string): Promise<LoadedTopic> => loadMessages(ctx, area, slug);

/** Finds a poll of a topic whose row is locked. */
async function findPoll({ tx }: Ctx, loaded: LoadedTopic, id: string) {
  const [row] = await tx
    .select({
      id: poll.id,
      most: poll.most,
      results: poll.results,
      closesAt: poll.closesAt,
      closedAt: poll.closedAt,
      hasVotes: HAS_VOTES,
    })
    .from(poll)
    .where(and(eq(poll.id, id), eq(poll.pageId, loaded.id)));
  if (!row) throw new DomainError("not_found", "poll");
  return row;
}

/** Reads the fields of a poll of a topic, and asks the filters about it. Throws `invalid` for one that is empty. */
async function readPoll(
  ctx: Ctx,
  { area, pageId }: { area: TopicArea; pageId: string },
  input: PollFields,
): Promise<NewPoll> {
  const made = pollOf(input, ctx.now);
  if (!made) throw invalidFields({ pollQuestion: ["required"], pollOptions: ["required"] });
  await passFilters(ctx, {
    place: KIND_IN[area],
    pageId,
    read: () => readWritten(null, made.question, ...made.options),
    ifHeld: "refused",
  });
  return made;
}

/** Creates the commands with which the author of a topic of an area, and moderators, keep its polls. */
export function pollingIn(area: TopicArea) {
  const loadToEdit = async (ctx: Ctx, slug: string) => {
    const loaded = await load(ctx, area, slug);
    ctx.authorize("topic.edit", loaded.facts);
    requireInUse(loaded);
    return loaded;
  };
  return {
    /** Adds a poll to a topic. Throws `conflict` / `poll_open` while another one of it is open. */
    async addPoll(ctx: Ctx, { slug, clientToken, ...fields }: z.infer<typeof AddPoll>): Promise<At> {
      const loaded = await loadToEdit(ctx, slug);
      const made = await readPoll(ctx, { area, pageId: loaded.id }, fields);
      const pollId = await insertPoll(ctx, { pageId: loaded.id, token: clientToken, made });
      if (pollId === null) {
        ctx.skipAudit("the same poll came again");
        return { slug: loaded.slug };
      }
      const open = await ctx.tx.$count(poll, and(eq(poll.pageId, loaded.id), isNull(poll.closedAt)));
      if (open > 1) throw new DomainError("conflict", "poll_open");
      if ((await ctx.tx.$count(poll, eq(poll.pageId, loaded.id))) > MOST_POLLS)
        throw new DomainError("conflict", "poll_many");
      await ctx.record("poll.added", { ...topicFact(loaded), pollId });
      return { slug: loaded.slug };
    },

    /** Changes a poll in which nobody has voted. Throws `conflict` / `poll_voted` afterwards. */
    async changePoll(ctx: Ctx, { slug, poll: id, ...fields }: z.infer<typeof ChangePoll>): Promise<At> {
      const loaded = await loadToEdit(ctx, slug);
      const found = await findPoll(ctx, loaded, id);
      const { options, ...columns } = await readPoll(ctx, { area, pageId: loaded.id }, fields);
      if (!isOpenAt(found, ctx.now)) throw new DomainError("conflict", "poll_closed");
      if (found.hasVotes) throw new DomainError("conflict", "poll_voted");
      await ctx.tx.update(poll).set(columns).where(eq(poll.id, id));
      await ctx.tx.delete(pollOption).where(eq(pollOption.pollId, id));
      await insertOptions(ctx, id, options);
      await ctx.record("poll.changed", { ...topicFact(loaded), pollId: id });
      return { slug: loaded.slug };
    },

    /** Removes a poll: its author before anybody has voted, a moderator at any time. */
    async removePoll(ctx: Ctx, { slug, poll: id }: z.infer<typeof RemovePoll>): Promise<At> {
      const loaded = await loadToEdit(ctx, slug);
      const { hasVotes } = await findPoll(ctx, loaded, id);
      if (hasVotes && !can(ctx.actor, "topic.moderate")) throw new DomainError("conflict", "poll_voted");
      await ctx.tx.delete(poll).where(eq(poll.id, id));
      await ctx.record("poll.removed", { ...topicFact(loaded), pollId: id });
      return { slug: loaded.slug };
    },

    /** Closes a poll for good, so that its results can be read. Does nothing if it is closed. */
    async closePoll(ctx: Ctx, { slug, poll: id }: z.infer<typeof ClosePoll>): Promise<At> {
      const loaded = await load(ctx, area, slug);
      ctx.authorize("poll.close", loaded.facts);
      await findPoll(ctx, loaded, id);
      if (!(await closePoll(ctx, loaded, id))) ctx.skipAudit("it is closed already");
      return { slug: loaded.slug };
    },
  };
}

/** Creates the command for voting in the polls of an area. */
export const votingIn = (area: TopicArea) => ({
  /**
   * Votes in a poll, or changes the vote. Throws `conflict` / `poll_closed` once it is closed or its last day is over: the
   * topic's row is locked, so each vote is counted in the results or refused.
   */
  async vote(ctx: Ctx, { slug, poll: id, choice }: z.infer<typeof VoteInPoll>): Promise<At> {
    const loaded = await load(ctx, area, slug);
    ctx.authorize("poll.vote", loaded.facts);
    const found = await findPoll(ctx, loaded, id);
    // What is closed says so, also in a topic that is closed.
    if (!isOpenAt(found, ctx.now)) throw new DomainError("conflict", "poll_closed");
    requireInUse(loaded);
    if (!isVisible(loaded)) throw new DomainError("conflict", "topic_state");
    if (loaded.facts.isClosed) throw new DomainError("conflict", "poll_topic_closed");
    if (choice.length === 0) throw invalidFields({ choice: ["choose"] });
    if (choice.length > found.most) throw invalidFields({ choice: ["poll_too_many"] });
    const isChanged = await storeVote(ctx, id, choice);
    ctx.skipAudit("a vote is secret: not even that somebody voted, and when, is in the log");
    // Counts that nobody may read make nothing stale: from the version of the page, votes could be counted.
    if (isChanged && found.results === "at-once" && !loaded.isInRoom)
      markStale(ctx.tx, scope.topic(loaded.slug));
    return { slug: loaded.slug };
  },
});

/** Stores a member's vote in place of their earlier one. Returns whether it differs. */
async function storeVote({ tx, actor }: Ctx, pollId: string, choice: readonly number[]): Promise<boolean> {
  const memberId = actor?.id ?? "";
  const own = and(eq(pollVote.pollId, pollId), eq(pollVote.memberId, memberId));
  const chosen = [...choice].sort((a, b) => a - b);
  const options = await tx
    .select({ position: pollOption.position })
    .from(pollOption)
    .where(eq(pollOption.pollId, pollId));
  if (!chosen.every((one) => options.some(({ position }) => position === one)))
    throw invalidFields({ choice: ["choose"] });
  const before = await tx
    .select({ position: pollVote.position })
    .from(pollVote)
    .where(own)
    .orderBy(asc(pollVote.position));
  if (before.map(({ position }) => position).join() === chosen.join()) return false;
  await tx.delete(pollVote).where(own);
  await tx.insert(pollVote).values(chosen.map((position) => ({ pollId, memberId, position })));
  return true;
}
