import { listQuotes } from "@/lib/comments";
import type { Actor } from "@/lib/core/actor";
import { DomainError } from "@/lib/core/errors";
import { scope } from "@/lib/core/versions";
import {
  findCategory,
  findMergedTopic,
  findMovedReply,
  findReplyNumber,
  findRoom,
  findRoomTopic,
  findTopicPage,
  listFlow,
  listReplies,
  listReplyUses,
  type MergedTopic,
  roomPages,
  topicPages,
} from "@/lib/discussions";
import { KIND_IN, type TopicArea, topicPath } from "@/lib/discussions/areas/model";
import { pageOfReply, RepliesQuery, replyPath, TopicAddress, TopicParams } from "@/lib/discussions/model";
import type { Flow, NamedTopic, TopicPage } from "@/lib/discussions/queries/model";
import { env } from "@/lib/env";
import { type Locale, localePath } from "@/lib/i18n/locales";
import { findDeadLinks, listOwnReactions } from "@/lib/page-kinds";
import { listPlaces } from "@/lib/profiles/reading";
import { contentText } from "@/lib/text/plain";
import { targetOf } from "@/lib/text/targets";
import { thingPath } from "@/lib/watching/model";
import { readable } from "@/lib/web/pages/readable";
import type { Leading } from "@/lib/web/view";
import { areaCrumbs, readerOf, secretIf } from "./areas";
import { findAbout } from "./find-about";
import { mergedPage } from "./merged-view";
import { TopicView } from "./topic-view";

/** Characters of the first message in descriptions of the page. */
const DESCRIPTION = 200;

/** Finds the topic with a number for a reader; null: everybody. Throws `not_found`. */
async function topicFor(reader: Actor | null, number: string): Promise<TopicPage> {
  const found = reader === null ? await findTopicPage(number) : await findRoomTopic(reader, number);
  if (!found) throw new DomainError("not_found", "topic");
  return found;
}

/** Lists the other topics that the flow of replies names. */
const topicsIn = ({ moved, notes, elsewhere }: Flow): NamedTopic[] => [
  ...moved.flatMap(({ to }) => to ?? []),
  ...notes.flatMap(({ other }) => other ?? []),
  ...elsewhere.values(),
];

/**
 * Finds what is at a topic's address instead of the topic: one that was merged into another; or the way to the linked
 * reply, which was moved. Null for an address that shows the topic.
 */
async function findElsewhere(
  area: TopicArea,
  of: { slug: string; comment: string | undefined; reader: Actor | null; locale: Locale },
): Promise<MergedTopic | Leading | null> {
  const { slug, comment, reader, locale } = of;
  const moved = comment === undefined ? null : await findMovedReply(comment, readerOf(reader));
  if (moved && String(moved.number) !== slug)
    return { to: localePath(locale, replyPath(moved, moved.reply)), status: 307 };
  return findMergedTopic(area, slug, readerOf(reader));
}

/** Creates the page at a topic's number alone, which leads to the one with its title. */
export const topicByNumber = (area: TopicArea) =>
  readable(secretIf(area), {
    params: TopicParams,
    query: RepliesQuery,
    scopes: ({ slug }) => [scope.topic(slug)],
    async render({ slug }, { locale, search, reader }) {
      const topic = await findMergedTopic(area, slug, readerOf(reader));
      const to = localePath(locale, topicPath(topic ?? (await topicFor(reader, slug))));
      return { to: search.size > 0 ? `${to}?${search}` : to, status: 308 };
    },
  });

/** Creates the page of a topic, with a page of its replies, the page with a linked reply, or all. */
export const topicPage = (area: TopicArea) =>
  readable(secretIf(area), {
    params: TopicAddress,
    query: RepliesQuery,
    scopes: ({ slug }) => [scope.topic(slug), scope.categories],
    // The page for a linked reply is drawn on request: the same reply is seldom linked to twice.
    isStored: ({ comment }) => comment === undefined,
    async render({ slug, title, page, comment, all }, { t, locale, search, reader }) {
      const elsewhere = await findElsewhere(area, { slug, comment, reader, locale });
      if (elsewhere) return "into" in elsewhere ? mergedPage(elsewhere, { t, locale, area }) : elsewhere;
      const topic = await topicFor(reader, slug);
      const path = topicPath(topic);
      if (title !== topic.slug) {
        const to = localePath(locale, path);
        return { to: search.size > 0 ? `${to}?${search}` : to, status: 308 };
      }
      const linked = comment === undefined ? null : await findReplyNumber(topic.id, comment);
      const wanted = all ? "all" : linked === null ? (page ?? 1) : pageOfReply(linked);
      const [replies, category, places, about, own] = await Promise.all([
        listReplies(topic.id, wanted),
        reader === null ? findCategory(topic.category) : findRoom(reader, topic.category),
        listPlaces(topic.countries),
        findAbout(topic, reader),
        reader === null ? null : listOwnReactions(reader, { kind: KIND_IN[area], slug }),
      ]);
      const said = replies.lines.flatMap(({ id, content }) => (content === null ? [] : [id]));
      // The words of a room never leave it.
      const uses = reader === null ? await listReplyUses(said) : [];
      const flow = await listFlow(topic.id, {
        replies,
        isWhole: wanted === "all",
        reader: readerOf(reader),
      });
      const ids = replies.lines.map(({ id }) => id);
      const quotes = await listQuotes(area === "rooms" ? roomPages : topicPages, reader, ids);
      const quoted = [...quotes.values()].flat();
      const lost = await findDeadLinks([
        topic.content,
        ...replies.lines.map(({ content }) => content),
        ...quoted.map(({ words }) => words),
      ]);
      const writers = [topic, ...replies.lines, ...quoted].flatMap(({ author }) => author?.handle ?? []);
      const target = about && targetOf(thingPath(about.place), env().APP_URL);
      return {
        title: topic.title,
        description: [...contentText(topic.content)].slice(0, DESCRIPTION).join(""),
        current: "discussions",
        crumbs: [...areaCrumbs(t, locale, area, category), { label: topic.title }],
        ...(all || linked !== null ? { robots: "noindex" as const } : {}),
        canonical: replies.page > 1 && !all ? `${path}?page=${replies.page}` : path,
        scopes: [
          ...[...new Set(writers)].map(scope.member),
          ...lost.scopes,
          ...topicsIn(flow).map(({ number }) => scope.topic(String(number))),
          // The place may be hidden or retracted: then its name goes from here as well.
          ...(target ? [scope.there(target)] : []),
        ],
        body: (
          <TopicView
            {...{
              t,
              locale,
              topic,
              category,
              replies,
              flow,
              places,
              about,
              linked,
              reader,
              own,
              quotes,
              uses,
            }}
            isWhole={wanted === "all"}
            deadLinkOf={lost.deadLinkOf}
          />
        ),
      };
    },
  });
