import { listWaitingSections } from "@/lib/profiles";
import { SECTION_KEYS, translationKey } from "@/lib/profiles/model";
import type { Hit } from "@/lib/search/model";

/**
 * Returns which results in profiles have a pending change: the search finds the accepted text, and the list
 * says that more is to come. For a profile as a whole, any section counts.
 */
export async function findWaiting(hits: readonly Hit[]): Promise<ReadonlySet<string>> {
  const places = hits.flatMap(({ thing, href }) => {
    const place = placeOf(href);
    return place ? [{ thing, ...place }] : [];
  });
  const waiting = await listWaitingSections([...new Set(places.map(({ slug }) => slug))]);
  const isWaiting = ({ slug, key }: Place) => {
    const keys = waiting.get(slug) ?? [];
    return key === null ? keys.length > 0 : keys.includes(key);
  };
  return new Set(places.filter(isWaiting).map(({ thing }) => thing));
}

interface Place {
  slug: string;
  /** The section; null for the profile as a whole. */
  key: string | null;
}

/**
 * The section of a profile that contains a hit:
 * "/fr/countries/senegal?lang=fr#h-legislation-aaaaaa:~:text=x".
 */
export function placeOf(href: string): Place | null {
  const { pathname, searchParams, hash } = new URL(href, "http://localhost");
  const [, slug] = /\/countries\/([a-z-]+)$/.exec(pathname) ?? [];
  if (!slug) return null;
  const anchor = hash.replace(/^#(?:h-)?/, "").replace(/:~:.*$/, "");
  const section = SECTION_KEYS.find((one) => anchor === one || anchor.startsWith(`${one}-`));
  const language = searchParams.get("lang");
  return { slug, key: section && language ? translationKey(section, language) : (section ?? null) };
}
