import type { OverseenPages } from "@/app/past/oversee";
import { DiffView } from "@/components/revisions/diff-view";
import { findOverseenDescription, hideDescription, purgeDescription, showDescription } from "@/lib/training";
import { MaterialParams } from "@/lib/training/model";
import { materialHref } from "../addresses";

/** The revisions of materials' descriptions, for moderators. */
export const overseenMaterials: OverseenPages = {
  path: "/moderation/materials",
  params: MaterialParams,
  of: "text",
  async find(actor, at, { t, locale }) {
    const { overseen, placed } = await findOverseenDescription(actor, at);
    const { title, language } = placed.of;
    return {
      found: overseen,
      title,
      part: t("moderation.restrictions.part.description"),
      href: materialHref(locale, at.slug, `/revisions/${at.number}`),
      changes: <DiffView {...{ t, locale }} diff={overseen.diff} lang={language} headingShift={0} />,
    };
  },
  hide: hideDescription,
  show: showDescription,
  purge: purgeDescription,
};
