import { MemberLink } from "@/components/member-link";
import { fieldsOf, PostForm } from "@/components/post-form";
import { Time } from "@/components/time";
import { Button } from "@/components/ui/button";
import { TextArea } from "@/components/ui/field";
import { Section } from "@/components/ui/heading";
import { Note } from "@/components/ui/note";
import type { CommentWord, OpenFlag, OwnFlag } from "@/lib/comments/model";
import type { FormState } from "@/lib/core/form-state";
import type { Locale } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";

interface Props {
  t: Translator;
  locale: Locale;
  form: FormState;
  action: string;
  of: CommentWord;
}

/** A form to report a comment, or the state of the reader's own report. */
export function ReportPart(props: Props & { ownFlag: OwnFlag | null; mayFlag: boolean }) {
  const { t, locale, form, action, of, ownFlag, mayFlag } = props;
  if (ownFlag) {
    return (
      <Note title={t("comments.report.yours", { of })}>
        <Time at={ownFlag.createdAt} locale={locale} /> {t(`comments.report.state.${ownFlag.state}`)}
      </Note>
    );
  }
  if (!mayFlag) return null;
  const fields = fieldsOf(t, form, "flag");
  const label = t("comments.report.reason");
  return (
    <Section id="report" title={t("comments.report.title", { of })}>
      <p className="small">{t("comments.report.what", { of })}</p>
      <PostForm t={t} name="flag" action={action} fields={fields} labels={{ flagReason: label }}>
        <TextArea
          name="flagReason"
          label={label}
          dir="auto"
          rows={3}
          maxLength={1000}
          required
          defaultValue={fields.value("flagReason")}
          errors={fields.errors("flagReason")}
        />
        <p>
          <Button>{t("comments.report.send")}</Button>
        </p>
      </PostForm>
    </Section>
  );
}

/** For moderators, the members' reports of a comment: who, when and why; and a button to leave the comment up. */
export function ReportsPart(props: Props & { flags: readonly OpenFlag[]; mayDecide: boolean }) {
  const { t, locale, form, action, of, flags, mayDecide } = props;
  if (flags.length === 0) return null;
  return (
    <Section id="reports" title={t("comments.report.waiting", { count: flags.length })}>
      <ul className="list">
        {flags.map((flag) => (
          <li key={flag.id}>
            <p className="as-typed" dir="auto">
              {flag.reason}
            </p>
            <p className="meta">
              <MemberLink t={t} locale={locale} member={flag.by} />
              <Time at={flag.createdAt} locale={locale} />
            </p>
          </li>
        ))}
      </ul>
      {mayDecide ? (
        <PostForm t={t} name="dismiss" action={action} fields={fieldsOf(t, form, "dismiss")}>
          <p className="small">{t("comments.report.decideWhat", { of })}</p>
          <p>
            <Button>{t("comments.report.dismiss", { of })}</Button>
          </p>
        </PostForm>
      ) : (
        <p className="dim">{t("comments.report.own", { of })}</p>
      )}
    </Section>
  );
}
