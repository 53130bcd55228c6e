import { type FormFields, PostForm } from "@/components/post-form";
import { Button } from "@/components/ui/button";
import type { Verification } from "@/lib/accounts";
import { NO_COUNTRY } from "@/lib/accounts/model";
import { type Locale, localePath } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import { answerLabels, CharterBox, NameField, NewPasswordField, WorkFields } from "../answer-fields";

interface Props {
  t: Translator;
  locale: Locale;
  fields: FormFields;
  token: string;
  typed: Verification;
  needsApproval: boolean;
}

/**
 * Confirms an address from a browser that did not join: the reader sets a password, and checks or replaces
 * the input of a person who knew the address.
 */
export function ClaimForm({ t, locale, fields, token, typed, needsApproval }: Props) {
  const labels = { ...answerLabels(t), password: t("accounts.reset.password") };
  const given = { ...typed, country: typed.country ?? NO_COUNTRY };
  return (
    <PostForm
      t={t}
      name="claim"
      action={localePath(locale, "/join/verify")}
      fields={fields}
      labels={labels}
      hidden={{ token }}
    >
      <p>{t.rich("accounts.verify.claim", { email: typed.email, b: (text) => <bdi>{text}</bdi> })}</p>
      <p className="dim">{t("accounts.verify.notYou")}</p>
      <NewPasswordField t={t} fields={fields} label={labels.password} />
      <NameField t={t} fields={fields} given={given} />
      <WorkFields t={t} locale={locale} fields={fields} given={given} needsApproval={needsApproval} />
      <CharterBox t={t} locale={locale} fields={fields} />
      <div className="row">
        <Button kind="pri" size="big">
          {t("accounts.verify.button")}
        </Button>
      </div>
    </PostForm>
  );
}
