import { LOCALES } from "@/lib/i18n/locales";

/*
 * What countries, languages and currencies are called in other languages than that of the page. Browsers know these
 * names: what they do not know of countries is in `countries.ts`.
 */

/** Of what the entries of a list are names. */
export type CalledKind = "country" | "language" | "currency";

/** Something that has a code, by which its names are known: ISO 3166-1, BCP 47 or ISO 4217. */
export interface Called {
  kind: CalledKind;
  code: string;
  /** Languages in which its own name is. */
  languages: readonly string[];
  /** What browsers do not know. */
  others: readonly string[];
}

const TYPES = { country: "region", language: "language", currency: "currency" } as const;
const known = new Map<string, Called>();
const namers = new Map<string, Intl.DisplayNames | null>();

/** One object for each code, so that what is known of it is computed once. */
export function called(kind: CalledKind, code: string, more?: Pick<Called, "languages" | "others">): Called {
  const key = `${kind}/${code}`;
  let own = known.get(key);
  if (!own) {
    own = { kind, code, languages: kind === "language" ? [code] : [], others: [], ...more };
    known.set(key, own);
  }
  return own;
}

/** All that something is called: its codes, and its names in the languages of the site, of its own and of the reader. */
export function wordsOf({ kind, code, languages, others }: Called): string[] {
  // Readers of PDFs leave a browser's navigator behind that knows no languages.
  const readers = typeof window === "undefined" ? [] : navigator.languages;
  const names = [...LOCALES, ...languages, ...readers].flatMap((tag) => nameIn(tag, kind, code) ?? []);
  return [...new Set([code, ...others, ...names])];
}

/** A name in one language; null where the browser knows none. */
function nameIn(tag: string, kind: CalledKind, code: string): string | null {
  const key = `${kind}/${tag}`;
  if (!namers.has(key)) namers.set(key, namerOf(tag, kind));
  try {
    return namers.get(key)?.of(code) ?? null;
  } catch {
    // A code that is none.
    return null;
  }
}

function namerOf(tag: string, kind: CalledKind): Intl.DisplayNames | null {
  try {
    return new Intl.DisplayNames([tag], { type: TYPES[kind], fallback: "none" });
  } catch {
    return null;
  }
}
