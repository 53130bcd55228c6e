import { type FormFields, PostForm } from "@/components/post-form";
import { Time } from "@/components/time";
import { Button } from "@/components/ui/button";
import { RadioGroup } from "@/components/ui/field";
import { Section } from "@/components/ui/heading";
import { Note } from "@/components/ui/note";
import { WordsForm } from "@/components/words-form";
import { nextStep, SUSPENSION_DAYS } from "@/lib/conduct/model";
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
    suspendedUntil: Date | null;
    suspensionReason: string | null;
    roles: readonly { role: string }[];
  };
  /** The path, without language, of the screen with the forms `suspend` and `reinstate`. */
  path: string;
  fields: FormFields;
  reinstated: FormFields;
  /** Number of suspensions before: the next longer one is proposed. */
  before: number;
}

/** The forms to suspend a member, with a reason and for a time, and to lift the suspension; nothing for readers without permission. */
export function SuspensionPart(props: Props) {
  const { t, locale, member, actor, path, fields, reinstated, before } = props;
  if (!can(actor, "member.suspend", { memberId: member.id, isOfficer: isOfficer(member.roles) })) return null;
  const action = localePath(locale, path);
  const duration = t("conduct.days.label");
  return (
    <Section id="suspension" title={t("admin.member.suspension")}>
      {member.state === "suspended" ? (
        <>
          <Note kind="bad" title={t("admin.state.suspended")}>
            {member.suspendedAt ? <Time at={member.suspendedAt} locale={locale} /> : null}{" "}
            <bdi>{member.suspensionReason}</bdi>
            <p>
              {member.suspendedUntil ? (
                <>
                  {t("conduct.days.until")} <Time at={member.suspendedUntil} locale={locale} />
                </>
              ) : (
                t("conduct.days.noEnd")
              )}
            </p>
          </Note>
          <PostForm t={t} name="reinstate" action={action} fields={reinstated} className="row">
            <Button>{t("admin.member.reinstate")}</Button>
          </PostForm>
        </>
      ) : null}
      {member.state === "active" ? (
        <WordsForm
          t={t}
          name="suspend"
          action={action}
          fields={fields}
          field="suspensionReason"
          label={t("admin.member.reason")}
          hint={t("admin.member.reasonHint")}
          labels={{ suspensionDays: duration }}
          button={t("admin.member.suspend")}
          kind="bad"
        >
          <RadioGroup
            name="suspensionDays"
            label={duration}
            hint={t("conduct.days.hint", { count: before })}
            options={SUSPENSION_DAYS.map((days) => ({ value: days, label: t(`conduct.days.${days}`) }))}
            value={fields.value("suspensionDays", nextStep(before))}
            errors={fields.errors("suspensionDays")}
            required
          />
        </WordsForm>
      ) : null}
    </Section>
  );
}
