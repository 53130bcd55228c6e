import type { OverseenPages } from "@/app/past/oversee";
import { postHref } from "@/components/blog/addresses";
import { DiffView } from "@/components/revisions/diff-view";
import { findOverseenPost, hidePostRevision, purgePostRevision, showPostRevision } from "@/lib/blog";
import { PostParams } from "@/lib/blog/model";
import { DetailChanges } from "./post-details";

/** The revisions of posts for moderators. */
export const overseenPosts: OverseenPages = {
  path: "/moderation/posts",
  params: PostParams,
  of: "text",
  async find(actor, at, { t, locale }) {
    const { overseen, of, changes } = await findOverseenPost(actor, at);
    return {
      found: overseen,
      title: of.title,
      part: t(changes ? "moderation.restrictions.part.details" : "moderation.restrictions.part.body"),
      href: postHref(locale, at.slug, `/revisions/${at.number}`),
      changes: changes ? (
        <DetailChanges {...{ t, locale }} changes={changes} />
      ) : (
        <DiffView {...{ t, locale }} diff={overseen.diff} lang={of.language} headingShift={0} />
      ),
    };
  },
  hide: hidePostRevision,
  show: showPostRevision,
  purge: purgePostRevision,
};
