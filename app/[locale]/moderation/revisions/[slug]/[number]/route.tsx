import { sourceNamer } from "@/app/[locale]/countries/source-names";
import { profileHref } from "@/components/profiles/addresses";
import { sectionTitle } from "@/components/profiles/section-title";
import { DiffView } from "@/components/revisions/diff-view";
import { OverseeView } from "@/components/revisions/oversee-view";
import { DomainError } from "@/lib/core/errors";
import { localePath } from "@/lib/i18n/locales";
import { findOverseen, hideRevision, showRevision } from "@/lib/profiles";
import { HideRevision, RevisionParams } from "@/lib/profiles/editing/model";
import { findProfileHead } from "@/lib/profiles/reading";
import { screenForm } from "@/lib/web/form";
import { screen } from "@/lib/web/screen";
import type { ScreenView } from "@/lib/web/view";
import { mayOversee, OverseeQuery, overseeCrumbs, overseeForms } from "../../../oversee";

const placeOf = (slug: string, number: number) => `/moderation/revisions/${slug}/${number}`;

/** A revision of a profile whole, for moderators. */
const view = {
  params: RevisionParams,
  query: OverseeQuery,
  allows: mayOversee,
  async render({ slug, number, done }, { t, locale, actor, form }) {
    const head = await findProfileHead(slug);
    if (!head) throw new DomainError("not_found", "profile");
    const found = await findOverseen(actor, slug, number);
    const sourceTitle = await sourceNamer(t, head.pageId, [number - 1, number]);
    const title = t("profiles.hidden.title", { title: head.names[locale], number });
    return {
      title,
      crumbs: overseeCrumbs(t, title),
      body: (
        <OverseeView
          {...{ t, locale, title, found, form, done }}
          of="section"
          part={sectionTitle(t, found.section)}
          href={profileHref(locale, slug, `/revisions/${number}`)}
          action={localePath(locale, placeOf(slug, number))}
        >
          <DiffView t={t} locale={locale} diff={found.diff} sourceTitle={sourceTitle} headingShift={0} />
        </OverseeView>
      ),
    };
  },
} satisfies ScreenView<typeof RevisionParams, typeof OverseeQuery>;

export const GET = screen(view);

export const POST = screenForm(
  view,
  overseeForms(
    placeOf,
    { schema: HideRevision, command: hideRevision },
    { schema: RevisionParams, command: showRevision },
  ),
);
