import type { PaperLanguage } from "./draft";
import ar from "./phrases/ar.json";
import en from "./phrases/en.json";
import es from "./phrases/es.json";
import fr from "./phrases/fr.json";
import pt from "./phrases/pt.json";

/** The fixed phrases of documents in one language. `reviewedBy`: the lawyer or translator who reviewed them; null for nobody. */
export interface PhraseTable {
  language: string;
  reviewedBy: string | null;
  phrases: Readonly<Record<string, string>>;
}

export const PHRASES: Readonly<Record<PaperLanguage, PhraseTable>> = { en, fr, es, pt, ar };

/** Returns a phrase. A test checks that each key exists in every language. */
export function phrase(language: PaperLanguage, key: string): string {
  const found = PHRASES[language].phrases[key];
  if (found === undefined) throw new Error(`There is no phrase "${key}" in ${language}`);
  return found;
}

/** Checks whether a phrase exists: not every form names its legal basis. */
export const hasPhrase = (key: string): boolean => key in en.phrases;
