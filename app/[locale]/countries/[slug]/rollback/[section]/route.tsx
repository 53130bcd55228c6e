import { sourceNamer } from "@/app/[locale]/countries/source-names";
import { profileCrumbs } from "@/components/profiles/profile-frame";
import { isDomainError } from "@/lib/core/errors";
import { localePath } from "@/lib/i18n/locales";
import { findRollback, rollBackSection } from "@/lib/profiles";
import { RollBack, SectionParams } from "@/lib/profiles/editing/model";
import { translationKey } from "@/lib/profiles/model";
import { findProfileHead } from "@/lib/profiles/reading";
import { EditSummary } from "@/lib/revisions/model";
import { newBlockId } from "@/lib/text/block-id";
import { screenForm, spec } from "@/lib/web/forms/form";
import { screen } from "@/lib/web/pages/screen";
import type { ScreenView } from "@/lib/web/view";
import { leadToSlug } from "../../../profile-address";
import { afterTakeBack } from "../../../take-back";
import { RollbackView } from "./rollback-view";

const Params = SectionParams.omit({ lang: true });
const Query = SectionParams.pick({ lang: true });

/** Asks for confirmation before an author's last run of edits on a section is undone. */
const view: ScreenView<typeof Params, typeof Query> = {
  params: Params,
  query: Query,
  async render({ slug, section, lang }, tools) {
    const { t, locale, form, actor } = tools;
    const head = await findProfileHead(slug);
    if (!head) return leadToSlug(slug, tools);
    const rollback = await findRollback(actor, slug, section, { lang }).catch((error: unknown) => {
      // A dormant role would allow it; a second factor activates it.
      const isAsleep = actor.dormantRoles.some((role) => role !== "practitioner");
      if (isAsleep && isDomainError(error) && error.code === "forbidden") return "asleep" as const;
      throw error;
    });
    if (rollback === "asleep")
      return { to: `${localePath(locale, "/me/security")}?needs=two-factor`, status: 303 };
    const between = rollback && ([rollback.last.number, rollback.target.number] as const);
    const sourceTitle = await sourceNamer(t, head.pageId, between ?? undefined);
    return {
      title: t("profiles.rollback.title", { country: head.names[locale] }),
      current: "countries",
      crumbs: profileCrumbs(t, locale, head, t("profiles.rollback.button")),
      body: (
        <RollbackView
          {...{ t, locale, head, rollback, form }}
          section={lang ? translationKey(section, lang) : section}
          sourceTitle={sourceTitle}
          clientToken={newBlockId()}
        />
      ),
    };
  },
};

export const GET = screen(view);

export const POST = screenForm(view, {
  "roll-back": spec({
    schema: RollBack.extend({ summary: EditSummary }),
    command: rollBackSection,
    guards: ["summary"],
    limit: "save",
    done: afterTakeBack,
  }),
});
