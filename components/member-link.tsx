import { type Locale, localePath } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";

/** The author of an action; null once the member has left and been erased. */
export type MemberName = { handle: string; displayName: string } | null;

/** A member's name as a link to the public page; what an erased member wrote stays under "Former member". */
export function MemberLink({ t, locale, member }: { t: Translator; locale: Locale; member: MemberName }) {
  if (!member) return <span className="dim">{t("common.formerMember")}</span>;
  return (
    <a href={localePath(locale, `/members/${member.handle}`)}>
      <bdi>{member.displayName}</bdi>
    </a>
  );
}
