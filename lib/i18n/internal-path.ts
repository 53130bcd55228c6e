import { parseUrl } from "@/lib/core/url";
import { type Locale, splitLocale } from "./locales";

const INSIDE = "https://inside.invalid";
const ENCODED_SLASH = /%(?:2f|5c)/i;

/**
 * Reads the address of a page of this site: a path with its query and fragment, as the URL standard writes it, without
 * dot segments. Null for what a browser could take for another site, now or once the language before it is taken away
 * or put there: an empty segment, a backslash, an encoded slash or backslash, a control character.
 */
export function internalPath(text: string): string | null {
  if (!text.startsWith("/") || /\p{Cc}/u.test(text)) return null;
  const [typed = ""] = text.split(/[?#]/, 1);
  if (isAmbiguous(typed)) return null;
  const url = parseUrl(text, INSIDE);
  // Dot segments are only resolved now: "/en/.//host" is "/en//host".
  if (url?.origin !== INSIDE || isAmbiguous(url.pathname)) return null;
  return url.pathname + url.search + url.hash;
}

function isAmbiguous(path: string): boolean {
  return path.includes("//") || path.includes("\\") || ENCODED_SLASH.test(path);
}

/** Splits an internal path into its language and the address below it, with query and fragment. */
export function splitInternal(address: string): { locale: Locale; to: string } {
  const end = address.search(/[?#]/);
  const rest = end < 0 ? "" : address.slice(end);
  const { locale, path } = splitLocale(end < 0 ? address : address.slice(0, end));
  return { locale, to: path + rest };
}
