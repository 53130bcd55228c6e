import { postHref } from "@/components/blog/addresses";
import { DetailChanges } from "@/components/blog/post-details";
import { DiffView } from "@/components/revisions/diff-view";
import { OverseeView } from "@/components/revisions/oversee-view";
import { findOverseenPost, hidePostRevision, showPostRevision } from "@/lib/blog";
import { DecideBody, HidePostRevision } from "@/lib/blog/model";
import { localePath } from "@/lib/i18n/locales";
import { screenForm } from "@/lib/web/form";
import { screen } from "@/lib/web/screen";
import type { ScreenView } from "@/lib/web/view";
import { mayOversee, OverseeQuery, overseeCrumbs, overseeForms } from "../../../oversee";

const placeOf = (slug: string, number: number) => `/moderation/posts/${slug}/${number}`;

/** A revision of a post whole, for moderators. */
const view = {
  params: DecideBody,
  query: OverseeQuery,
  allows: mayOversee,
  async render({ slug, number, done }, { t, locale, actor, form }) {
    const found = await findOverseenPost(actor, slug, number);
    const title = t("profiles.hidden.title", { title: found.title, number });
    return {
      title,
      crumbs: overseeCrumbs(t, title),
      body: (
        <OverseeView
          {...{ t, locale, title, found, form, done }}
          of="text"
          part={t(
            found.changes ? "moderation.restrictions.part.details" : "moderation.restrictions.part.body",
          )}
          href={postHref(locale, slug, `/revisions/${number}`)}
          action={localePath(locale, placeOf(slug, number))}
        >
          {found.changes ? (
            <DetailChanges {...{ t, locale }} changes={found.changes} />
          ) : (
            <DiffView {...{ t, locale }} diff={found.diff} lang={found.language} headingShift={0} />
          )}
        </OverseeView>
      ),
    };
  },
} satisfies ScreenView<typeof DecideBody, typeof OverseeQuery>;

export const GET = screen(view);

export const POST = screenForm(
  view,
  overseeForms(
    placeOf,
    { schema: HidePostRevision, command: hidePostRevision },
    { schema: DecideBody, command: showPostRevision },
  ),
);
