import { splitLocale } from "@/lib/i18n/locales";

const BASE = "http://here.invalid";

/**
 * Where a form may lead on to: the bare path (without language) of an address of this site; `fallback` for anything
 * that a browser would take elsewhere (SECURITY.md H4).
 */
export function safePath(text: string, fallback: string): string {
  if (!/^\/(?![/\\])/.test(text) || text.length > 2048) return fallback;
  let url: URL;
  try {
    url = new URL(text, BASE);
  } catch {
    return fallback;
  }
  if (url.origin !== BASE) return fallback;
  const path = `${url.pathname}${url.search}${url.hash}`;
  // Two slashes may have come together when dots were folded.
  return path.startsWith("//") ? fallback : splitLocale(path).path;
}
