import { DEFAULT_LOCALE } from "@/lib/i18n/locales";

/**
 * Classifies a request target: canonical; another spelling, with its canonical path; or invalid, as no
 * browser sends it or it does not decode to text.
 */
export type Spelling = { is: "own" } | { is: "other"; path: string } | { is: "refused"; status: 400 | 404 };

const OWN: Spelling = { is: "own" };
/** Browsers escape these, so a target with one was written by hand; "#" is never sent. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
const UNSENT = /[\u0000-\u0020#\u007f-\uffff]/;
/** Paths that are certainly canonical: no escapes, no empty or dotted segments, no prefix of the default language. */
const PLAIN = /^(?:\/(?!\.{1,2}(?:\/|$))[\w.~!$&'()*+,;=:@-]+)+$|^\/$/;
const PREFIXED = new RegExp(`^/${DEFAULT_LOCALE}(?:/|$)`);
/**
 * Characters that `encodeURIComponent` escapes although paths may contain them (RFC 3986, `pchar`):
 * "/law/senegal/3@4".
 */
const NEEDLESS = /%(?:24|26|2B|2C|3A|3B|3D|40)/g;

/**
 * Compares a target with the canonical spelling of its address. Everything after this (document store,
 * limits, file routes) compares paths letter by letter, so an address must have one spelling and a page one
 * address.
 */
export function spellingOf(pathname: string, search: string): Spelling {
  if (UNSENT.test(pathname) || UNSENT.test(search) || pathname.includes("\\") || !pathname.startsWith("/"))
    return { is: "refused", status: 400 };
  if (PLAIN.test(pathname) && !PREFIXED.test(pathname)) return OWN;
  const path = spell(pathname);
  if (path === null) return { is: "refused", status: 404 };
  return path === pathname ? OWN : { is: "other", path };
}

/**
 * Writes a path canonically: only necessary escapes, in capitals; no empty or dotted segments; no prefix for
 * English. Null if it is not UTF-8 or contains NUL, which no name does.
 */
function spell(pathname: string): string | null {
  const segments: string[] = [];
  for (const typed of pathname.split("/")) {
    const segment = decoded(typed);
    if (segment === null) return null;
    if (segment === "..") segments.pop();
    else if (segment !== "" && segment !== ".") segments.push(segment);
  }
  while (segments[0] === DEFAULT_LOCALE) segments.shift();
  return `/${segments.map(written).join("/")}`;
}

function decoded(segment: string): string | null {
  try {
    const text = decodeURIComponent(segment);
    return text.includes("\0") ? null : text;
  } catch {
    return null;
  }
}

const written = (segment: string) => encodeURIComponent(segment).replace(NEEDLESS, decodeURIComponent);
