import { withQuery } from "@/components/with-query";
import { type Locale, localePath } from "@/lib/i18n/locales";
import type { SitePart } from "@/lib/site-settings/model";
import { ADMIN_PLACES } from "../admin-frame";

/** Returns the address of a part of the settings in a language. */
export function partHref(locale: Locale, part: SitePart): string {
  return localePath(locale, withQuery(ADMIN_PLACES.settings, { part }));
}

/** Returns where a saved part leads. */
export const partSaved = (part: SitePart) => () => withQuery(ADMIN_PLACES.settings, { part, done: "saved" });
