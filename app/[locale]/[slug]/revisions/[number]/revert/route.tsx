import type { z } from "zod";
import { isAdministrator } from "@/app/[locale]/admin/admin-frame";
import { tokenOf } from "@/app/[locale]/text-editing";
import { DiffView } from "@/components/revisions/diff-view";
import { SummaryForm } from "@/components/revisions/summary-form";
import { ButtonLink } from "@/components/ui/button";
import { PageHead, Section } from "@/components/ui/heading";
import { localePath } from "@/lib/i18n/locales";
import { RevisionNumber } from "@/lib/pages/model";
import { compareWithNow, revertStanding } from "@/lib/standing-pages";
import { RevertText, WritableParams } from "@/lib/standing-pages/model";
import { screenForm, spec } from "@/lib/web/forms/form";
import { screen } from "@/lib/web/pages/screen";
import type { ScreenView } from "@/lib/web/view";
import { headOf, inLanguage } from "../../../tools";

const Params = WritableParams.extend({ number: RevisionNumber });

/** An earlier text of a page such as the charter for administrators, who can publish it again. */
const view = {
  params: Params,
  allows: isAdministrator,
  async render({ slug: name, number }, { t, locale, form }) {
    const diff = await compareWithNow(name, locale, number);
    const { title, crumbs } = headOf(name, locale, t("past.revision.name", { number }));
    const heading = t("pages.own.revert.title", { title, number });
    return {
      title: heading,
      crumbs,
      alternatePath: `/${name}`,
      body: (
        <>
          <PageHead
            title={heading}
            actions={
              <ButtonLink href={localePath(locale, `/${name}/history`)}>{t("past.history.name")}</ButtonLink>
            }
          />
          <div className="wrap body stack g6">
            <Section id="changes" title={t("pages.own.revert.changes")}>
              <DiffView t={t} locale={locale} diff={diff} lang={locale} headingShift={0} />
            </Section>
            <SummaryForm
              t={t}
              form={form}
              name="revert"
              label={t("pages.own.revert.button")}
              text={t("pages.own.revert.text")}
              summary={t("pages.own.revert.summary", { number })}
              hidden={{ clientToken: tokenOf(form) }}
            />
          </div>
        </>
      ),
    };
  },
} satisfies ScreenView<typeof Params, z.ZodObject>;

export const GET = screen(view);

export const POST = screenForm(view, {
  revert: spec({
    schema: RevertText,
    prepare: inLanguage,
    command: revertStanding,
    guards: ["summary"],
    limit: "save",
    done: (_, { input }) => `/${input.slug}/edit?done=reverted`,
  }),
});
