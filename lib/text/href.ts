import { parseUrl } from "@/lib/core/url";
import { internalPath, splitInternal } from "@/lib/i18n/internal-path";
import { type Locale, localePath } from "@/lib/i18n/locales";

const MAX_HREF = 2_000;
/** C0, DEL, C1, soft hyphen, zero-width and bidi characters: an address needs none, and they hide its scheme. */
const INVISIBLE = /[\p{Cc}\u00ad\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/gu;

/**
 * An address as it may stand in a link, or null. Allowed are http, https and mailto, and paths of this site; not
 * what `internalPath` refuses, addresses with a name and password, or anything beyond 2,000 characters. Invisible characters
 * are removed first; the answer is the address as the URL standard writes it, so that what is stored is what is
 * followed (SECURITY.md, C3).
 */
export function safeHref(raw: unknown): string | null {
  if (typeof raw !== "string" || raw.length > MAX_HREF) return null;
  const text = raw.replace(INVISIBLE, "").trim();
  const href = text.startsWith("/") ? internalPath(text) : outsideAddress(text);
  return href !== null && href.length <= MAX_HREF ? href : null;
}

/** An address of the web only (http or https): for the fields of records. Null as above. */
export function safeUrl(raw: unknown): string | null {
  const href = safeHref(raw);
  return href !== null && /^https?:/.test(href) ? href : null;
}

/** Tells whether an address leads away from this site: any that is not surely a page of it. */
export function isExternal(href: string): boolean {
  return internalPath(href) === null;
}

/** No pages: they have no language. */
const NO_PAGE = /^\/(?:api|assets|_next|\.well-known)(?:\/|$)/;

/** Gives the address at which a page of this site is linked for readers of a language; null for what is none. */
export function pageHref(href: string, locale: Locale): string | null {
  const path = internalPath(href);
  if (path === null || NO_PAGE.test(path)) return path;
  return localePath(locale, splitInternal(path).to);
}

/**
 * An address that passed `safeHref`, as a path where it leads to this site by its whole address: `home` is that of the
 * site. So what is typed or pasted whole is known as the page that it is, in the reader's language, wherever the site
 * moves.
 */
export function homeHref(href: string, home: string): string {
  const [url, own] = [parseUrl(href), parseUrl(home)];
  if (!url || !own || url.host !== own.host || !/^https?:$/.test(url.protocol)) return href;
  return safeHref(`${url.pathname}${url.search}${url.hash}`) ?? href;
}

function outsideAddress(text: string): string | null {
  // Only a scheme that is spelled out: "evil.example" or "\\evil" must not be read relative to a page.
  if (!/^(?:https?:\/\/|mailto:)/i.test(text)) return null;
  const url = parseUrl(text);
  if (!url) return null;
  if (url.protocol === "mailto:") return mailAddress(url);
  if (url.protocol !== "https:" && url.protocol !== "http:") return null;
  if (url.username !== "" || url.password !== "" || url.hostname === "") return null;
  return url.href;
}

/** One address and at most a subject: headers beyond that could send a reader's mail elsewhere. */
function mailAddress(url: URL): string | null {
  if (!/^[^\s@,;:<>"%\\]{1,64}@[a-z0-9](?:[a-z0-9.-]{0,250}[a-z0-9])?$/i.test(url.pathname)) return null;
  const others = [...url.searchParams.keys()].filter((key) => key !== "subject");
  return others.length > 0 || url.hash !== "" ? null : url.href;
}
