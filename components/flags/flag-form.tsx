import { fieldsOf, PostForm } from "@/components/post-form";
import { Time } from "@/components/time";
import { Button } from "@/components/ui/button";
import { SelectField, TextArea } from "@/components/ui/field";
import { Note } from "@/components/ui/note";
import type { FormState } from "@/lib/core/form-state";
import { type CaseOfThing, FLAG_CODES } from "@/lib/flags/model";
import type { Locale } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";

interface Props {
  t: Translator;
  form: FormState;
  action: string;
}

/** The form to report something to moderators: a reason from a list, and words. */
export function FlagForm({ t, form, action }: Props) {
  const fields = fieldsOf(t, form, "flag");
  const labels = { flagCode: t("flags.form.code"), flagReason: t("flags.form.words") };
  return (
    <PostForm t={t} name="flag" action={action} fields={fields} labels={labels}>
      <SelectField
        name="flagCode"
        label={labels.flagCode}
        options={FLAG_CODES.map((code) => ({ value: code, label: t(`flags.code.${code}`) }))}
        empty={t("flags.form.choose")}
        required
        defaultValue={fields.value("flagCode")}
        errors={fields.errors("flagCode")}
      />
      <TextArea
        name="flagReason"
        label={labels.flagReason}
        hint={t("flags.form.wordsHint")}
        dir="auto"
        rows={3}
        maxLength={1000}
        defaultValue={fields.value("flagReason")}
        errors={fields.errors("flagReason")}
      />
      <p>
        <Button>{t("flags.form.send")}</Button>
      </p>
    </PostForm>
  );
}

/** The state of the reader's own report. */
export function OwnFlagNote(props: { t: Translator; locale: Locale; own: CaseOfThing; title: string }) {
  const { t, locale, own, title } = props;
  return (
    <Note title={title}>
      <Time at={own.createdAt} locale={locale} /> {t(`flags.form.state.${own.state}`)}
    </Note>
  );
}
