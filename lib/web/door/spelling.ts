import { DEFAULT_LOCALE } from "@/lib/i18n/locales";

/**
 * What a request target is: the one spelling of its address, another spelling of it with the path where it leads, or
 * none: what no browser sends, or what stands for no text.
 */
export type Spelling = { is: "own" } | { is: "other"; path: string } | { is: "refused"; status: 400 | 404 };

const OWN: Spelling = { is: "own" };
/** Browsers escape these: a target that holds one as it is was written by hand, and "#" never leaves a browser. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
const UNSENT = /[\u0000-\u0020#\u007f-\uffff]/;
/** Paths that need no second look: no escape, no empty or dotted segment, no prefix of the language without one. */
const PLAIN = /^(?:\/(?!\.{1,2}(?:\/|$))[\w.~!$&'()*+,;=:@-]+)+$|^\/$/;
const PREFIXED = new RegExp(`^/${DEFAULT_LOCALE}(?:/|$)`);
/** Signs that `encodeURIComponent` escapes and that stand in a path as they are (RFC 3986, `pchar`): "/law/senegal/3@4". */
const NEEDLESS = /%(?:24|26|2B|2C|3A|3B|3D|40)/g;

/**
 * Compares a target with the one spelling of its address. All that looks at a path after this, the store of documents,
 * limits and the doors for files, compares it letter by letter: so an address has one spelling, and no page a second.
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
 * Writes a path as the site does: no escape that is not needed and those in capitals, no empty or dotted segment,
 * English without its prefix. Null for what is not UTF-8 or holds a NUL: no name of ours does.
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
