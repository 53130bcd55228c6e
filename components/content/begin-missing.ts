import { type Locale, localePath } from "@/lib/i18n/locales";
import { canBegin } from "@/lib/text/targets";

/**
 * Returns the address for creating what a link to a missing page names, with the title made from that
 * address; null if it cannot be created.
 */
export function beginHref(locale: Locale, target: string): string | null {
  const [, area = "", name = ""] = /^\/?([a-z]+)\/([a-z0-9]+(?:-[a-z0-9]+)*)$/.exec(target) ?? [];
  if (!canBegin(area)) return null;
  return localePath(locale, `/${area}/new?title=${encodeURIComponent(titleFrom(name))}`);
}

function titleFrom(slug: string): string {
  const words = slug.replaceAll("-", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}
