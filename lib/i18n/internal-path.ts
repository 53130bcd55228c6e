import { parseUrl } from "@/lib/core/url";
import { type Locale, splitLocale } from "./locales";

const INSIDE = "https://inside.invalid";
const ENCODED_SLASH = /%(?:2f|5c)/i;

/**
 * Parses the address of a page of this site: a path with query and fragment as in the URL standard, without dot
 * segments. Null for anything that a browser could read as another site, also after adding or removing the
 * language prefix: an empty segment, a backslash, an encoded slash or backslash, a control character.
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
