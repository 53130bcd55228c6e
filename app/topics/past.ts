import type { TextPagesIn } from "@/app/past/text-pages";
import { DomainError } from "@/lib/core/errors";
import { scope } from "@/lib/core/versions";
import { messagePast, roomMessagePast } from "@/lib/discussions";
import { type TopicArea, topicRoot } from "@/lib/discussions/areas/model";
import { TopicParams } from "@/lib/discussions/model";
import { localePath } from "@/lib/i18n/locales";
import { secretIf, topicCrumbsIn } from "./areas";
import { MESSAGE_PREFIX } from "./topic-view";

/** The history of first messages in each area. */
export const MESSAGE_PAST = { discussions: messagePast, rooms: roomMessagePast } as const;

/** The topics of an area, for the pages of the history of their first message. */
function pagesIn(area: TopicArea): TextPagesIn {
  const past = MESSAGE_PAST[area];
  const pathOf = (slug: string) => `${topicRoot(area)}/${slug}`;
  return {
    area: "discussions",
    ...secretIf(area),
    params: TopicParams,
    scope: scope.topic,
    async find(slug, { reader }) {
      const head = await past.findHead(slug, reader);
      if (!head) throw new DomainError("not_found", "topic");
      return head;
    },
    crumbs: (t, { slug, title }, last) => topicCrumbsIn(area)(t, { path: pathOf(slug), title }, last),
    place: (t, locale, { slug, title, language }) => ({
      title,
      language,
      href: (below = "") => localePath(locale, `${pathOf(slug)}${below}`),
      back: t("discussions.past.topic"),
      oversee: `/moderation/${area}/${slug}`,
    }),
    words: (t, { title }) => ({
      title: t("discussions.past.title", { title }),
      sub: t("discussions.past.sub"),
      nothing: t("discussions.past.nothing"),
    }),
    readAfter: past.readAfter,
    diff: past.diff,
    listPictures: async () => [],
    prefix: MESSAGE_PREFIX,
  };
}

export const topics = pagesIn("discussions");
export const roomTopics = pagesIn("rooms");
