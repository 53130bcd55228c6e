import type { ReactNode } from "react";
import { inLanguage } from "@/components/in-language";
import { Time } from "@/components/time";
import { Icon } from "@/components/ui/icon";
import { Tag } from "@/components/ui/tag";
import { areaOf } from "@/lib/discussions/areas/model";
import type { Category } from "@/lib/discussions/categories/model";
import type { TopicLine } from "@/lib/discussions/queries/model";
import { topicAtText } from "@/lib/discussions/reading/model";
import type { Locale } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import { firstUnreadHref, topicHref } from "./addresses";
import { categoryName } from "./category-name";
import { UnreadCount } from "./unread-count";
import { writerName } from "./writer-name";

interface Props {
  t: Translator;
  locale: Locale;
  topics: readonly TopicLine[];
  /** The categories, if the list shows which one each topic is in. */
  categories?: readonly Pick<Category, "id" | "texts">[];
  /** The unread replies of the reader, by topic. Missing in a document: there the script adds them. */
  unread?: ReadonlyMap<string, number>;
  /** What the reader can do with a topic. */
  actionsOf?: (topic: TopicLine) => ReactNode;
}

/** A list of topics, each with its state and its newest reply. */
export function TopicList({ topics, ...props }: Props) {
  if (topics.length === 0) return null;
  return (
    <ul className="list topics">
      {topics.map((topic) => (
        <li key={topic.id}>
          <TopicItem {...props} topic={topic} />
        </li>
      ))}
    </ul>
  );
}

function TopicItem(props: Omit<Props, "topics"> & { topic: TopicLine }) {
  const { t, locale, topic, categories = [], actionsOf } = props;
  const category = categories.find(({ id }) => id === topic.categoryId);
  const { last } = topic;
  return (
    <>
      <h3>
        {topic.isPinned ? (
          <span className="mark" title={t("discussions.list.pinned")}>
            <Icon name="up" />
            <span className="vh">{t("discussions.list.pinned")} </span>
          </span>
        ) : null}
        <TitleLink {...props} />
      </h3>
      <p className="meta">
        {category ? <span>{categoryName(category, locale)}</span> : null}
        <span>{t("discussions.list.replies", { count: topic.replyCount })}</span>
        <span>
          {last ? (
            t.rich("discussions.list.lastBy", {
              name: writerName(t, { author: last.by, importedBy: last.importedBy }),
              when: () => <Time at={topic.activeAt} locale={locale} />,
            })
          ) : (
            <>
              {t("discussions.list.openedBy", { name: writerName(t, topic) })}{" "}
              <Time at={topic.createdAt} locale={locale} />
            </>
          )}
        </span>
        <TopicTags t={t} topic={topic} />
      </p>
      {actionsOf ? actionsOf(topic) : null}
    </>
  );
}

/** The title, which leads to the first unread reply if there is any, and how many there are. */
function TitleLink({ t, locale, topic, unread }: Omit<Props, "topics"> & { topic: TopicLine }) {
  const count = unread?.get(topic.id) ?? 0;
  // The script finds it by this (`enhance/reading.ts`).
  const place = unread ? undefined : topicAtText({ area: areaOf(topic), slug: String(topic.number) });
  return (
    <>
      <a
        href={count > 0 ? firstUnreadHref(locale, topic) : topicHref(locale, topic)}
        data-topic={place}
        {...inLanguage(topic, locale)}
      >
        {topic.title}
      </a>{" "}
      <UnreadCount t={t} locale={locale} count={count} isHidden={count === 0} />
    </>
  );
}

/** The state of a topic as tags: answered, without an answer, closed, a starter. */
export function TopicTags({ t, topic }: { t: Translator; topic: TopicLine }) {
  const { isQuestion, isAnswered, isClosed, isArchived, isStarter } = topic;
  return (
    <>
      {isAnswered ? (
        <Tag kind="ok" icon="check">
          {t("discussions.list.answered")}
        </Tag>
      ) : null}
      {isQuestion && !isAnswered && !isClosed && !isStarter ? (
        <Tag kind="warn">{t("discussions.list.unansweredTag")}</Tag>
      ) : null}
      {isArchived ? <Tag icon="lock">{t("discussions.list.archivedTag")}</Tag> : null}
      {isClosed && !isArchived ? <Tag icon="lock">{t("discussions.list.closed")}</Tag> : null}
      {isStarter ? <Tag>{t("discussions.list.starter")}</Tag> : null}
    </>
  );
}
