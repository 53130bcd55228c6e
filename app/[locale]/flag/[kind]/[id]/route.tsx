import type { z } from "zod";
import { FlagForm, OwnFlagNote } from "@/components/flags/flag-form";
import { Outcome } from "@/components/outcome";
import { ButtonLink } from "@/components/ui/button";
import { PageHead } from "@/components/ui/heading";
import { can } from "@/lib/core/policy";
import { findTarget, raiseFlag } from "@/lib/flag-kinds";
import { FlagTarget, flagPath, RaiseFlag } from "@/lib/flags/model";
import { localePath } from "@/lib/i18n/locales";
import { message } from "@/lib/i18n/translator";
import { screenForm, spec } from "@/lib/web/forms/form";
import { screen } from "@/lib/web/pages/screen";
import type { ScreenView } from "@/lib/web/view";

/** A member reports a thing of any kind to the moderators. */
const view = {
  params: FlagTarget,
  allows: (actor) => can(actor, "flag.raise", { authorIds: [] }),
  async render({ kind, id }, { t, locale, form, search, actor }) {
    const { thing, own } = await findTarget(actor, { kind, id });
    const title = message(t, `flags.form.title.${kind}`);
    const isDone = form.name === null && search.get("done") === "flagged";
    return {
      title,
      crumbs: [{ label: title }],
      body: (
        <>
          {isDone ? <Outcome>{t("flags.form.done")}</Outcome> : null}
          <PageHead
            title={title}
            sub={thing ? <bdi>{thing.title(t, locale)}</bdi> : undefined}
            actions={
              thing ? (
                <ButtonLink href={localePath(locale, thing.path)}>{t("flags.form.back")}</ButtonLink>
              ) : undefined
            }
          />
          <div className="wrap body flush stack g6">
            {own ? <OwnFlagNote t={t} locale={locale} own={own} title={t("flags.form.yours")} /> : null}
            {thing === null || own?.state === "open" ? null : (
              <>
                <p className="small narrow">{t("flags.form.what")}</p>
                <FlagForm t={t} form={form} action={localePath(locale, flagPath(kind, id))} />
              </>
            )}
          </div>
        </>
      ),
    };
  },
} satisfies ScreenView<typeof FlagTarget, z.ZodObject>;

export const GET = screen(view);

export const POST = screenForm(view, {
  flag: spec({
    schema: RaiseFlag,
    command: raiseFlag,
    limit: "flag",
    done: (_result, { input }) => `${flagPath(input.kind, input.id)}?done=flagged`,
  }),
});
