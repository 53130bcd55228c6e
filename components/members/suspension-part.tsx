import { type FormFields, PostForm } from "@/components/post-form";
import { Time } from "@/components/time";
import { Button } from "@/components/ui/button";
import { TextArea } from "@/components/ui/field";
import { Section } from "@/components/ui/heading";
import { Note } from "@/components/ui/note";
import type { Actor } from "@/lib/core/actor";
import { can } from "@/lib/core/policy";
import { type Locale, localePath } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import { isOfficer } from "@/lib/members/model";

interface Props {
  t: Translator;
  locale: Locale;
  actor: Actor;
  member: {
    id: string;
    state: string;
    suspendedAt: Date | null;
    suspensionReason: string | null;
    roles: readonly { role: string }[];
  };
  /** The path, without language, of the screen with the forms `suspend` and `reinstate`. */
  path: string;
  fields: FormFields;
  reinstated: FormFields;
}

/** The forms to suspend a member, with a reason, and to lift the suspension; nothing for readers without permission. */
export function SuspensionPart(props: Props) {
  const { t, locale, member, actor, path, fields, reinstated } = props;
  if (!can(actor, "member.suspend", { memberId: member.id, isOfficer: isOfficer(member.roles) })) return null;
  const action = localePath(locale, path);
  const labels = { suspensionReason: t("admin.member.reason") };
  return (
    <Section id="suspension" title={t("admin.member.suspension")}>
      {member.state === "suspended" ? (
        <>
          <Note kind="bad" title={t("admin.state.suspended")}>
            {member.suspendedAt ? <Time at={member.suspendedAt} locale={locale} /> : null}{" "}
            <bdi>{member.suspensionReason}</bdi>
          </Note>
          <PostForm t={t} name="reinstate" action={action} fields={reinstated} className="row">
            <Button>{t("admin.member.reinstate")}</Button>
          </PostForm>
        </>
      ) : null}
      {member.state === "active" ? (
        <PostForm t={t} name="suspend" action={action} fields={fields} labels={labels}>
          <TextArea
            name="suspensionReason"
            label={labels.suspensionReason}
            hint={t("admin.member.reasonHint")}
            defaultValue={fields.value("suspensionReason")}
            errors={fields.errors("suspensionReason")}
            maxLength={1000}
            rows={3}
            required
          />
          <p>
            <Button kind="bad">{t("admin.member.suspend")}</Button>
          </p>
        </PostForm>
      ) : null}
    </Section>
  );
}
