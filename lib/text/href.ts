import { parseUrl } from "@/lib/core/url";
import { internalPath, splitInternal } from "@/lib/i18n/internal-path";
import { type Locale, localePath } from "@/lib/i18n/locales";

const MAX_HREF = 2_000;
/** C0, DEL, C1, soft hyphen, zero-width and bidi characters: no address needs them, and they can hide its scheme. */
const INVISIBLE = /[\p{Cc}\u00ad\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/gu;

/**
 * Normalizes an address for a link; null if not allowed. Allowed are http, https, mailto, and paths of this
 * site; not what `internalPath` refuses, addresses with user name or password, or over 2,000 characters.
 * Invisible characters are removed first; the result is as the URL standard writes it, so that the stored
 * address is the one followed.
 */
export function safeHref(raw: unknown): string | null {
  if (typeof raw !== "string" || raw.length > MAX_HREF) return null;
  const text = raw.replace(INVISIBLE, "").trim();
  const href = text.startsWith("/") ? internalPath(text) : outsideAddress(text);
  return href !== null && href.length <= MAX_HREF ? href : null;
}

/** Normalizes a web address (http or https), for fields of records; null otherwise. */
export function safeUrl(raw: unknown): string | null {
  const href = safeHref(raw);
  return href !== null && /^https?:/.test(href) ? href : null;
}

/** A host with a top-level domain in letters, then nothing or a path. Without "@" and without a scheme. */
const BARE_HOST =
  /^(?:[\p{L}\p{N}](?:[\p{L}\p{M}\p{N}-]{0,61}[\p{L}\p{M}\p{N}])?\.){1,10}\p{L}[\p{L}\p{M}]{1,62}(?::\d{1,5})?(?:[/?#][^\s]*)?$/u;

/**
 * Normalizes a web address as people type it: without "https://", it gets that. An address with another scheme
 * is refused, as is one that `safeUrl` refuses.
 */
export function readUrl(raw: unknown): string | null {
  const url = safeUrl(raw);
  if (url !== null || typeof raw !== "string" || raw.length > MAX_HREF) return url;
  const text = raw.replace(INVISIBLE, "").trim();
  return BARE_HOST.test(text) ? safeUrl(`https://${text}`) : null;
}

/** Checks whether an address leads away from this site; true unless it is certainly a page of it. */
export function isExternal(href: string): boolean {
  return internalPath(href) === null;
}

/** Paths that are not pages and have no language. */
const NO_PAGE = /^\/(?:api|assets|_next|\.well-known)(?:\/|$)/;

/** Returns a page's address for readers of a language; null if it is not on this site. */
export function pageHref(href: string, locale: Locale): string | null {
  const path = internalPath(href);
  if (path === null || NO_PAGE.test(path)) return path;
  return localePath(locale, splitInternal(path).to);
}

/**
 * Converts a validated address on this site (`home`) to a path, so that a pasted address is recognized as the
 * page, in the reader's language, even if the site moves.
 */
export function homeHref(href: string, home: string): string {
  const [url, own] = [parseUrl(href), parseUrl(home)];
  if (!url || !own || url.host !== own.host || !/^https?:$/.test(url.protocol)) return href;
  return safeHref(`${url.pathname}${url.search}${url.hash}`) ?? href;
}

function outsideAddress(text: string): string | null {
  // The scheme must be explicit: "evil.example" or "\\evil" must not be resolved relative to a page.
  if (!/^(?:https?:\/\/|mailto:)/i.test(text)) return null;
  const url = parseUrl(text);
  if (!url) return null;
  if (url.protocol === "mailto:") return mailAddress(url);
  if (url.protocol !== "https:" && url.protocol !== "http:") return null;
  if (url.username !== "" || url.password !== "" || url.hostname === "") return null;
  return url.href;
}

/** One address and at most a subject: other headers could send a reader's mail elsewhere. */
function mailAddress(url: URL): string | null {
  if (!/^[^\s@,;:<>"%\\]{1,64}@[a-z0-9](?:[a-z0-9.-]{0,250}[a-z0-9])?$/i.test(url.pathname)) return null;
  const others = [...url.searchParams.keys()].filter((key) => key !== "subject");
  return others.length > 0 || url.hash !== "" ? null : url.href;
}
