import type { z } from "zod";
import { FormDraftPlace } from "@/components/form-draft-place";
import { fieldsOf, PostForm } from "@/components/post-form";
import { PLACES } from "@/components/shell/places";
import { Button, ButtonLink } from "@/components/ui/button";
import { PageHead } from "@/components/ui/heading";
import { can } from "@/lib/core/policy";
import { localePath } from "@/lib/i18n/locales";
import { findFormDraft } from "@/lib/revisions";
import { findBegunMaterial, startMaterial } from "@/lib/training";
import { NewMaterialQuery, StartMaterial } from "@/lib/training/details/model";
import { screenForm, spec } from "@/lib/web/forms/form";
import { screen } from "@/lib/web/pages/screen";
import type { ScreenView } from "@/lib/web/view";
import { tokenOf } from "../../text-editing";
import { materialDraftData } from "../drafted";
import { BasicFields, type Basics, basicLabels, GROUPS } from "../fields";

/** The initial values of a new material's form. */
const EMPTY: Omit<Basics, "title" | "language"> = {
  abstract: "",
  kind: "",
  level: "",
  licence: "",
  access: "public",
  tlp: "clear",
  audiences: [],
  topics: [],
};

/** A new material starts with what lists show of it; its files and the rest follow on its own form. */
const view = {
  isLong: true,
  query: NewMaterialQuery,
  allows: (actor) => can(actor, "material.write"),
  async render({ title: asked }, tools) {
    const { locale, t, form, actor } = tools;
    const title = t("training.form.newTitle");
    const fields = fieldsOf(t, form, "start");
    const clientToken = tokenOf(form);
    // The material may have been created while the refused form was filled in.
    const begun = form.name === null ? null : await findBegunMaterial(actor, clientToken);
    const draft = begun ? await findFormDraft(actor.id, begun.id) : null;
    return {
      title,
      current: "training",
      refreshScripts: ["forms.js"],
      crumbs: [{ href: "/training", label: t("shell.nav.training") }, { label: title }],
      body: (
        <>
          <PageHead
            title={title}
            sub={t("training.form.newSub")}
            actions={
              <ButtonLink href={localePath(locale, PLACES.sharing)}>{t("shell.footer.sharing")}</ButtonLink>
            }
          />
          <div className="wrap body flush">
            <PostForm
              t={t}
              name="start"
              action={localePath(locale, "/training/new")}
              fields={fields}
              labels={basicLabels(t)}
              ids={GROUPS}
              hidden={{ clientToken }}
            >
              <FormDraftPlace
                data={materialDraftData({ slug: begun?.slug ?? null, draft }, "start", actor, tools)}
              />
              <BasicFields
                t={t}
                locale={locale}
                fields={fields}
                kept={{ ...EMPTY, title: asked ?? "", language: locale }}
              />
              <p>
                <Button kind="pri">{t("training.form.create")}</Button>
              </p>
            </PostForm>
          </div>
        </>
      ),
    };
  },
} satisfies ScreenView<z.ZodObject, typeof NewMaterialQuery>;

export const GET = screen(view);

export const POST = screenForm(view, {
  start: spec({
    schema: StartMaterial,
    command: startMaterial,
    guards: ["title", "abstract"],
    limit: "save",
    done: ({ slug }) => `/training/${slug}/edit?done=started`,
  }),
});
