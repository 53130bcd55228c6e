import { countryName } from "@/lib/i18n/country-names";
import type { Locale } from "@/lib/i18n/locales";
import { message, translator } from "@/lib/i18n/translator";
import { findSection } from "@/lib/profiles";
import { kindOf } from "@/lib/profiles/kinds";
import type { SectionKey } from "@/lib/profiles/model";
import { findPlaces } from "@/lib/search";
import { legalPath } from "../answer/model";
import { findLegalProfile } from "../profile/profile-queries";
import { articlesNamed, sectionsNamed } from "./articles-named";

/** A country and a topic of which nothing is recorded. */
export interface Unrecorded {
  country: string;
  topic: string;
  /** The place of the topic in the country's pages, without language. */
  path: string;
  /** What to watch to be notified of it, as in `lib/profiles/watched/model.ts`. */
  watch: { kind: "profile"; slug: string } | { kind: "section"; slug: string; section: SectionKey };
}

/** What else is known of a search. */
interface Asked {
  /** The country that its results are limited to, by its ISO code, if it is one. */
  within?: string | undefined;
  /** Whether anything of a country has all its words. */
  hasResult: (country: string) => boolean;
}

/**
 * Finds the country and the topic that a search names, if nothing is recorded for them: an article of the Convention
 * without provisions and findings, or an unwritten section. The country is named by the words, or by the filter. Null
 * if the country has a result, is one of several, or if the words mean neither.
 */
export async function findUnrecorded(
  q: string,
  locale: Locale,
  { within, hasResult }: Asked,
): Promise<Unrecorded | null> {
  const place = await findPlace(q, locale, within);
  if (!place || hasResult(place.country)) return null;
  const { label: country, slug, rest } = place;
  const [article] = articlesNamed(rest);
  if (article !== undefined) {
    const row = (await findLegalProfile(slug))?.rows.find((one) => one.article.id === article);
    if (!row || row.isKnown) return null;
    const topic = message(translator(locale), `vocabulary.article.${article}`);
    return { country, topic, path: legalPath({ slug, article }), watch: { kind: "profile", slug } };
  }
  const [key] = sectionsNamed(rest);
  const section = key === undefined ? null : await findSection(slug, key);
  if (!section || !isUnwritten(section)) return null;
  const topic = message(translator(locale), `profiles.sections.${section.section}`);
  const watch = { kind: "section", slug, section: section.section } as const;
  return { country, topic, path: `/countries/${slug}#${section.section}`, watch };
}

/** Finds the one country of a search, and the other words. A word alone cannot name both a country and a topic. */
async function findPlace(q: string, locale: Locale, within: string | undefined) {
  const named = /\S\s+\S/.test(q) ? await findPlaces(q, locale) : [];
  if (within === undefined) return named.length === 1 ? named[0] : undefined;
  // Words that name another country than the filter ask for both.
  if (named.length > 0) return named.length === 1 && named[0]?.country === within ? named[0] : undefined;
  const filtered = await findPlaces(countryName(within, locale), locale);
  const place = filtered.find(({ country }) => country === within);
  return place && { ...place, rest: q };
}

const isUnwritten = ({ revision, section, content }: NonNullable<Awaited<ReturnType<typeof findSection>>>) =>
  revision === null || kindOf(section).isEmpty(content);
