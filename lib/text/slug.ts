import { normalize } from "./unicode";

/** Characters of a title that are read: no address needs more. */
const MAX_TITLE = 5_000;

/**
 * Converts a title for use in an address: ASCII letters and digits, hyphens between words, as many whole
 * words as fit in `max` characters; "" for other scripts.
 */
export function foldSlug(title: string, max: number): string {
  const folded = normalize(title.slice(0, MAX_TITLE), "NFKD")
    .replace(/\p{M}+/gu, "")
    .replace(/ß/g, "ss")
    .replace(/[æÆ]/g, "ae")
    .replace(/[øØ]/g, "o")
    .replace(/[œŒ]/g, "oe")
    .toLowerCase();
  const words = folded.split(/[^a-z0-9]+/).filter(Boolean);
  let slug = "";
  for (const word of words) {
    const next = slug === "" ? word.slice(0, max) : `${slug}-${word}`;
    if (next.length > max) break;
    slug = next;
  }
  return slug;
}

/** Returns the first of "title", "title-2", "title-3" … that is free. */
export function freeAmong(taken: ReadonlySet<string>, wanted: string): string {
  let slug = wanted;
  for (let n = 2; taken.has(slug); n += 1) slug = `${wanted}-${n}`;
  return slug;
}
