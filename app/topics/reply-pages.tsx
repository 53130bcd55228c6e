import { topicHref } from "@/components/discussions/addresses";
import { withQuery } from "@/components/with-query";
import { MOST_ON_ONE_PAGE } from "@/lib/discussions/model";
import type { TopicProps } from "./topic-props";

/** Numbered links to the pages of a topic: the first, the last, and those around this one. */
export function ReplyPages(
  props: Pick<TopicProps, "t" | "locale" | "topic" | "replies" | "isWhole"> & {
    /** The address that the pages are of; default: the topic. */
    href?: string;
  },
) {
  const { t, locale, topic, replies, isWhole, href = topicHref(locale, topic) } = props;
  const { page, pages } = replies;
  if (isWhole)
    return (
      <p className="small">
        <a href={href}>{t("discussions.topic.first")}</a>
      </p>
    );
  if (pages <= 1) return null;
  const at = (n: number) => withQuery(href, { page: n === 1 ? undefined : n });
  return (
    <nav className="pages" aria-label={t("discussions.topic.pages")}>
      {topic.replyCount <= MOST_ON_ONE_PAGE ? (
        <a href={withQuery(href, { all: "1" })}>{t("discussions.topic.all")}</a>
      ) : (
        <span />
      )}
      <ul>
        {page > 1 ? (
          <li>
            <a href={at(page - 1)} rel="prev">
              {t("common.pager.previous")}
            </a>
          </li>
        ) : null}
        {around(page, pages).map((n, place, all) => (
          <li key={n}>
            {place > 0 && n > (all[place - 1] ?? 0) + 1 ? <span aria-hidden="true">… </span> : null}
            <a
              href={at(n)}
              aria-current={n === page ? "page" : undefined}
              aria-label={t("discussions.topic.page", { number: n })}
            >
              {n}
            </a>
          </li>
        ))}
        {page < pages ? (
          <li>
            <a href={at(page + 1)} rel="next">
              {t("common.pager.next")}
            </a>
          </li>
        ) : null}
      </ul>
    </nav>
  );
}

/** Returns the numbers of the first and last page, and of those next to one. */
export function around(page: number, pages: number): number[] {
  const wanted = [1, page - 1, page, page + 1, pages];
  return [...new Set(wanted)].filter((n) => n >= 1 && n <= pages).sort((a, b) => a - b);
}
