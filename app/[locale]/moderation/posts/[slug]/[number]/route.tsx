import { z } from "zod";
import { postHref } from "@/components/blog/addresses";
import { DetailChanges } from "@/components/blog/post-details";
import { DiffView } from "@/components/revisions/diff-view";
import { OverseeView } from "@/components/revisions/oversee-view";
import { PLACES } from "@/components/shell/places";
import { findOverseenPost, hidePostRevision, showPostRevision } from "@/lib/blog";
import { DecideBody, HidePostRevision } from "@/lib/blog/model";
import { can } from "@/lib/core/policy";
import { localePath } from "@/lib/i18n/locales";
import { screenForm, spec } from "@/lib/web/form";
import { screen } from "@/lib/web/screen";
import type { ScreenView } from "@/lib/web/view";

const Query = z.object({ done: z.enum(["hidden", "shown"]).optional().catch(undefined) });
const placeOf = (slug: string, number: number) => `/moderation/posts/${slug}/${number}`;

/** A revision of a post whole, for moderators. */
const view = {
  params: DecideBody,
  query: Query,
  allows: (actor) => can(actor, "revision.hide"),
  async render({ slug, number, done }, { t, locale, actor, form }) {
    const found = await findOverseenPost(actor, slug, number);
    const title = t("profiles.hidden.title", { title: found.title, number });
    return {
      title,
      crumbs: [{ href: PLACES.moderation, label: t("moderation.title") }, { label: title }],
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
} satisfies ScreenView<typeof DecideBody, typeof Query>;

export const GET = screen(view);

export const POST = screenForm(view, {
  hide: spec({
    schema: HidePostRevision,
    command: hidePostRevision,
    limit: "review",
    done: (_, { input }) => `${placeOf(input.slug, input.number)}?done=hidden`,
  }),
  show: spec({
    schema: DecideBody,
    command: showPostRevision,
    limit: "review",
    done: (_, { input }) => `${placeOf(input.slug, input.number)}?done=shown`,
  }),
});
