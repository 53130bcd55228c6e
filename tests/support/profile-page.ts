import { loadSeed } from "@/db/seed";
import { type FoundData, foundOf } from "@/lib/exports/profile-data";
import { kindOf } from "@/lib/profiles/kinds";
import type { ProfilePage, SectionState } from "@/lib/profiles/reading/model";

const seed = loadSeed();

/** Returns a profile of the starting data as its page would read it on the first day. */
export function pageOf(slug: string, given: Partial<ProfilePage> = {}): ProfilePage {
  const country = seed.countries.find((one) => one.slug === slug);
  const profile = seed.profiles.find((one) => one.slug === slug);
  if (!country || !profile) throw new Error(`no ${slug} in the seed`);
  const sections = profile.sections.map(({ key, content }, index): [string, SectionState] => [
    key,
    {
      key,
      content,
      isHidden: false,
      isEmpty: kindOf(key).isEmpty(content),
      language: "en",
      revision: { number: index + 1, createdAt: new Date("2026-11-20T10:00:00Z"), author: "community" },
      label: null,
      translation: null,
      versions: [{ language: "en", isSource: true }],
    },
  ]);
  const { nameEn, nameFr, nameAr, ...fixed } = country;
  return {
    head: { ...fixed, pageId: "", names: { en: nameEn, fr: nameFr, ar: nameAr } },
    sections: Object.fromEntries(sections),
    participations: seed.facts.filter((fact) => fact.iso3 === country.iso3),
    revision: sections.length,
    ...given,
  };
}

/** Returns the data of the same profile, which its documents use. */
export function foundDataOf(slug: string, language: string): Promise<FoundData> {
  // Official texts beside translations would need the database; the starting data have none.
  const unasked = {} as Parameters<typeof foundOf>[2];
  return foundOf(pageOf(slug), { language }, unasked);
}
