import { parseUrl } from "@/lib/core/url";
import { internalPath, splitInternal } from "./internal-path";

const ORIGIN = "https://inside.invalid";

/**
 * Reads a typed address as that of a page of this site (`site`: its origin), without language. Of the query, which can
 * carry secrets, only the comment that it names is kept. Null if it is not one.
 */
export function placeOnSite(typed: string, site: string): string | null {
  const inside = typed === site ? "/" : typed.startsWith(`${site}/`) ? typed.slice(site.length) : typed;
  const address = internalPath(inside);
  const url = address === null ? null : parseUrl(splitInternal(address).to, ORIGIN);
  if (!url) return null;
  const comment = url.searchParams.get("comment") ?? "";
  const hash = /^[0-9a-f-]{36}$/.test(comment) ? `#comment-${comment}` : url.hash;
  return url.pathname + (/^#[\w-]{1,60}$/.test(hash) ? hash : "");
}
