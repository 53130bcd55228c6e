import { materialHref } from "@/app/[locale]/training/addresses";
import { DiffView } from "@/components/revisions/diff-view";
import { OverseeView } from "@/components/revisions/oversee-view";
import { localePath } from "@/lib/i18n/locales";
import { findOverseenDescription, hideDescription, showDescription } from "@/lib/training";
import { HideDescription, PastDescription } from "@/lib/training/model";
import { screenForm } from "@/lib/web/form";
import { screen } from "@/lib/web/screen";
import type { ScreenView } from "@/lib/web/view";
import { mayOversee, OverseeQuery, overseeCrumbs, overseeForms } from "../../../oversee";

const placeOf = (slug: string, number: number) => `/moderation/materials/${slug}/${number}`;

/** A revision of a material's description whole, for moderators. */
const view = {
  params: PastDescription,
  query: OverseeQuery,
  allows: mayOversee,
  async render({ slug, number, done }, { t, locale, actor, form }) {
    const found = await findOverseenDescription(actor, slug, number);
    const title = t("profiles.hidden.title", { title: found.title, number });
    return {
      title,
      crumbs: overseeCrumbs(t, title),
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
} satisfies ScreenView<typeof PastDescription, typeof OverseeQuery>;

export const GET = screen(view);

export const POST = screenForm(
  view,
  overseeForms(
    placeOf,
    { schema: HideDescription, command: hideDescription },
    { schema: PastDescription, command: showDescription },
  ),
);
