import { type OverseenPages, overseen, overseenForms } from "@/app/past/oversee";
import { DiffView } from "@/components/revisions/diff-view";
import { localePath } from "@/lib/i18n/locales";
import { findOverseenStanding, hideStanding, purgeStanding, showStanding } from "@/lib/standing-pages";
import { readSlug, StandingParams } from "@/lib/standing-pages/model";

/** The revisions of pages such as the charter, for moderators. */
const pages: OverseenPages = {
  path: "/moderation/pages",
  params: StandingParams,
  of: "text",
  async find(actor, at, { t, locale }) {
    const { overseen: found, placed } = await findOverseenStanding(actor, at);
    const { title, language } = placed.of;
    const place = readSlug(at.slug);
    return {
      found,
      title,
      part: t("moderation.restrictions.part.page"),
      href: localePath(place?.locale ?? locale, `/${place?.name ?? ""}/revisions/${at.number}`),
      changes: <DiffView {...{ t, locale }} diff={found.diff} lang={language} headingShift={0} />,
    };
  },
  hide: hideStanding,
  show: showStanding,
  purge: purgeStanding,
};

/** A revision of such a page in full. */
export const GET = overseen(pages);

export const POST = overseenForms(pages);
