import type { OverseenPages } from "@/app/past/oversee";
import { MESSAGE_PAST } from "@/app/topics/past";
import { belowTopicHref } from "@/components/discussions/addresses";
import { DiffView } from "@/components/revisions/diff-view";
import type { TopicArea } from "@/lib/discussions/areas/model";
import { TopicParams } from "@/lib/discussions/model";

/** The revisions of first messages in an area, for moderators. */
function overseenIn(area: TopicArea): OverseenPages {
  const past = MESSAGE_PAST[area];
  return {
    path: `/moderation/${area}`,
    params: TopicParams,
    of: "text",
    async find(actor, at, { t, locale }) {
      const { overseen, placed } = await past.findOverseen(actor, at);
      const { title, language } = placed.of;
      const topic = { number: Number(at.slug), isInRoom: area === "rooms" };
      return {
        found: overseen,
        title,
        part: t("moderation.restrictions.part.message"),
        href: belowTopicHref(locale, topic, `revisions/${at.number}`),
        changes: <DiffView {...{ t, locale }} diff={overseen.diff} lang={language} headingShift={0} />,
      };
    },
    hide: past.hide,
    show: past.show,
    purge: past.purge,
  };
}

export const overseenTopics = overseenIn("discussions");
export const overseenRoomTopics = overseenIn("rooms");
