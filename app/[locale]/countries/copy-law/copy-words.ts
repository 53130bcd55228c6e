import type { Locale } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import type { CopiedLaw } from "@/lib/profiles/law-structure";
import { inWordsOf } from "@/lib/revisions/records/wordings";

/** Longest edit summary, in characters. */
const SUMMARY = 200;

/** Describes a law whose structure is copied, in the reader's language. */
export function copyWords(t: Translator, locale: Locale, { law, names, structure }: CopiedLaw) {
  const title = inWordsOf(law, locale).record.title;
  const country = names[locale];
  const articles = new Set(structure.provisions.flatMap((one) => one.articles)).size;
  const size = t("profiles.copyLaw.size", { country, provisions: structure.provisions.length, articles });
  return { title, country, size, summary: summaryOf(t, title, country) };
}

/** The edit summary that the form begins with; a long title is cut. */
function summaryOf(t: Translator, title: string, country: string): string {
  const around = [...t("profiles.copyLaw.summary", { title: "", country })].length;
  const characters = [...title];
  const short = `${characters.slice(0, Math.max(1, SUMMARY - around - 1)).join("")}…`;
  const isLong = characters.length + around > SUMMARY;
  return t("profiles.copyLaw.summary", { title: isLong ? short : title, country });
}
