import { belowTopicHref, firstUnreadHref, topicHref } from "@/components/discussions/addresses";
import { PostForm } from "@/components/post-form";
import { Button } from "@/components/ui/button";
import { areaOf } from "@/lib/discussions/areas/model";
import { topicAtText } from "@/lib/discussions/reading/model";
import { formatter } from "@/lib/i18n/translator";
import type { TopicProps } from "./topic-props";

const placeOf = ({ number, isInRoom }: TopicProps["topic"]) =>
  topicAtText({ area: areaOf({ isInRoom }), slug: String(number) });

/** The address of the top of a topic: its first message, on its first page. */
const topHref = ({ locale, topic, replies, isWhole }: TopicProps) =>
  replies.page === 1 || isWhole ? "#main" : topicHref(locale, topic);

/**
 * What the script shows to members (`enhance/reading.ts`): how many replies are unread, and a mark before the first of them.
 * The page is the same for everyone.
 */
export function ReadingParts(props: TopicProps) {
  const { t, locale, topic } = props;
  return (
    <>
      <p className="row small first-unread" hidden data-reading={placeOf(topic)}>
        <span>
          {t("discussions.own.unread")} <b data-number="">0</b>
        </span>
        <a href={firstUnreadHref(locale, topic)} rel="nofollow">
          {t("discussions.own.toFirst")}
        </a>
      </p>
      <template id="unread-mark">
        <li className="unread-mark">
          <b>{t("discussions.own.firstHere")}</b> <a href={topHref(props)}>{t("discussions.own.top")}</a>
        </li>
      </template>
    </>
  );
}

/** The way to the top; and without scripts, which note what was read by themselves, a form that says so. */
export function ReadHere(props: TopicProps) {
  const { t, locale, topic, replies } = props;
  const last = replies.lines.at(-1)?.number ?? 0;
  if (last === 0) return null;
  return (
    <div className="row apart small">
      <a href={topHref(props)}>{t("discussions.own.top")}</a>
      <noscript data-plain-form="">
        <PostForm
          t={t}
          name="read"
          action={belowTopicHref(locale, topic, "unread")}
          className="row"
          hidden={{ of: placeOf(topic), number: String(last), isOpened: "on" }}
        >
          <Button size="sm" icon="check">
            {t("discussions.own.markHere", { number: formatter(locale).number(last) })}
          </Button>
        </PostForm>
      </noscript>
    </div>
  );
}
