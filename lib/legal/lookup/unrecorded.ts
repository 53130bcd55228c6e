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

/**
 * Finds the country and the topic that a search names, if nothing is recorded for them: an article of the Convention
 * without provisions and findings, or an unwritten section. Null if the country has a result, is one of several, or if
 * the words mean neither.
 */
export async function findUnrecorded(
  q: string,
  locale: Locale,
  hasResult: (country: string) => boolean,
): Promise<Unrecorded | null> {
  // One word cannot name both.
  if (!/\S\s+\S/.test(q)) return null;
  const [place, ...others] = await findPlaces(q, locale);
  if (!place || others.length > 0 || hasResult(place.country)) return null;
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

const isUnwritten = ({ revision, section, content }: NonNullable<Awaited<ReturnType<typeof findSection>>>) =>
  revision === null || kindOf(section).isEmpty(content);
