import { listText } from "@/lib/i18n/lists";
import type { Locale } from "@/lib/i18n/locales";

/** The names in the order of the byline. */
export function Byline({ locale, names }: { locale: Locale; names: readonly string[] }) {
  return <bdi>{listText([...names], locale)}</bdi>;
}
