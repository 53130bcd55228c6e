import { MemberLink } from "@/components/member-link";
import { type FormFields, PostForm } from "@/components/post-form";
import { Time } from "@/components/time";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/field";
import { Section } from "@/components/ui/heading";
import type { ListedMember } from "@/lib/discussions";
import type { Locale } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";

interface Props {
  t: Translator;
  locale: Locale;
  members: readonly ListedMember[];
  action: string;
  fields: FormFields;
}

/** The members on the list of a restricted room, and the form to add one. */
export function RoomMembers({ t, locale, members, action, fields }: Props) {
  const label = t("discussions.admin.members.handle");
  return (
    <Section id="members" title={t("discussions.admin.members.title")}>
      <p>{t("discussions.admin.members.count", { count: members.length })}</p>
      {members.length > 0 ? (
        <ul className="list">
          {members.map((member) => (
            <li key={member.handle} className="row apart">
              <span>
                <MemberLink t={t} locale={locale} member={member} />{" "}
                <span className="meta">
                  <bdi dir="ltr">{member.handle}</bdi>{" "}
                  <span>
                    {t.rich("discussions.admin.members.since", {
                      when: () => <Time at={member.addedAt} locale={locale} isDayOnly />,
                    })}
                  </span>
                </span>
              </span>
              <PostForm t={t} name="remove" action={action} hidden={{ handle: member.handle }} className="">
                <Button size="sm">
                  {t("discussions.admin.members.remove", { name: member.displayName })}
                </Button>
              </PostForm>
            </li>
          ))}
        </ul>
      ) : null}
      <PostForm
        t={t}
        name="add"
        action={action}
        fields={fields}
        labels={{ handle: label }}
        className="stack narrow"
      >
        <TextField
          name="handle"
          label={label}
          hint={t("discussions.admin.members.handleHint")}
          defaultValue={fields.value("handle")}
          errors={fields.errors("handle")}
          dir="ltr"
          maxLength={80}
          autoComplete="off"
          required
        />
        <p>
          <Button kind="pri">{t("discussions.admin.members.add")}</Button>
        </p>
      </PostForm>
    </Section>
  );
}
