import { FlagForm, OwnFlagNote } from "@/components/flags/flag-form";
import { FlagList } from "@/components/flags/flag-list";
import { Section } from "@/components/ui/heading";
import type { CommentWord } from "@/lib/comments/model";
import type { FormState } from "@/lib/core/form-state";
import { type CaseOfThing, casePath, type FlagLine } from "@/lib/flags/model";
import { type Locale, localePath } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";

interface Props {
  t: Translator;
  locale: Locale;
  form: FormState;
  of: CommentWord;
}

/** A form to report a comment, or the state of the reader's own report. */
export function ReportPart(props: Props & { action: string; ownFlag: CaseOfThing | null; mayFlag: boolean }) {
  const { t, locale, form, action, of, ownFlag, mayFlag } = props;
  if (ownFlag)
    return <OwnFlagNote t={t} locale={locale} own={ownFlag} title={t("comments.report.yours", { of })} />;
  if (!mayFlag) return null;
  return (
    <Section id="report" title={t("comments.report.title", { of })}>
      <p className="small">{t("comments.report.what", { of })}</p>
      <FlagForm t={t} form={form} action={action} />
    </Section>
  );
}

/** For moderators, the members' reports of a comment, and where to decide on them. */
export function ReportsPart({
  t,
  locale,
  flags,
}: Omit<Props, "form" | "of"> & { flags: readonly FlagLine[] }) {
  const [first] = flags;
  if (!first) return null;
  return (
    <Section id="reports" title={t("comments.report.waiting", { count: flags.length })}>
      <FlagList t={t} locale={locale} flags={flags} />
      <p>
        <a href={localePath(locale, casePath(first.caseId))}>{t("flags.case.decideLink")}</a>
      </p>
    </Section>
  );
}
