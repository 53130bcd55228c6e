import { MOST_UNREAD } from "@/lib/discussions/reading/model";
import type { Locale } from "@/lib/i18n/locales";
import { formatter, type Translator } from "@/lib/i18n/translator";

/** The number of unread replies of a topic, or of the topics in a list. Hidden in a document until the script has asked. */
export function UnreadCount(props: {
  t: Translator;
  locale: Locale;
  count: number;
  isHidden: boolean;
  /** The list whose topics it counts; missing for the replies of a topic. */
  list?: "new" | "unread";
}) {
  const { t, locale, count, isHidden, list } = props;
  return (
    <span className="count" hidden={isHidden} data-topics={list}>
      <span className="vh">{t(`discussions.own.count.${list ?? "replies"}`)} </span>
      <span data-number="">{countText(locale, count)}</span>
    </span>
  );
}

/** Words a number, with "99+" for many. */
const countText = (locale: Locale, count: number): string => {
  const f = formatter(locale);
  return count < MOST_UNREAD ? f.number(count) : `${f.number(MOST_UNREAD - 1)}+`;
};
