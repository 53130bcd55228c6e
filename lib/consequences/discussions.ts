import type { Consequences } from "@/lib/core/consequences";
import type { Ctx } from "@/lib/core/ctx";
import type { DiscussionFacts } from "@/lib/core/facts/discussions";
import { scope } from "@/lib/core/versions";
import { logTopic, notifyPollClosed, notifyTopicAuthor, watchOwnTopic } from "@/lib/discussions/notices";
import { scopesOfCredited } from "@/lib/discussions/proposals/credit";
import { topics } from "@/lib/discussions/queues";
import { indexFirstTopics, indexMessage, indexTopic } from "@/lib/discussions/search-entries";
import { scopesOfTopic } from "@/lib/discussions/shown-in";
import { logTopicHidden } from "@/lib/discussions/webhooks";
import { clearClosed, clearNews, logChange } from "@/lib/notices";
import { comments, followQuoting } from "@/lib/page-kinds";
import type { RevisionSteps } from "@/lib/pages";
import { clearQueueNotices, notifyReviewers, notifyReviewersAgain } from "@/lib/queues";

interface OfTopic {
  slug: string;
  isInRoom: boolean;
}

/** Scopes of a public topic. What happens in a room changes no document, nor when one was changed last. */
const ofTopic = ({ slug, isInRoom }: OfTopic) => (isInRoom ? [] : [scope.topic(slug), scope.discussions]);
/** Scopes of what no list of topics shows. */
const ofTopicAlone = ({ slug, isInRoom }: OfTopic) => (isInRoom ? [] : [scope.topic(slug)]);
/** Scopes of a topic, and of pages that link to it: they show whether the targets of their links are public. */
const linksToTopic = (e: OfTopic) =>
  e.isInRoom ? [] : [...ofTopic(e), scope.there(`discussions/${e.slug}`)];
/** Scopes of two topics between which messages moved, and of pages that link to the first. */
const ofBoth = (e: OfTopic & { toSlug: string }) => [
  ...linksToTopic(e),
  ...ofTopic({ slug: e.toSlug, isInRoom: e.isInRoom }),
];
/** Scopes of what lists a topic, and of other topics that quote its replies: whether they show them depends on it. */
const listedOrQuoted = async (ctx: Ctx, at: { pageId: string }) => [
  ...(await scopesOfTopic(ctx, at)),
  ...(await followQuoting(ctx, at)),
];
const scopesOfBoth = async (ctx: Ctx, { pageId, toId }: { pageId: string; toId: string }) => [
  ...(await listedOrQuoted(ctx, { pageId })),
  ...(await listedOrQuoted(ctx, { pageId: toId })),
  // Histories name replies by their numbers, which the replies that moved have anew.
  ...(await scopesOfCredited(ctx, { pageId: toId })),
];
const clearDecided = clearNews("topic-decided", { key: (e: { pageId: string }) => e.pageId });
const ofCategories = ({ isRoom }: { isRoom: boolean }) =>
  isRoom ? [] : [scope.categories, scope.discussions];

/** Consequences of facts about the discussions. */
export const DISCUSSION_ROWS: Pick<Consequences, keyof DiscussionFacts> = {
  "category.made": { stale: ofCategories },
  "category.changed": { stale: ofCategories },
  "category.moved": { stale: ofCategories },
  "category.closed": { stale: ofCategories },
  "room.joined": {},
  "room.left": { now: [clearClosed] },
  "discussions.begun": {
    stale: () => [scope.categories, scope.discussions, scope.links],
    now: [indexFirstTopics],
  },
  "topic.opened": {
    stale: linksToTopic,
    staleFromDb: scopesOfTopic,
    now: [
      indexTopic,
      watchOwnTopic,
      logTopic,
      async (ctx, e) => (e.isHeld ? notifyReviewers(topics)(ctx, e) : undefined),
    ],
  },
  "topic.changed": {
    stale: (e) => [...ofTopic(e), ...(e.isInRoom ? [] : e.fromCountries.map(scope.topicsOn))],
    staleFromDb: scopesOfTopic,
    now: [indexTopic],
  },
  "topic.closed": { stale: ofTopic, staleFromDb: scopesOfTopic },
  "topic.pinned": { stale: ofTopic, staleFromDb: scopesOfTopic },
  "topic.hidden": {
    stale: linksToTopic,
    staleFromDb: listedOrQuoted,
    now: [
      scopesOfCredited,
      indexTopic,
      notifyTopicAuthor,
      logTopicHidden,
      clearQueueNotices(topics),
      clearQueueNotices(comments),
    ],
  },
  "topic.shown": {
    stale: linksToTopic,
    staleFromDb: listedOrQuoted,
    now: [
      scopesOfCredited,
      indexTopic,
      clearDecided,
      notifyTopicAuthor,
      logTopic,
      clearQueueNotices(topics),
      notifyReviewersAgain(comments),
    ],
  },
  "topic.split": {
    stale: ofBoth,
    staleFromDb: scopesOfBoth,
  },
  "topic.merged": {
    stale: ofBoth,
    staleFromDb: scopesOfBoth,
    // Its polls are in the other topic now.
    now: [indexTopic, (ctx, { toId }) => indexTopic(ctx, { pageId: toId })],
  },
  "topic.archived": { stale: ofTopic, staleFromDb: scopesOfTopic },
  "topic.slowed": { stale: ofTopic },
  "topic.timed": { stale: ofTopic },
  "topic.published": { stale: linksToTopic, staleFromDb: scopesOfTopic, now: [indexTopic, logTopic] },
  "topic.titles-cleared": { stale: ofTopic },
  "topic.answered": { stale: ofTopic, staleFromDb: scopesOfTopic },
  // Nobody is notified: what was said long ago is no news.
  "discussions.imported": { stale: linksToTopic, staleFromDb: scopesOfTopic, now: [indexTopic] },
  "discussions.import-undone": {
    stale: linksToTopic,
    staleFromDb: listedOrQuoted,
    now: [indexTopic, logTopicHidden],
  },
  "poll.added": { stale: ofTopicAlone, now: [indexTopic] },
  "poll.changed": { stale: ofTopicAlone, now: [indexTopic] },
  "poll.removed": { stale: ofTopicAlone, now: [indexTopic] },
  "poll.closed": { stale: ofTopicAlone, now: [notifyPollClosed] },
  "reply.proposed": {},
  "reply.left-out": {},
};

/** Consequences of a revision of a topic's first message, which differ in what they make stale. */
const stepsWith = (stale: (e: { slug: string }) => string[]): RevisionSteps => ({
  "revision.published": {
    stale,
    // The first message is no change: watchers learn of the topic itself.
    now: [indexMessage, async (ctx, e) => (e.own.before === null ? undefined : logChange(ctx, e))],
  },
  "revision.hidden": { stale },
  "revision.shown": { stale },
});

export const TOPIC_STEPS = stepsWith(({ slug }) => ofTopic({ slug, isInRoom: false }));
export const ROOM_TOPIC_STEPS = stepsWith(() => []);
