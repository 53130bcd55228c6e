import { PLACES } from "@/components/shell/places";
import { withQuery } from "@/components/with-query";
import { findReading, type Marked, markTopicRead } from "@/lib/discussions";
import { type TopicArea, topicPath } from "@/lib/discussions/areas/model";
import { replyPath, TopicParams } from "@/lib/discussions/model";
import { MarkTopicRead } from "@/lib/discussions/reading/model";
import { localePath } from "@/lib/i18n/locales";
import { screenForm, spec } from "@/lib/web/forms/form";
import { screen } from "@/lib/web/pages/screen";
import type { ScreenView } from "@/lib/web/view";
import { mayEnter } from "./areas";

/**
 * Leads a member to their first unread reply; to the last one that they read if there is none, and to the first message if
 * they never opened the topic.
 */
const viewIn = (area: TopicArea): ScreenView<typeof TopicParams, never> => ({
  params: TopicParams,
  allows: (actor) => mayEnter(area, actor),
  async render({ slug }, { locale, actor }) {
    const reading = await findReading(actor, { area, slug });
    const number = reading.first ?? reading.readNumber ?? 0;
    const to = number === 0 ? topicPath(reading) : replyPath(reading, number);
    return { to: localePath(locale, to), status: 303 };
  },
});

/** Creates the address that leads to the first unread reply of a topic. */
export const firstUnread = (area: TopicArea) => screen(viewIn(area));

/** Creates the form that marks a topic as read without scripts, which leads to where it can be undone. */
export const markReadForm = (area: TopicArea) =>
  screenForm(viewIn(area), {
    read: spec({
      schema: MarkTopicRead,
      command: markTopicRead,
      isOnDocument: true,
      limit: "watch",
      done: ({ undo }: Marked) => withQuery(PLACES.ownTopics, { done: "read", undo }),
    }),
  });
