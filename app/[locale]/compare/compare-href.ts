import { PLACES } from "@/components/shell/places";
import { withQuery } from "@/components/with-query";
import { type Locale, localePath } from "@/lib/i18n/locales";

/** Returns the address of a comparison, or of its file; commas are not encoded. */
export function compareHref(
  locale: Locale,
  countries: readonly string[],
  articles: string,
  differences?: "1",
  as: "" | ".csv" | ".json" | ".docx" = "",
): string {
  const path = localePath(locale, as === "" ? PLACES.compare : `${PLACES.compare}/comparison${as}`);
  return withQuery(path, { articles, countries: countries.join(","), differences }).replaceAll("%2C", ",");
}
