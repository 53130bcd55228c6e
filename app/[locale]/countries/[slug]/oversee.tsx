import { z } from "zod";
import type { OverseenPages } from "@/app/past/oversee";
import { profileHref } from "@/components/profiles/addresses";
import { sectionTitle } from "@/components/profiles/section-title";
import { DiffView } from "@/components/revisions/diff-view";
import { DomainError } from "@/lib/core/errors";
import { findOverseen, hideRevision, purgeRevision, showRevision } from "@/lib/profiles";
import { ProfileSlug } from "@/lib/profiles/editing/model";
import { findProfileHead } from "@/lib/profiles/reading";
import { sourceNamer } from "../source-names";

/** The revisions of profiles, for moderators. */
export const overseenProfiles: OverseenPages = {
  path: "/moderation/revisions",
  params: z.object({ slug: ProfileSlug }),
  of: "section",
  async find(actor, { slug, number }, { t, locale }) {
    const head = await findProfileHead(slug);
    if (!head) throw new DomainError("not_found", "profile");
    const { overseen } = await findOverseen(actor, { slug, number });
    const sourceTitle = await sourceNamer(t, head.pageId, [number - 1, number]);
    return {
      found: overseen,
      title: head.names[locale],
      part: sectionTitle(t, overseen.section),
      href: profileHref(locale, slug, `/revisions/${number}`),
      changes: <DiffView {...{ t, locale, sourceTitle }} diff={overseen.diff} headingShift={0} />,
    };
  },
  hide: hideRevision,
  show: showRevision,
  purge: purgeRevision,
};
