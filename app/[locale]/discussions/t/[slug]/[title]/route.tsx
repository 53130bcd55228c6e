import { categoryName } from "@/components/discussions/category-name";
import { DomainError } from "@/lib/core/errors";
import { scope } from "@/lib/core/versions";
import { findCategory, findReplyNumber, findTopicPage, listReplies } from "@/lib/discussions";
import { pageOfReply, RepliesQuery, TopicAddress, topicPath } from "@/lib/discussions/model";
import { env } from "@/lib/env";
import { localePath } from "@/lib/i18n/locales";
import { findDeadLinks } from "@/lib/page-kinds";
import { listPlaces } from "@/lib/profiles/reading";
import { contentText } from "@/lib/text/plain";
import { targetOf } from "@/lib/text/targets";
import { thingPath } from "@/lib/watching/model";
import { document } from "@/lib/web/pages/document";
import { findAbout } from "../find-about";
import { TopicView } from "./topic-view";

/** Characters of the first message in descriptions of the page. */
const DESCRIPTION = 200;

/** A topic with a page of its replies, the page with a linked reply, or all. */
export const GET = document({
  params: TopicAddress,
  query: RepliesQuery,
  scopes: ({ slug }) => [scope.topic(slug), scope.categories],
  // The page for a linked reply is drawn on request: the same reply is seldom linked to twice.
  isStored: ({ comment }) => comment === undefined,
  async render({ slug, title, page, comment, all }, { t, locale, search }) {
    const topic = await findTopicPage(slug);
    if (!topic) throw new DomainError("not_found", "topic");
    const path = topicPath(topic);
    if (title !== topic.slug) {
      const to = localePath(locale, path);
      return { to: search.size > 0 ? `${to}?${search}` : to, status: 308 };
    }
    const linked = comment === undefined ? null : await findReplyNumber(topic.id, comment);
    const wanted = all ? "all" : linked === null ? (page ?? 1) : pageOfReply(linked);
    const [replies, category, places, about] = await Promise.all([
      listReplies(topic.id, wanted),
      findCategory(topic.category),
      listPlaces(topic.countries),
      findAbout(topic),
    ]);
    const lost = await findDeadLinks([topic.content, ...replies.lines.map(({ content }) => content)]);
    const writers = [topic, ...replies.lines].flatMap(({ author }) => author?.handle ?? []);
    const target = about && targetOf(thingPath(about.place), env().APP_URL);
    return {
      title: topic.title,
      description: [...contentText(topic.content)].slice(0, DESCRIPTION).join(""),
      current: "discussions",
      crumbs: [
        { href: "/discussions", label: t("discussions.title") },
        ...(category
          ? [{ href: `/discussions/${category.slug}`, label: categoryName(category, locale) }]
          : []),
        { label: topic.title },
      ],
      ...(all || linked !== null ? { robots: "noindex" as const } : {}),
      canonical: replies.page > 1 && !all ? `${path}?page=${replies.page}` : path,
      scopes: [
        ...[...new Set(writers)].map(scope.member),
        ...lost.scopes,
        // The place may be hidden or retracted: then its name goes from here as well.
        ...(target ? [scope.there(target)] : []),
      ],
      body: (
        <TopicView
          {...{ t, locale, topic, category, replies, places, about, linked }}
          isWhole={wanted === "all"}
          deadLinkOf={lost.deadLinkOf}
        />
      ),
    };
  },
});
