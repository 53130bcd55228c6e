import type { Actor } from "@/lib/core/actor";
import { DomainError } from "@/lib/core/errors";
import { scope } from "@/lib/core/versions";
import {
  findMergedTopic,
  findMovedReply,
  findReplyNumber,
  findRoomTopic,
  findTopicPage,
  type MergedTopic,
} from "@/lib/discussions";
import { type TopicArea, topicPath } from "@/lib/discussions/areas/model";
import { pageOfReply, RepliesQuery, replyPath, TopicAddress, TopicParams } from "@/lib/discussions/model";
import type { TopicPage } from "@/lib/discussions/queries/model";
import { env } from "@/lib/env";
import { type Locale, localePath } from "@/lib/i18n/locales";
import { contentText } from "@/lib/text/plain";
import { targetOf } from "@/lib/text/targets";
import { thingPath } from "@/lib/watching/model";
import { readable } from "@/lib/web/pages/readable";
import type { Leading } from "@/lib/web/view";
import { areaCrumbs, readerOf, secretIf } from "./areas";
import { mergedPage } from "./merged-view";
import { readThread } from "./read-thread";
import { TopicView } from "./topic-view";

/** Characters of the first message in descriptions of the page. */
const DESCRIPTION = 200;

/** Finds the topic with a number for a reader; null: everybody. Throws `not_found`. */
async function topicFor(reader: Actor | null, number: string): Promise<TopicPage> {
  const found = reader === null ? await findTopicPage(number) : await findRoomTopic(reader, number);
  if (!found) throw new DomainError("not_found", "topic");
  return found;
}

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
      const read = await readThread({ area, topic, wanted, reader });
      const { replies, category, about, lost } = read;
      const target = about && targetOf(thingPath(about.place), env().APP_URL);
      return {
        title: topic.title,
        description: [...contentText(topic.content)].slice(0, DESCRIPTION).join(""),
        current: "discussions",
        crumbs: [...areaCrumbs(t, locale, area, category), { label: topic.title }],
        ...(all || linked !== null ? { robots: "noindex" as const } : {}),
        canonical: replies.page > 1 && !all ? `${path}?page=${replies.page}` : path,
        scopes: [
          ...read.scopes,
          // The place may be hidden or retracted: then its name goes from here as well.
          ...(target ? [scope.there(target)] : []),
        ],
        body: (
          <TopicView
            {...{ t, locale, topic, linked, reader }}
            {...read}
            isWhole={wanted === "all"}
            deadLinkOf={lost.deadLinkOf}
          />
        ),
      };
    },
  });
