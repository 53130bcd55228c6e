import { loadSeed, type SeedProfile } from "@/db/seed";
import type { CountryFacts } from "@/lib/cooperation/route/model";

const recordsIn = ({ sections }: SeedProfile, key: string) => {
  const content = sections.find((one) => one.key === key)?.content;
  return content && "records" in content ? content.records : [];
};

/** What the starting data record of each State, for tests. */
export function seedFacts(): CountryFacts[] {
  const { countries, profiles } = loadSeed();
  return profiles.map((profile, n) => ({
    slug: profile.slug,
    iso3: profile.iso3,
    isCoeMember: countries[n]?.isCoeMember ?? false,
    region: countries[n]?.region ?? null,
    treaties: recordsIn(profile, "treaty-status") as unknown as CountryFacts["treaties"],
    authorities: recordsIn(profile, "authorities") as unknown as CountryFacts["authorities"],
    rules: recordsIn(profile, "cooperation-rules"),
  }));
}
