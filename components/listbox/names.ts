import { LOCALES } from "@/lib/i18n/locales";

/*
 * The names of countries, languages and currencies in languages other than the page's. They come from the
 * browser; `countries.ts` adds further names of countries.
 */

/** What the entries of a list are names of. */
export type CalledKind = "country" | "language" | "currency";

/** Something with a code by which its names are found: ISO 3166-1, BCP 47 or ISO 4217. */
export interface Called {
  kind: CalledKind;
  code: string;
  /** The languages of its own name. */
  languages: readonly string[];
  /** Names that browsers do not know. */
  others: readonly string[];
}

const TYPES = { country: "region", language: "language", currency: "currency" } as const;
const known = new Map<string, Called>();
const namers = new Map<string, Intl.DisplayNames | null>();

/** One object per code, so that its names are computed once. */
export function called(kind: CalledKind, code: string, more?: Pick<Called, "languages" | "others">): Called {
  const key = `${kind}/${code}`;
  let own = known.get(key);
  if (!own) {
    own = { kind, code, languages: kind === "language" ? [code] : [], others: [], ...more };
    known.set(key, own);
  }
  return own;
}

/**
 * Returns all names of something: its codes, and its names in the languages of the site, its own languages
 * and the reader's.
 */
export function wordsOf({ kind, code, languages, others }: Called): string[] {
  // The library that reads PDFs leaves a `navigator` on the server, which has no languages.
  const readers = typeof window === "undefined" ? [] : navigator.languages;
  const names = [...LOCALES, ...languages, ...readers].flatMap((tag) => nameIn(tag, kind, code) ?? []);
  return [...new Set([code, ...others, ...names])];
}

/** Returns a name in one language; null if the browser knows none. */
function nameIn(tag: string, kind: CalledKind, code: string): string | null {
  const key = `${kind}/${tag}`;
  if (!namers.has(key)) namers.set(key, namerOf(tag, kind));
  try {
    return namers.get(key)?.of(code) ?? null;
  } catch {
    // Not a valid code.
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
