import { type Locale, localePath } from "@/lib/i18n/locales";

/** Where what a missing address names can be begun, under a title of which that address is made; null for what is none. */
export function beginHref(locale: Locale, target: string): string | null {
  const [, area = "", name = ""] = /^\/?(blog|training)\/([a-z0-9]+(?:-[a-z0-9]+)*)$/.exec(target) ?? [];
  if (area === "") return null;
  return localePath(locale, `/${area}/new?title=${encodeURIComponent(titleFrom(name))}`);
}

function titleFrom(slug: string): string {
  const words = slug.replaceAll("-", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}
