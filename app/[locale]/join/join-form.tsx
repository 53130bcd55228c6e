import { Bait } from "@/components/bait";
import { type FormFields, PostForm } from "@/components/post-form";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/field";
import { type Locale, localePath } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import { withNext } from "@/lib/web/next-place";
import { answerLabels, CharterBox, NameField, NewPasswordField, WorkFields } from "./answer-fields";

interface Props {
  t: Translator;
  locale: Locale;
  fields: FormFields;
  stamp: string;
  /** Joining needs approval: the form asks for a reason and an institution. */
  needsApproval: boolean;
  /** Where the new member continues; '' for the first steps. */
  next: string;
}

/** The form for joining; works without scripts, and with every password manager. */
export function JoinForm({ t, locale, fields, stamp, needsApproval, next }: Props) {
  const labels = answerLabels(t);
  return (
    <PostForm
      t={t}
      name="join"
      action={localePath(locale, "/join")}
      fields={fields}
      labels={labels}
      hidden={{ stamp, next }}
    >
      <NameField t={t} fields={fields} />
      <TextField
        name="email"
        label={labels.email}
        errors={fields.errors("email")}
        defaultValue={fields.value("email")}
        hint={t("accounts.join.emailHint")}
        type="email"
        autoComplete="email"
        maxLength={254}
        dir="ltr"
        isBig
        required
      />
      <NewPasswordField t={t} fields={fields} />
      <WorkFields t={t} locale={locale} fields={fields} needsApproval={needsApproval} />
      <Bait t={t} />
      <CharterBox t={t} locale={locale} fields={fields} />
      <div className="row">
        <Button kind="pri" size="big">
          {t("accounts.join.button")}
        </Button>
        <a href={withNext(localePath(locale, "/signin"), next)}>{t("accounts.join.haveAccount")}</a>
      </div>
    </PostForm>
  );
}
