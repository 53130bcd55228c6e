import type { z } from "zod";
import type { DetailField } from "@/components/detail-fields";
import { idsOf } from "@/components/detail-fields";
import { specialtyName } from "@/components/members/member-facts";
import { Outcome } from "@/components/outcome";
import { type FormFields, fieldsOf, PostForm } from "@/components/post-form";
import { Button } from "@/components/ui/button";
import { compareNames } from "@/lib/i18n/country-names";
import { languageName } from "@/lib/i18n/language-names";
import { type Locale, localePath } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import { findFirstSteps, findOwnProfile, type OwnProfile, updateWork } from "@/lib/members";
import { MEMBER_LANGUAGES, type ProfileField, SPECIALTIES, UpdateWork } from "@/lib/members/model";
import { screenForm, spec } from "@/lib/web/forms/form";
import { screen } from "@/lib/web/pages/screen";
import type { ScreenView } from "@/lib/web/view";
import { ME_PLACES, MeFrame, meCrumbs } from "../me-frame";
import { SeenField } from "../seen-field";

/** The member's fields of work and languages, by which others find them in the directory. */
const view = {
  async render(_input, { locale, t, form, search, actor }) {
    const [own, steps] = await Promise.all([findOwnProfile(actor), findFirstSteps(actor)]);
    const title = t("me.work.title");
    return {
      title,
      crumbs: meCrumbs(t, title),
      body: (
        <>
          {search.get("done") === "saved" ? <Outcome>{t("me.work.saved")}</Outcome> : null}
          <MeFrame
            isNew={steps.isOffered}
            t={t}
            locale={locale}
            place="work"
            title={title}
            sub={t("me.work.sub")}
          >
            <WorkForm t={t} locale={locale} own={own} fields={fieldsOf(t, form, "work")} />
          </MeFrame>
        </>
      ),
    };
  },
} satisfies ScreenView<z.ZodObject, z.ZodObject>;

function WorkForm(props: { t: Translator; locale: Locale; own: OwnProfile; fields: FormFields }) {
  const { t, locale, own, fields } = props;
  const labels = {
    specialties: t("members.field.specialties"),
    languages: t("members.field.languages"),
  };
  return (
    <PostForm
      t={t}
      name="work"
      action={localePath(locale, ME_PLACES.work)}
      fields={fields}
      labels={labels}
      ids={idsOf(["specialties"])}
      className="stack"
    >
      {workAsked(t, locale).map((field) => (
        <SeenField key={field.name} t={t} field={field} labels={labels} own={own} fields={fields} />
      ))}
      <p>
        <Button kind="pri">{t("me.work.save")}</Button>
      </p>
    </PostForm>
  );
}

function workAsked(t: Translator, locale: Locale): (DetailField & { name: ProfileField })[] {
  const byName = compareNames(locale);
  const languages = MEMBER_LANGUAGES.map((value) => ({ value, label: languageName(value, locale) }));
  return [
    {
      name: "specialties",
      type: "boxes",
      grid: "pick-grid",
      options: SPECIALTIES.map((value) => ({ value, label: specialtyName(t, value) })),
    },
    {
      name: "languages",
      type: "several",
      add: t("me.work.addLanguage"),
      names: "language",
      options: languages.sort((a, b) => byName(a.label, b.label)),
    },
  ];
}

export const GET = screen(view);

export const POST = screenForm(view, {
  work: spec({
    schema: UpdateWork,
    command: updateWork,
    limit: "account",
    done: () => `${ME_PLACES.work}?done=saved`,
  }),
});
