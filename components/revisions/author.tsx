import { MemberLink } from "@/components/member-link";
import type { Locale } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import type { Author } from "@/lib/pages/model";

/** The author of a revision: a link to the member, or text for other authors. */
export function AuthorName({ t, locale, author }: { t: Translator; locale: Locale; author: Author }) {
  if (author === "community") return <span>{t("past.author.community")}</span>;
  if (author === "hidden") return <span className="dim">{t("past.author.hidden")}</span>;
  return <MemberLink t={t} locale={locale} member={author === "former" ? null : author} />;
}

/** Returns the author as text, for feeds and labels. */
export function authorText(t: Translator, author: Author): string {
  if (author === "community" || author === "hidden") return t(`past.author.${author}`);
  return author === "former" ? t("common.formerMember") : author.displayName;
}
