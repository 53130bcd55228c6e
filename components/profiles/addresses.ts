import { withQuery } from "@/components/with-query";
import { type Locale, localePath } from "@/lib/i18n/locales";
import { COPY_LAW_PATH, type LawRef, writeLawRef } from "@/lib/profiles/law-structure/model";

/** The address of a profile or of one of its pages, in a language: `profileHref("fr", "senegal", "/history")`. */
export function profileHref(locale: Locale, slug: string, rest = ""): string {
  return localePath(locale, `/countries/${slug}${rest}`);
}

/** The addresses of the histories of a section's records and of their fields. */
export function pastOf(locale: Locale, slug: string, section: string) {
  return (record: string, field?: string): string =>
    withQuery(profileHref(locale, slug, "/history"), { section, record, field });
}

/** Address of the citation page for a section of a profile, or one of its records, at a revision or now. */
export function citeHref(
  locale: Locale,
  slug: string,
  at: { section: string; record?: string | null; revision?: number | undefined; lang?: string | undefined },
): string {
  const { section, record, revision, lang } = at;
  return withQuery(profileHref(locale, slug, `/cite/${section}`), { record, revision, lang });
}

/** The address for reporting an error in a section; for a translation with its language. */
export function reportHref(locale: Locale, slug: string, section?: string, language?: string): string {
  return withQuery(profileHref(locale, slug, "/report"), { section, lang: language });
}

/** The address at which the structure of a law is copied to another country. */
export function copyLawHref(locale: Locale, law: LawRef): string {
  return withQuery(localePath(locale, COPY_LAW_PATH), { from: writeLawRef(law) });
}

/** The feed of one profile's newest changes, or of those of one section. */
export function profileFeedHref(locale: Locale, slug: string, section?: string): string {
  return withQuery(profileHref(locale, slug, "/changes.xml"), { section });
}

/** The feed of the newest changes, narrowed as their list can be. */
export function feedHref(
  locale: Locale,
  query: Readonly<Record<string, string | null | undefined>> = {},
): string {
  return withQuery(localePath(locale, "/changes/feed.xml"), query);
}
