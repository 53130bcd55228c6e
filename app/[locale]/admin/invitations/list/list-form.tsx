import { roleName } from "@/components/members/member-facts";
import { type FormFields, PostForm } from "@/components/post-form";
import { Button } from "@/components/ui/button";
import { SelectField, TextArea } from "@/components/ui/field";
import { LOCALE_NAMES, LOCALES, type Locale } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import { MAX_LIST } from "@/lib/members/invitations/list/model";
import { LISTED_ROLES } from "@/lib/members/invitations/model";
import { listHref } from "./addresses";

/** The list of people, and what holds for rows that do not say it themselves. */
export function ListForm({ t, locale, fields }: { t: Translator; locale: Locale; fields: FormFields }) {
  const labels = {
    list: t("invitations.many.list"),
    role: t("invitations.many.role"),
    language: t("invitations.many.language"),
    reason: t("invitations.reason"),
  };
  const propsOf = (name: keyof typeof labels, initial = "") => ({
    name,
    label: labels[name],
    errors: fields.errors(name),
    defaultValue: fields.value(name, initial),
  });
  return (
    <PostForm t={t} name="check" action={listHref(locale)} fields={fields} labels={labels}>
      <TextArea
        {...propsOf("list")}
        hint={t("invitations.many.listHint")}
        rows={10}
        maxLength={MAX_LIST}
        dir="auto"
        spellCheck={false}
        required
      />
      <SelectField
        {...propsOf("role", "member")}
        options={LISTED_ROLES.map((value) => ({ value, label: roleName(t, locale, value) }))}
      />
      <SelectField
        {...propsOf("language", locale)}
        options={LOCALES.map((value) => ({ value, label: LOCALE_NAMES[value] }))}
      />
      <TextArea {...propsOf("reason")} hint={t("invitations.reasonHint")} rows={2} maxLength={1000} />
      <p>
        <Button kind="pri">{t("invitations.many.check")}</Button>
      </p>
    </PostForm>
  );
}
