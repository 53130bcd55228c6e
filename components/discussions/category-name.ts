import { type Category, wordsOf } from "@/lib/discussions/categories/model";
import type { Locale } from "@/lib/i18n/locales";

/** Returns the name of a category in the reader's language. */
export const categoryName = (category: Pick<Category, "texts">, locale: Locale): string =>
  wordsOf(category, locale).name;
