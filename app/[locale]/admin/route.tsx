import type { z } from "zod";
import { Outcome } from "@/components/outcome";
import { type FormFields, fieldsOf, PostForm } from "@/components/post-form";
import { Button } from "@/components/ui/button";
import { Checkbox, TextField } from "@/components/ui/field";
import { Section } from "@/components/ui/heading";
import { listOpenFactorResets } from "@/lib/accounts/two-factor";
import { type Locale, localePath } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import { countMembers, listRoleProposals } from "@/lib/members";
import { changeReadOnlyMode, findHealth, findReadOnlyMode, findSiteFigures, measure } from "@/lib/operation";
import { ChangeReadOnlyMode } from "@/lib/operation/model";
import { findSetup } from "@/lib/operation/setup";
import { findRegistration } from "@/lib/site-settings";
import { screenForm, spec } from "@/lib/web/forms/form";
import { screen } from "@/lib/web/pages/screen";
import type { ScreenView } from "@/lib/web/view";
import { ADMIN_PLACES, AdminFrame, adminCrumbs, isAdministrator } from "./admin-frame";
import { FactorResets, Figures, RoleProposals, SetupLeft } from "./figures";
import { HealthList } from "./health-list";

/** The state of the site, what waits for an administrator, and the switch for read-only mode. */
const view = {
  allows: isAdministrator,
  async render(_input, { locale, t, form, search, actor }) {
    const now = new Date();
    const measured = measure();
    const read = () => measured;
    const [members, figures, health, mode, resets, proposals, registration, setup] = await Promise.all([
      countMembers(actor),
      findSiteFigures(actor),
      findHealth(actor, now, read),
      findReadOnlyMode(),
      listOpenFactorResets(actor),
      listRoleProposals(actor),
      findRegistration(),
      findSetup(actor, now, read),
    ]);
    const shared = { t, locale };
    return {
      title: t("admin.title"),
      crumbs: adminCrumbs(t),
      body: (
        <>
          {search.get("done") === "mode" && form.name === null ? (
            <Outcome>{mode.isOn ? t("admin.mode.isOn") : t("admin.mode.isOff")}</Outcome>
          ) : null}
          <AdminFrame {...shared} place="overview" title={t("admin.title")}>
            {setup.settled < setup.total ? <SetupLeft {...shared} setup={setup} /> : null}
            <div className="cols side">
              <div className="stack g6">
                <Figures {...shared} members={members} figures={figures} registration={registration} />
                <RoleProposals {...shared} proposals={proposals} />
                <FactorResets {...shared} resets={resets} />
              </div>
              <HealthList {...shared} health={health} />
            </div>
            <ModePart {...shared} mode={mode} fields={fieldsOf(t, form, "read-only")} />
          </AdminFrame>
        </>
      ),
    };
  },
} satisfies ScreenView<z.ZodObject, z.ZodObject>;

interface ModeProps {
  t: Translator;
  locale: Locale;
  mode: Awaited<ReturnType<typeof findReadOnlyMode>>;
  fields: FormFields;
}

/** The switch for read-only mode, with the notice that everyone sees meanwhile. */
function ModePart({ t, locale, mode, fields }: ModeProps) {
  return (
    <Section id="mode" title={t("admin.mode.title")}>
      <p className="narrow">{t("admin.mode.what")}</p>
      <PostForm
        t={t}
        name="read-only"
        action={localePath(locale, ADMIN_PLACES.overview)}
        fields={fields}
        labels={{ banner: t("admin.mode.banner") }}
      >
        <TextField
          name="banner"
          label={t("admin.mode.banner")}
          hint={t("admin.mode.bannerHint")}
          defaultValue={fields.value("banner", mode.banner)}
          errors={fields.errors("banner")}
          maxLength={300}
          autoComplete="off"
        />
        <Checkbox name="isOn" label={t("admin.mode.on")} defaultChecked={fields.checked("isOn", mode.isOn)} />
        <p>
          <Button>{t("admin.mode.save")}</Button>
        </p>
      </PostForm>
    </Section>
  );
}

export const GET = screen(view);

export const POST = screenForm(view, {
  "read-only": spec({
    schema: ChangeReadOnlyMode,
    command: changeReadOnlyMode,
    limit: "admin",
    evenReadOnly: true,
    done: () => "/admin?done=mode",
  }),
});
