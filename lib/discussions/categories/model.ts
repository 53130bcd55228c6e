import type { Locale } from "@/lib/i18n/locales";

/** The icons that a category can have, by their names in `components/ui/icon.tsx`. */
export const CATEGORY_ICONS = [
  "globe",
  "chip",
  "scales",
  "coins",
  "bars",
  "server",
  "shield",
  "cap",
  "flag",
  "info",
  "speech",
  "lock",
  "book",
  "person",
] as const;
export type CategoryIcon = (typeof CATEGORY_ICONS)[number];

/** Members who may open topics in a category, or reply there. */
export const CATEGORY_WRITERS = ["members", "practitioners", "moderators"] as const;
export type CategoryWriters = (typeof CATEGORY_WRITERS)[number];

/** Name and description of a category in one language of the interface. */
export interface CategoryText {
  name: string;
  description: string;
}

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
