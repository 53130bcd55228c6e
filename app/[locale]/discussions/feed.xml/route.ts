import { readTopicFilters } from "@/app/topics/read-filters";
import { ATOM_TYPE, type AtomEntry, atomFeed } from "@/components/atom";
import { topicHref, topicsFeedHref, topicsHref } from "@/components/discussions/addresses";
import { writerName } from "@/components/discussions/writer-name";
import { withQuery } from "@/components/with-query";
import { scope } from "@/lib/core/versions";
import { type FeedTopic, listFeedTopics } from "@/lib/discussions";
import { TopicsQuery } from "@/lib/discussions/model";
import { env } from "@/lib/env";
import { localePath } from "@/lib/i18n/locales";
import { contentText } from "@/lib/text/plain";
import type { Topic } from "@/lib/vocabulary/topics";
import { document } from "@/lib/web/pages/document";
import type { PageTools } from "@/lib/web/view";
import { drawFeedText, updatedOf } from "../../feed-text";
import { declaredIn, refusedFeed } from "../../filters";

const ENTRIES = 30;
/** Length of a summary in characters. */
const SUMMARY = 300;

/** A feed contains all topics, or those of a filter that keeps its meaning. */
const FeedQuery = TopicsQuery.pick({ topic: true, country: true, article: true });

/** The newest topics with their first messages as an Atom feed (RFC 4287), optionally filtered. */
export const GET = document({
  query: FeedQuery,
  scopes: () => [scope.discussions],
  async render(asked, tools) {
    const { locale, t } = tools;
    const given = await readTopicFilters(asked, declaredIn(tools.search, FeedQuery.shape));
    if (given.unread.length > 0) return refusedFeed(tools, given.unread);
    const { topic, country, article } = given.query;
    const query = { topic, country, article };
    const topics = await listFeedTopics(query, ENTRIES);
    const text = atomFeed({
      origin: env().APP_URL,
      site: t("shell.site"),
      locale,
      id: withQuery(`discussions/${locale}`, query),
      title: t("blog.feeds.name", { title: t("discussions.title"), site: t("shell.site") }),
      subtitle: t("discussions.sub"),
      updated: updatedOf(topics),
      self: topicsFeedHref(locale, query),
      page: topicsHref(locale, query),
      entries: await Promise.all(topics.map((one) => entryOf(one, tools))),
    });
    const scopes = topics.flatMap(({ author }) => (author ? [scope.member(author.handle)] : []));
    return { text, type: `${ATOM_TYPE}; charset=utf-8`, scopes };
  },
});

async function entryOf(topic: FeedTopic, tools: Pick<PageTools, "t" | "locale">): Promise<AtomEntry> {
  const { t, locale } = tools;
  const { author, importedBy } = topic;
  return {
    // The topic, not its address, so that a new title updates the same entry.
    id: `discussions/${topic.id}`,
    lang: topic.language,
    title: topic.title,
    updated: topic.updatedAt,
    published: topic.createdAt,
    authors: [
      importedBy === null && author
        ? { name: author.displayName, path: localePath(locale, `/members/${author.handle}`) }
        : { name: writerName(t, topic) },
    ],
    page: topicHref(locale, topic),
    categories: topic.topics.map((term) => ({ term, label: t(`vocabulary.topic.${term as Topic}`) })),
    summary: [...contentText(topic.content)].slice(0, SUMMARY).join(""),
    html: await drawFeedText(topic.content, tools),
  };
}
