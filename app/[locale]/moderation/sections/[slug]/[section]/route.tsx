import { z } from "zod";
import { Outcome } from "@/components/outcome";
import { fieldsOf, PostForm } from "@/components/post-form";
import { profileHref } from "@/components/profiles/addresses";
import { ProtectionNote } from "@/components/profiles/protection-note";
import { sectionTitle } from "@/components/profiles/section-title";
import { PLACES } from "@/components/shell/places";
import { Button } from "@/components/ui/button";
import { SelectField, TextArea, TextField } from "@/components/ui/field";
import { PageHead } from "@/components/ui/heading";
import { DomainError } from "@/lib/core/errors";
import type { FormState } from "@/lib/core/form-state";
import { can, PROTECTIONS } from "@/lib/core/policy";
import { localePath } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import { findProtection } from "@/lib/pages/moderation";
import { protectSection, unprotectSection } from "@/lib/profiles";
import { ProtectSection, SectionParams } from "@/lib/profiles/editing/model";
import { historyOf } from "@/lib/profiles/model";
import { findProfileHead } from "@/lib/profiles/reading";
import { screenForm, spec } from "@/lib/web/forms/form";
import { screen } from "@/lib/web/pages/screen";
import type { ScreenView } from "@/lib/web/view";

const Query = z.object({ done: z.enum(["protected", "lifted"]).optional().catch(undefined) });

/** Who may edit a section, for moderators: the forms to protect it, with a reason and an end, and to lift that. */
const view = {
  params: SectionParams,
  query: Query,
  allows: (actor) => can(actor, "section.protect"),
  async render({ slug, section, done }, { t, locale, form }) {
    const head = await findProfileHead(slug);
    if (!head) throw new DomainError("not_found", "profile");
    const protection = await findProtection(historyOf(slug), section);
    const name = sectionTitle(t, section);
    const title = t("profiles.protect.title", { country: head.names[locale], section: name });
    const action = localePath(locale, protectPath(slug, section));
    return {
      title,
      crumbs: [{ href: PLACES.moderation, label: t("moderation.title") }, { label: title }],
      body: (
        <>
          {done && form.name === null ? <Outcome>{t(`profiles.protect.done.${done}`)}</Outcome> : null}
          <PageHead title={title} sub={t("profiles.protect.sub")} />
          <div className="wrap body stack g6">
            {protection ? <ProtectionNote t={t} locale={locale} protection={protection} /> : null}
            <ProtectForm t={t} form={form} action={action} protection={protection} />
            {protection ? (
              <PostForm t={t} name="lift" action={action} fields={fieldsOf(t, form, "lift")}>
                <p>
                  <Button>{t("profiles.protect.lift")}</Button>
                </p>
              </PostForm>
            ) : null}
            <p>
              <a href={`${profileHref(locale, slug)}#${section}`}>{name}</a>
            </p>
          </div>
        </>
      ),
    };
  },
} satisfies ScreenView<typeof SectionParams, typeof Query>;

interface Props {
  t: Translator;
  form: FormState;
  action: string;
  protection: Awaited<ReturnType<typeof findProtection>>;
}

function ProtectForm({ t, form, action, protection }: Props) {
  const fields = fieldsOf(t, form, "protect");
  const labels = {
    level: t("profiles.protect.level"),
    reason: t("profiles.protect.reason"),
    until: t("profiles.protect.until"),
  };
  return (
    <PostForm t={t} name="protect" action={action} fields={fields} labels={labels}>
      <SelectField
        name="level"
        label={labels.level}
        options={PROTECTIONS.map((level) => ({
          value: level,
          label: t(`profiles.protect.is.${level}`),
        }))}
        defaultValue={fields.value("level", protection?.level ?? "trusted")}
        errors={fields.errors("level")}
      />
      <TextArea
        name="reason"
        label={labels.reason}
        hint={t("profiles.protect.reasonHint")}
        rows={3}
        maxLength={1000}
        dir="auto"
        defaultValue={fields.value("reason", protection?.reason)}
        errors={fields.errors("reason")}
      />
      <TextField
        name="until"
        type="date"
        label={labels.until}
        hint={t("profiles.protect.untilHint")}
        defaultValue={fields.value("until", protection?.until?.toISOString().slice(0, 10))}
        errors={fields.errors("until")}
      />
      <p>
        <Button kind="pri">{t("profiles.protect.save")}</Button>
      </p>
    </PostForm>
  );
}

const protectPath = (slug: string, section: string) => `/moderation/sections/${slug}/${section}`;

export const GET = screen(view);

export const POST = screenForm(view, {
  protect: spec({
    schema: ProtectSection,
    command: protectSection,
    guards: ["reason"],
    limit: "review",
    done: (_, { input }) => `${protectPath(input.slug, input.section)}?done=protected`,
  }),
  lift: spec({
    schema: SectionParams,
    command: unprotectSection,
    limit: "review",
    done: (_, { input }) => `${protectPath(input.slug, input.section)}?done=lifted`,
  }),
});
