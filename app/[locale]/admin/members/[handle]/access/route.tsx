import { z } from "zod";
import { type FormFields, fieldsOf, PostForm } from "@/components/post-form";
import { Button } from "@/components/ui/button";
import { TextArea, TextField } from "@/components/ui/field";
import { Section } from "@/components/ui/heading";
import { Note } from "@/components/ui/note";
import { DomainError } from "@/lib/core/errors";
import { formList } from "@/lib/core/form-list";
import type { FormState } from "@/lib/core/form-state";
import { type Locale, localePath } from "@/lib/i18n/locales";
import { message, type Translator } from "@/lib/i18n/translator";
import { findMemberForAdmin } from "@/lib/members";
import { Handle } from "@/lib/members/model";
import { AskSight } from "@/lib/sight/model";
import { explainSight } from "@/lib/sight-kinds";
import { screenForm, spec } from "@/lib/web/forms/form";
import { screen } from "@/lib/web/pages/screen";
import type { ScreenView } from "@/lib/web/view";
import { ADMIN_PLACES, AdminFrame, adminCrumbs, isAdministrator } from "../../../admin-frame";

const Params = z.object({ handle: Handle });

/** Why a member can see an address of the site, or cannot: for administrators, with a reason that is recorded. */
const view = {
  params: Params,
  allows: isAdministrator,
  async render({ handle }, { locale, t, form, actor }) {
    const found = await findMemberForAdmin(actor, handle);
    if (!found || found.state === "erased") throw new DomainError("not_found", "member");
    const title = t("admin.sight.title");
    const path = `${ADMIN_PLACES.members}/${handle}`;
    return {
      title,
      crumbs: adminCrumbs(
        t,
        { href: ADMIN_PLACES.members, label: t("admin.nav.members") },
        { href: path, label: found.displayName },
        { label: title },
      ),
      body: (
        <AdminFrame t={t} locale={locale} place="members" title={title} sub={<bdi>{found.displayName}</bdi>}>
          {form.shown ? <Answer t={t} shown={form.shown} /> : null}
          <Ask
            t={t}
            locale={locale}
            path={`${path}/access`}
            fields={fieldsOf(t, form, "sight")}
            asked={form.shown?.address ? String(form.shown.address) : ""}
          />
        </AdminFrame>
      ),
    };
  },
} satisfies ScreenView<typeof Params, z.ZodObject>;

/** `asked`: the address that was just answered, which the next question can be about as well. */
function Ask(props: { t: Translator; locale: Locale; path: string; fields: FormFields; asked: string }) {
  const { t, locale, path, fields, asked } = props;
  const labels = { address: t("flags.public.address"), sightReason: t("admin.sight.reason") };
  return (
    <Section id="sight" title={t("admin.sight.ask")}>
      <p className="small narrow">{t("admin.sight.what")}</p>
      <PostForm t={t} name="sight" action={localePath(locale, path)} fields={fields} labels={labels}>
        <TextField
          name="address"
          label={labels.address}
          hint={t("flags.public.addressHint")}
          defaultValue={fields.value("address", asked)}
          errors={fields.errors("address")}
          maxLength={500}
          dir="ltr"
          autoComplete="off"
          required
        />
        <TextArea
          name="sightReason"
          label={labels.sightReason}
          hint={t("admin.sight.reasonHint")}
          defaultValue={fields.value("sightReason")}
          errors={fields.errors("sightReason")}
          rows={2}
          maxLength={500}
          dir="auto"
          required
        />
        <p>
          <Button kind="pri">{t("admin.sight.send")}</Button>
        </p>
      </PostForm>
    </Section>
  );
}

/** The answer: whether, and by which rules. Of what is at the address it says the kind only. */
function Answer({ t, shown }: { t: Translator; shown: NonNullable<FormState["shown"]> }) {
  const word = String(shown.word);
  const rules = formList(shown.rules).map(String);
  return (
    <Note role="status" title={message(t, `admin.sight.answer.${word}`)}>
      <p>
        <bdi dir="ltr">{shown.address}</bdi> ({message(t, `admin.sight.kind.${String(shown.kind)}`)})
      </p>
      {rules.length > 0 ? (
        <>
          <p>{t(word === "sees" ? "admin.sight.because" : "admin.sight.isFor")}</p>
          <ul>
            {rules.map((rule) => (
              <li key={rule}>{message(t, `admin.sight.rule.${rule}`)}</li>
            ))}
          </ul>
        </>
      ) : null}
      {shown.lacksFactor ? <p>{t("admin.sight.lacksFactor")}</p> : null}
    </Note>
  );
}

export const GET = screen(view);

export const POST = screenForm(view, {
  sight: spec({
    schema: AskSight,
    limit: "admin",
    async command(ctx, input) {
      const { kind, isAllowed, by, needs, lacksFactor } = await explainSight(ctx, input);
      const isKnown = kind !== "none" && kind !== "personal";
      return {
        address: input.address,
        kind,
        word: isKnown ? (isAllowed ? "sees" : needs.length > 0 ? "needs" : "never") : kind,
        rules: [...(isAllowed ? by : needs)],
        ...(lacksFactor ? { lacksFactor: "yes" } : {}),
      };
    },
    shows: (answer) => answer,
    done: (_result, { input }) => `${ADMIN_PLACES.members}/${input.handle}/access`,
  }),
});
