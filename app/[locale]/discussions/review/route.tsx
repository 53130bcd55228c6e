import type { ReactNode } from "react";
import { WaitingComments } from "@/components/comments/waiting-comments";
import { belowTopicHref } from "@/components/discussions/addresses";
import { HeldBy } from "@/components/filters/held-by";
import { PLACES } from "@/components/shell/places";
import { Time } from "@/components/time";
import { Empty } from "@/components/ui/empty";
import { PageHead, Section } from "@/components/ui/heading";
import { can } from "@/lib/core/policy";
import { type DiscussionQueue, listDiscussionQueue } from "@/lib/discussions";
import { listHolders } from "@/lib/filtering";
import type { Locale } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import { screen } from "@/lib/web/pages/screen";

/** Everything that waits for a moderator of the discussions: topics and replies. */
export const GET = screen({
  allows: (actor) => can(actor, "topic.moderate"),
  async render(_input, { t, locale, actor }) {
    const { topics, replies } = await listDiscussionQueue();
    const idsOf = (rows: readonly { id: string }[]) => rows.map(({ id }) => id);
    const holders = await listHolders(actor, { comments: idsOf(replies), topics: idsOf(topics) });
    const mayManage = can(actor, "filter.manage");
    const heldBy = (id: string) => <HeldBy {...{ t, locale, mayManage }} holders={holders.get(id)} />;
    const title = t("discussions.review.title");
    const count = topics.length + replies.length;
    return {
      title,
      current: "discussions",
      crumbs: [{ href: PLACES.discussions, label: t("discussions.title") }, { label: title }],
      body: (
        <>
          <PageHead title={title} sub={t("discussions.review.waiting", { count })} />
          <div className="wrap body flush stack g7">
            <WaitingTopics t={t} locale={locale} topics={topics} heldBy={heldBy} />
            <WaitingComments
              {...{ t, locale, id: "comments", comments: replies, heldBy }}
              title={t("discussions.review.comments")}
              none={t("discussions.review.none.comments")}
            />
          </div>
        </>
      ),
    };
  },
});

/** Topics of new members and those that a filter holds, each with a link to where they are shown or hidden. */
function WaitingTopics(props: {
  t: Translator;
  locale: Locale;
  topics: DiscussionQueue["topics"];
  heldBy: (id: string) => ReactNode;
}) {
  const { t, locale, topics, heldBy } = props;
  return (
    <Section id="topics" title={t("discussions.review.topics")}>
      {topics.length === 0 ? (
        <Empty>{t("discussions.review.none.topics")}</Empty>
      ) : (
        <ul className="list">
          {topics.map(({ author, createdAt, ...topic }) => (
            <li key={topic.id}>
              <a href={belowTopicHref(locale, topic, "manage")}>
                <bdi>{topic.title}</bdi>
              </a>
              <p className="meta">
                <bdi>{author?.displayName ?? t("common.formerMember")}</bdi>
                <Time at={createdAt} locale={locale} />
                {heldBy(topic.id)}
              </p>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
