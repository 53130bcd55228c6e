import type { PaperLanguage } from "@/lib/cooperation/request/draft";

/** Name of a country in a language of documents, from the browser itself, so that it works offline. */
export function countryName(code: string, language: PaperLanguage): string {
  try {
    return new Intl.DisplayNames([language], { type: "region" }).of(code) ?? code;
  } catch {
    return code;
  }
}
