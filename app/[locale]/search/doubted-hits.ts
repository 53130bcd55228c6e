import { listUnverifiedStandings } from "@/lib/profiles/reading";
import type { Hit } from "@/lib/search/model";
import { placeOf } from "./waiting-hits";

/**
 * Hits for a profile as a whole, which shows the country's treaty status; null: the whole profile, not a
 * place in it.
 */
const WHOLE: readonly (string | null)[] = [null, "state-of-play", "treaty-status"];

/**
 * Finds the hits for whole profiles whose treaty status is unverified or disputed. Hits for other parts of a profile
 * are not included: they have their own marks.
 */
export async function findDoubted(hits: readonly Hit[]): Promise<ReadonlySet<string>> {
  const profiles = hits.filter(({ kind, href, countries }) => {
    const place = kind === "profile" && countries.length === 1 ? placeOf(href) : null;
    return place !== null && WHOLE.includes(place.key);
  });
  const codes = profiles.flatMap(({ countries }) => countries);
  if (codes.length === 0) return new Set();
  const unverified = await listUnverifiedStandings(codes);
  const isDoubted = ({ countries: [code = ""] }: Hit) => unverified.has(code);
  return new Set(profiles.filter(isDoubted).map(({ thing }) => thing));
}
