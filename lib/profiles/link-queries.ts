import { and, eq, inArray, isNotNull } from "drizzle-orm";
import { db, type Queryable } from "@/db/client";
import { profile } from "@/db/schema/profiles";
import { section } from "@/db/schema/revisions";
import { compareNames } from "@/lib/i18n/country-names";
import type { Locale } from "@/lib/i18n/locales";
import { message, translator } from "@/lib/i18n/translator";
import { PROFILE_NAMES } from "@/lib/profiles/names";
import { isSectionKey, SECTION_KEYS, type SectionKey } from "./model";
import { fold } from "./reading";

/** A page of this site that a text can link to. The path has no language: drawing adds the reader's. */
export interface LinkChoice {
  href: string;
  label: string;
  slug: string;
  section: SectionKey | null;
}

const OFFERED = 20;

/**
 * Lists countries, areas and their written sections by the first letters of words. At least one word of `q` must
 * start a word of the country's name (in any of our languages); the others can start one of the section's title
 * (in the reader's). If all match the country, it is listed with all its written sections. Sorted by the number of
 * words that the name matches, then by name; at most 20.
 */
export async function listLinks(q: string, locale: Locale, on: Queryable = db()): Promise<LinkChoice[]> {
  const words = fold(q).split(" ").filter(Boolean);
  if (words.length === 0) return [];
  const profiles = await on
    .select({
      pageId: profile.pageId,
      slug: profile.slug,
      ...PROFILE_NAMES,
    })
    .from(profile);
  const compare = compareNames(locale);
  const found = profiles
    .flatMap((row) => {
      const left = wordsLeft(words, [row.en, row.fr, row.ar, row.slug]);
      return left.length < words.length ? [{ ...row, left }] : [];
    })
    .sort((a, b) => a.left.length - b.left.length || compare(a[locale], b[locale]))
    .slice(0, OFFERED);
  const written = await listWritten(
    on,
    found.map((row) => row.pageId),
  );
  const choices = found.flatMap((row) => [
    ...(row.left.length === 0 ? [choice(row.slug, row[locale], null, locale)] : []),
    ...SECTION_KEYS.filter(
      (key) => written.has(`${row.pageId}/${key}`) && isAsked(row.left, key, locale),
    ).map((key) => choice(row.slug, row[locale], key, locale)),
  ]);
  return choices.slice(0, OFFERED);
}

/**
 * Finds the country, or the section of one, at an address of this site without its host, such as
 * `/countries/senegal#laws`. Null for any other address.
 */
export async function findLinkAt(
  address: string,
  locale: Locale,
  on: Queryable = db(),
): Promise<LinkChoice | null> {
  const [, slug, anchor = ""] = /^\/countries\/([a-z0-9-]+)(?:\?[^#]*)?(?:#(.*))?$/.exec(address) ?? [];
  if (slug === undefined) return null;
  const [row] = await on.select(PROFILE_NAMES).from(profile).where(eq(profile.slug, slug));
  if (!row) return null;
  const key = isSectionKey(anchor) ? anchor : null;
  return { ...choice(slug, row[locale], key, locale), href: address };
}

/** Returns the words that match the start of no word in the names. */
function wordsLeft(words: readonly string[], names: readonly string[]): string[] {
  const known = names.flatMap((name) => fold(name).split(" "));
  return words.filter((word) => !known.some((one) => one.startsWith(word)));
}

const titleOf = (key: SectionKey, locale: Locale) => message(translator(locale), `profiles.sections.${key}`);

function isAsked(left: readonly string[], key: SectionKey, locale: Locale): boolean {
  return wordsLeft(left, [key, titleOf(key, locale)]).length === 0;
}

function choice(slug: string, name: string, key: SectionKey | null, locale: Locale): LinkChoice {
  return {
    href: key ? `/countries/${slug}#${key}` : `/countries/${slug}`,
    label: key ? `${name} – ${titleOf(key, locale)}` : name,
    slug,
    section: key,
  };
}

async function listWritten(on: Queryable, pageIds: string[]): Promise<Set<string>> {
  if (pageIds.length === 0) return new Set();
  const rows = await on
    .select({ pageId: section.pageId, key: section.key })
    .from(section)
    .where(and(inArray(section.pageId, pageIds), isNotNull(section.currentRevisionId)));
  return new Set(rows.map((row) => `${row.pageId}/${row.key}`));
}
