import type { OverseenPages } from "@/app/past/oversee";
import { belowTopicHref } from "@/components/discussions/addresses";
import { DiffView } from "@/components/revisions/diff-view";
import { findOverseenTopic, hideMessage, showMessage } from "@/lib/discussions";
import { TopicParams } from "@/lib/discussions/model";

/** The revisions of first messages for moderators. */
export const overseenTopics: OverseenPages = {
  path: "/moderation/discussions",
  params: TopicParams,
  of: "text",
  async find(actor, at, { t, locale }) {
    const { overseen, placed } = await findOverseenTopic(actor, at);
    const { title, language } = placed.of;
    return {
      found: overseen,
      title,
      part: t("moderation.restrictions.part.message"),
      href: belowTopicHref(locale, Number(at.slug), `revisions/${at.number}`),
      changes: <DiffView {...{ t, locale }} diff={overseen.diff} lang={language} headingShift={0} />,
    };
  },
  hide: hideMessage,
  show: showMessage,
};
