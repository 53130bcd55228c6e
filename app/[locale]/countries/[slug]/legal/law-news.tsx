import { profileHref } from "@/components/profiles/addresses";
import { Button } from "@/components/ui/button";
import type { Locale } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";

interface Props {
  t: Translator;
  locale: Locale;
  slug: string;
  /** The newest revision of the records behind the profile; 0 before the first. */
  newest: number;
}

/**
 * The articles that changed since a member's last visit. The document is the same for everyone, so this is
 * hidden until a script knows the reader (`enhance/law-news.ts`); without scripts the watchlist has it.
 */
export function LawNews({ t, locale, slug, newest }: Props) {
  if (newest === 0) return null;
  return (
    <div
      className="note"
      id="law-news"
      data-of={slug}
      data-newest={newest}
      data-mark={t("law.news.mark")}
      hidden
    >
      <div className="row">
        <span>{t.rich("law.news.changed", { count: () => <b data-number="" /> })}</span>
        <Button type="button" size="sm" aria-pressed="false">
          {t("law.news.only")}
        </Button>
        <a href={profileHref(locale, slug, "/diff")} rel="nofollow">
          {t("law.news.see")}
        </a>
      </div>
    </div>
  );
}
