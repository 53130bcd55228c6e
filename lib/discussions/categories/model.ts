import type { CategoryText, CategoryWriters } from "@/db/schema/discussions";
import type { Locale } from "@/lib/i18n/locales";
import type { CategoryIcon } from "../icons";

/** A category of topics. */
export interface Category {
  id: string;
  slug: string;
  icon: CategoryIcon;
  /** Language of its topics; null for any. */
  language: string | null;
  texts: Readonly<Record<string, CategoryText>>;
  openers: CategoryWriters;
  repliers: CategoryWriters;
  isClosed: boolean;
}

/** Returns the name and description of a category in a language; in English where it has none. */
export function wordsOf(
  { texts }: Pick<Category, "texts">,
  locale: Locale,
): CategoryText & { language: string } {
  const language = texts[locale] ? locale : "en";
  const { name, description } = texts[language] ?? { name: "", description: "" };
  return { name, description: description || (texts.en?.description ?? ""), language };
}
