import type { TextPagesIn } from "@/app/past/text-pages";
import { DomainError } from "@/lib/core/errors";
import { scope } from "@/lib/core/versions";
import { diffMessage, findTopicHead, readMessageAfter } from "@/lib/discussions";
import { localePath } from "@/lib/i18n/locales";
import { MESSAGE_PREFIX } from "./[title]/topic-view";
import { TopicParams, topicCrumbs } from "./topic-place";

/** Topics, for the pages of the history of their first message. */
export const topics: TextPagesIn = {
  area: "discussions",
  params: TopicParams,
  scope: scope.topic,
  async find(slug) {
    const head = await findTopicHead(slug);
    if (!head) throw new DomainError("not_found", "topic");
    return head;
  },
  crumbs: (t, { slug, title }, last) => topicCrumbs(t, { path: `/discussions/t/${slug}`, title }, last),
  place: (t, locale, { slug, title, language }) => ({
    title,
    language,
    href: (below = "") => localePath(locale, `/discussions/t/${slug}${below}`),
    back: t("discussions.past.topic"),
    oversee: `/moderation/discussions/${slug}`,
  }),
  words: (t, { title }) => ({
    title: t("discussions.past.title", { title }),
    sub: t("discussions.past.sub"),
    nothing: t("discussions.past.nothing"),
  }),
  readAfter: readMessageAfter,
  diff: diffMessage,
  listPictures: async () => [],
  prefix: MESSAGE_PREFIX,
};
