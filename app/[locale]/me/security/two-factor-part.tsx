import { roleName } from "@/components/members/member-facts";
import { fieldsOf, PostForm } from "@/components/post-form";
import { Day } from "@/components/time";
import { Button, ButtonLink } from "@/components/ui/button";
import { Section } from "@/components/ui/heading";
import { Note } from "@/components/ui/note";
import { Tag } from "@/components/ui/tag";
import type { TwoFactorState } from "@/lib/accounts/two-factor";
import type { FormState } from "@/lib/core/form-state";
import { type Locale, localePath } from "@/lib/i18n/locales";
import { formatter, type Translator } from "@/lib/i18n/translator";

interface Props {
  t: Translator;
  locale: Locale;
  factor: TwoFactorState;
  reset: { requestedAt: Date; approvals: number } | null;
  form: FormState;
}

/** The second factor: whether it is on, what needs it, and the actions. */
export function TwoFactorPart(props: Props) {
  const { t, locale, factor, reset } = props;
  return (
    <Section id="two-factor" title={t("me.twoFactor.title")}>
      {reset ? (
        <Note kind="bad" title={t("me.twoFactor.resetWaits")} role="status">
          {t("me.twoFactor.resetWaitsWhat")}
        </Note>
      ) : null}
      {factor.enabledAt ? <Enabled {...props} since={factor.enabledAt} /> : <Disabled {...props} />}
      <details>
        <summary>{t("me.twoFactor.lost")}</summary>
        <p>{t("me.twoFactor.lostWhat")}</p>
      </details>
      {factor.requiredBy.length > 0 ? (
        <p className="small dim">
          {t("me.twoFactor.requiredBy", {
            roles: formatter(locale).list(factor.requiredBy.map((role) => roleName(t, locale, role))),
          })}
        </p>
      ) : null}
    </Section>
  );
}

function Disabled({ t, locale, factor, form }: Props) {
  return (
    <>
      <p>{t("me.twoFactor.what")}</p>
      <PostForm
        t={t}
        name="start"
        action={localePath(locale, "/me/security")}
        fields={fieldsOf(t, form, "start")}
        className="row"
      >
        <Button kind="pri" icon="lock">
          {t("me.twoFactor.setUp")}
        </Button>
        {factor.isPending ? (
          <ButtonLink href={localePath(locale, "/me/security/two-factor")}>
            {t("me.twoFactor.goOn")}
          </ButtonLink>
        ) : null}
      </PostForm>
    </>
  );
}

function Enabled({ t, locale, factor, form, since }: Props & { since: Date }) {
  const action = localePath(locale, "/me/security");
  return (
    <>
      <p>
        <Tag kind="ok" icon="check">
          {t("me.twoFactor.on")}
        </Tag>{" "}
        {t.rich("me.twoFactor.since", {
          day: () => <Day day={since.toISOString().slice(0, 10)} locale={locale} isLong />,
        })}
      </p>
      <p>{t("me.twoFactor.codesLeft", { count: factor.recoveryCodesLeft })}</p>
      <div className="row">
        <PostForm t={t} name="renew" action={action} fields={fieldsOf(t, form, "renew")} className="row">
          <Button>{t("me.twoFactor.renew")}</Button>
        </PostForm>
        {factor.requiredBy.length === 0 ? (
          <PostForm t={t} name="off" action={action} fields={fieldsOf(t, form, "off")} className="row">
            <Button kind="bad">{t("me.twoFactor.switchOff")}</Button>
          </PostForm>
        ) : null}
      </div>
    </>
  );
}
