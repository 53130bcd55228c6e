import type { z } from "zod";
import { Outcome } from "@/components/outcome";
import { PostForm } from "@/components/post-form";
import { Time } from "@/components/time";
import { Button, ButtonLink } from "@/components/ui/button";
import { Empty } from "@/components/ui/empty";
import { CardTable } from "@/components/ui/table";
import { type Locale, localePath } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import { findFirstSteps } from "@/lib/members";
import { WORKS } from "@/lib/page-kinds";
import { discardDraft } from "@/lib/profiles";
import { SectionParams } from "@/lib/profiles/editing/model";
import { screenForm, spec } from "@/lib/web/forms/form";
import { screen } from "@/lib/web/pages/screen";
import type { ScreenView } from "@/lib/web/view";
import { ME_PLACES, MeFrame, meCrumbs } from "../me-frame";
import { OwnWorks } from "../own-works";
import { formOf, type ListedDraft, listOwnDrafts } from "./listed-drafts";

/** The stored drafts with their age; each links to its editor. */
const view = {
  async render(_input, { locale, t, form, search, actor }) {
    const [drafts, steps] = await Promise.all([listOwnDrafts(actor, t, locale), findFirstSteps(actor)]);
    const title = t("me.drafts.title");
    return {
      title,
      crumbs: meCrumbs(t, title),
      body: (
        <>
          {search.get("done") === "discarded" ? <Outcome>{t("me.drafts.discarded")}</Outcome> : null}
          <MeFrame
            isNew={steps.isOffered}
            t={t}
            locale={locale}
            place="drafts"
            title={title}
            sub={t("me.drafts.sub")}
          >
            <OwnWorks t={t} locale={locale} />
            {form.error !== null ? <Outcome kind="bad">{t("me.drafts.gone")}</Outcome> : null}
            {drafts.length === 0 ? (
              <Empty
                action={
                  <ButtonLink href={localePath(locale, "/countries")}>
                    {t("me.contributions.start")}
                  </ButtonLink>
                }
              >
                {t("me.drafts.none")}
              </Empty>
            ) : (
              <DraftsTable t={t} locale={locale} drafts={drafts} />
            )}
          </MeFrame>
        </>
      ),
    };
  },
} satisfies ScreenView<z.ZodObject, z.ZodObject>;

function DraftsTable({
  t,
  locale,
  drafts,
}: {
  t: Translator;
  locale: Locale;
  drafts: readonly ListedDraft[];
}) {
  return (
    <CardTable caption={<span className="vh">{t("me.drafts.title")}</span>}>
      <thead>
        <tr>
          <th scope="col">{t("me.contributions.page")}</th>
          <th scope="col">{t("me.contributions.summary")}</th>
          <th scope="col">{t("me.drafts.touched")}</th>
          <th scope="col">
            <span className="vh">{t("me.drafts.actions")}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {drafts.map((draft) => (
          <tr key={draft.href}>
            <th scope="row">
              <a href={draft.href}>
                <bdi>{draft.label}</bdi>
              </a>
            </th>
            <td data-l={t("me.contributions.summary")}>
              {draft.summary ? <bdi>{draft.summary}</bdi> : <span className="dim">–</span>}
            </td>
            <td data-l={t("me.drafts.touched")}>
              <Time at={draft.updatedAt} locale={locale} />
            </td>
            <td>
              <PostForm
                t={t}
                name={draft.form}
                action={localePath(locale, ME_PLACES.drafts)}
                className="row"
                hidden={draft.hidden}
              >
                <Button kind="bad" size="sm">
                  {t("me.drafts.discard")}
                  <span className="vh">
                    {" "}
                    <bdi>{draft.label}</bdi>
                  </span>
                </Button>
              </PostForm>
            </td>
          </tr>
        ))}
      </tbody>
    </CardTable>
  );
}

export const GET = screen(view);

export const POST = screenForm(view, {
  ...Object.fromEntries(
    WORKS.map(({ kind, params, discardDrafts }) => [
      formOf(kind),
      spec({
        schema: params,
        command: discardDrafts,
        limit: "account",
        done: () => "/me/drafts?done=discarded",
      }),
    ]),
  ),
  discard: spec({
    schema: SectionParams,
    command: discardDraft,
    limit: "account",
    done: () => "/me/drafts?done=discarded",
  }),
});
