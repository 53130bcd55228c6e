import type { ReactNode } from "react";
import { categoryHref } from "@/components/discussions/addresses";
import { categoryName } from "@/components/discussions/category-name";
import { TopicTags } from "@/components/discussions/topic-list";
import { writerName } from "@/components/discussions/writer-name";
import { inLanguage } from "@/components/in-language";
import { PageHead } from "@/components/ui/heading";
import { languageName } from "@/lib/i18n/language-names";
import type { TopicProps } from "./topic-props";

/** The title of a topic, its state, and where it belongs. */
export function TopicHead(props: TopicProps & { children: ReactNode }) {
  const { t, locale, topic, category, children } = props;
  const name = writerName(t, topic);
  return (
    <PageHead
      title={<span {...inLanguage(topic, locale)}>{topic.title}</span>}
      sub={
        <span className="meta">
          <span>
            {t(topic.isQuestion ? "discussions.topic.asked" : "discussions.topic.opened", { name })}
          </span>
          {category ? <a href={categoryHref(locale, category)}>{categoryName(category, locale)}</a> : null}
          <span>{t("discussions.topic.replies", { count: topic.replyCount })}</span>
          {topic.language === locale ? null : <span>{languageName(topic.language, locale)}</span>}
          <TopicTags t={t} topic={topic} />
        </span>
      }
      actions={children}
    />
  );
}
