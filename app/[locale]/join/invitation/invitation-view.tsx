import { roleName, sectorName } from "@/components/members/member-facts";
import { type FormFields, PostForm } from "@/components/post-form";
import { Day } from "@/components/time";
import { FactList } from "@/components/ui/box";
import { Button, ButtonLink } from "@/components/ui/button";
import { SelectField } from "@/components/ui/field";
import { Section } from "@/components/ui/heading";
import { withQuery } from "@/components/with-query";
import { SECTORS } from "@/lib/accounts/model";
import { dayOf } from "@/lib/core/moments";
import { type Locale, localePath } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import type { OpenInvitation } from "@/lib/members/invitations";
import { answerLabels, CharterBox, NameField, NewPasswordField } from "../answer-fields";

interface Props {
  t: Translator;
  locale: Locale;
  token: string;
  invitation: OpenInvitation;
}

/** An invitation with its three answers: a new account, the account that the reader has, or no. */
export function InvitationView(props: Props & { fields: FormFields }) {
  const { t, locale, token, fields } = props;
  return (
    <>
      <InvitationFacts {...props} />
      <Section id="new" className="stack" title={t("invitations.page.new")}>
        <PostForm
          t={t}
          name="accept"
          action={localePath(locale, "/join/invitation")}
          fields={fields}
          labels={answerLabels(t)}
          hidden={{ token }}
        >
          <NameField t={t} fields={fields} />
          <NewPasswordField t={t} fields={fields} />
          <SelectField
            name="sector"
            label={answerLabels(t).sector}
            errors={fields.errors("sector")}
            defaultValue={fields.value("sector")}
            empty={t("accounts.join.chooseSector")}
            options={SECTORS.map((value) => ({ value, label: sectorName(t, value) }))}
            isBig
            required
          />
          <CharterBox t={t} locale={locale} fields={fields} />
          <div className="row">
            <Button kind="pri" size="big">
              {t("invitations.page.accept")}
            </Button>
          </div>
        </PostForm>
      </Section>
      <Section id="own" className="stack" title={t("invitations.page.own")}>
        <p>{t("invitations.page.ownText")}</p>
        <div className="row">
          <ButtonLink href={withQuery(localePath(locale, "/me/invitation"), { token })} rel="nofollow">
            {t("invitations.page.signIn")}
          </ButtonLink>
        </div>
      </Section>
      <Decline {...props} />
    </>
  );
}

/** What the invitation is for. */
export function InvitationFacts({ t, locale, invitation }: Omit<Props, "token">) {
  const { email, institution, role, expiresAt } = invitation;
  return (
    <>
      <FactList
        facts={[
          { term: t("accounts.email"), value: <bdi>{email}</bdi> },
          {
            term: t("invitations.role"),
            value: roleName(t, locale, role, role === "focal-point" ? (invitation.country ?? "") : ""),
          },
          ...(institution ? [{ term: t("accounts.join.institution"), value: <bdi>{institution}</bdi> }] : []),
          {
            term: t("invitations.until"),
            value: <Day day={dayOf(expiresAt)} locale={locale} />,
          },
        ]}
      />
      {role === "member" ? null : (
        <p className="dim">
          {role === "administrator"
            ? t("invitations.page.administratorText")
            : t("invitations.page.roleText")}
        </p>
      )}
    </>
  );
}

/** Declines by one button; mail programs do the same without the page. */
export function Decline({ t, locale, token }: Omit<Props, "invitation">) {
  return (
    <Section id="no" className="stack" title={t("invitations.page.no")}>
      <p>{t("invitations.page.noText")}</p>
      <PostForm
        t={t}
        name="decline"
        action={localePath(locale, "/join/invitation/decline")}
        hidden={{ token }}
        className="row"
      >
        <Button>{t("invitations.page.decline")}</Button>
      </PostForm>
    </Section>
  );
}
