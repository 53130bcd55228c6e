import { articlePlace } from "@/components/legal/article-name";
import type { Locale } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import type { StandingAnswer } from "@/lib/legal/answer/model";

/** "Romania, Art. 18: Production order". */
export function answerTitle(t: Translator, locale: Locale, { head, row }: StandingAnswer): string {
  return t("law.standing.title", {
    country: head.names[locale],
    article: articlePlace(t, row.article.id),
  });
}
