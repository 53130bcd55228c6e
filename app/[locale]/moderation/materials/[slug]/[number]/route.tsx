import { z } from "zod";
import { materialHref } from "@/app/[locale]/training/addresses";
import { DiffView } from "@/components/revisions/diff-view";
import { OverseeView } from "@/components/revisions/oversee-view";
import { PLACES } from "@/components/shell/places";
import { can } from "@/lib/core/policy";
import { localePath } from "@/lib/i18n/locales";
import { findOverseenDescription, hideDescription, showDescription } from "@/lib/training";
import { HideDescription, PastDescription } from "@/lib/training/model";
import { screenForm, spec } from "@/lib/web/form";
import { screen } from "@/lib/web/screen";
import type { ScreenView } from "@/lib/web/view";

const Query = z.object({ done: z.enum(["hidden", "shown"]).optional().catch(undefined) });
const placeOf = (slug: string, number: number) => `/moderation/materials/${slug}/${number}`;

/** A revision of a material's description whole, for moderators. */
const view = {
  params: PastDescription,
  query: Query,
  allows: (actor) => can(actor, "revision.hide"),
  async render({ slug, number, done }, { t, locale, actor, form }) {
    const found = await findOverseenDescription(actor, slug, number);
    const title = t("profiles.hidden.title", { title: found.title, number });
    return {
      title,
      crumbs: [{ href: PLACES.moderation, label: t("moderation.title") }, { label: title }],
      body: (
        <OverseeView
          {...{ t, locale, title, found, form, done }}
          of="text"
          part={t("moderation.restrictions.part.description")}
          href={materialHref(locale, slug, `/revisions/${number}`)}
          action={localePath(locale, placeOf(slug, number))}
        >
          <DiffView {...{ t, locale }} diff={found.diff} lang={found.language} headingShift={0} />
        </OverseeView>
      ),
    };
  },
} satisfies ScreenView<typeof PastDescription, typeof Query>;

export const GET = screen(view);

export const POST = screenForm(view, {
  hide: spec({
    schema: HideDescription,
    command: hideDescription,
    limit: "review",
    done: (_, { input }) => `${placeOf(input.slug, input.number)}?done=hidden`,
  }),
  show: spec({
    schema: PastDescription,
    command: showDescription,
    limit: "review",
    done: (_, { input }) => `${placeOf(input.slug, input.number)}?done=shown`,
  }),
});
