import { type FormFields, PostForm } from "@/components/post-form";
import { Time } from "@/components/time";
import { FactList } from "@/components/ui/box";
import { Button } from "@/components/ui/button";
import { Section } from "@/components/ui/heading";
import { WordsForm } from "@/components/words-form";
import type { OpenFactorReset } from "@/lib/accounts/two-factor";
import { can } from "@/lib/core/policy";
import { localePath } from "@/lib/i18n/locales";
import type { MemberProps } from "./member-parts";

/** A lost authenticator: the open request, or a form to start one. Two administrators must agree. */
export function ResetPart(
  props: MemberProps & { reset: OpenFactorReset | null; fields: FormFields; decided: FormFields },
) {
  const { t, member, reset } = props;
  if (!member.twoFactorSince) return null;
  return (
    <Section id="reset" title={t("admin.reset.title")}>
      <p className="narrow">{t("admin.reset.what")}</p>
      {reset ? <Waiting {...props} reset={reset} /> : <Start {...props} />}
    </Section>
  );
}

function Waiting({
  t,
  locale,
  member,
  actor,
  path,
  reset,
  decided,
}: MemberProps & { reset: OpenFactorReset; decided: FormFields }) {
  const action = localePath(locale, path);
  const hidden = { factorResetId: reset.id };
  const mayApprove = can(actor, "factor-reset.approve", {
    memberId: member.id,
    firstApprovedBy: reset.firstApprovedBy,
  });
  return (
    <>
      <div className="narrow">
        <FactList
          facts={[
            { term: t("admin.reset.asked"), value: <Time at={reset.requestedAt} locale={locale} /> },
            {
              term: t("admin.reset.by"),
              value: reset.isOwn ? t("admin.reset.byMember") : t("admin.reset.byAdministrator"),
            },
            { term: t("admin.reset.reason"), value: <bdi>{reset.reason}</bdi> },
            {
              term: t("admin.reset.first"),
              value: reset.firstApproverName ? (
                <bdi>{reset.firstApproverName}</bdi>
              ) : (
                t("admin.reset.noneApproved")
              ),
            },
          ]}
        />
      </div>
      {mayApprove ? null : <p className="dim">{t("admin.reset.another")}</p>}
      <div className="row">
        {mayApprove ? (
          <PostForm t={t} name="approve" action={action} fields={decided} hidden={hidden} className="row">
            <Button kind="bad">
              {reset.firstApprovedBy ? t("admin.reset.remove") : t("admin.reset.approve")}
            </Button>
          </PostForm>
        ) : null}
        <PostForm t={t} name="refuse" action={action} hidden={hidden} className="row">
          <Button>{t("admin.reset.refuse")}</Button>
        </PostForm>
      </div>
    </>
  );
}

function Start({ t, locale, member, actor, path, fields }: MemberProps & { fields: FormFields }) {
  if (!can(actor, "factor-reset.approve", { memberId: member.id, firstApprovedBy: null })) return null;
  return (
    <WordsForm
      t={t}
      name="reset"
      action={localePath(locale, path)}
      fields={fields}
      field="reason"
      label={t("admin.reset.reason")}
      hint={t("admin.reset.reasonHint")}
      button={t("admin.reset.start")}
      hidden={{ memberId: member.id }}
    />
  );
}
