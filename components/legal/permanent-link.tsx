import { type Locale, localePath } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import { answerPath } from "@/lib/legal/answer/model";

interface Props {
  t: Translator;
  locale: Locale;
  slug: string;
  article: string;
  /** The newest revision of the records behind the answer; 0 before the first. */
  revision: number;
  /** Name of the country and article, for screen readers that read the link out of context. */
  name: string;
}

/** A link to the permanent address of a country's answer to an article as it is now. */
export function PermanentLink({ t, locale, slug, article, revision, name }: Props) {
  if (revision === 0) return null;
  return (
    <a
      className="permanent"
      href={localePath(locale, answerPath({ slug, article, revision }))}
      rel="nofollow"
    >
      {t("law.standing.link")}
      <span className="vh"> ({name})</span>
    </a>
  );
}
