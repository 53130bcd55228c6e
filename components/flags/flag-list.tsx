import { MemberLink } from "@/components/member-link";
import { Time } from "@/components/time";
import { Tag } from "@/components/ui/tag";
import type { FlagLine } from "@/lib/flags/model";
import type { Locale } from "@/lib/i18n/locales";
import { formatter, type Translator } from "@/lib/i18n/translator";

/** For moderators, the members' reports of a thing: who, when and why, and what each weighs. */
export function FlagList(props: { t: Translator; locale: Locale; flags: readonly FlagLine[] }) {
  const { t, locale, flags } = props;
  const f = formatter(locale);
  return (
    <ul className="list">
      {flags.map((flag) => (
        <li key={flag.id}>
          <p className="as-typed" dir="auto">
            <Tag kind="warn">{t(`flags.code.${flag.code}`)}</Tag> {flag.words}
          </p>
          <p className="meta">
            <MemberLink t={t} locale={locale} member={flag.by} />
            <Time at={flag.createdAt} locale={locale} />
            <span>{t("flags.case.weight", { weight: f.number(flag.weight) })}</span>
          </p>
        </li>
      ))}
    </ul>
  );
}
