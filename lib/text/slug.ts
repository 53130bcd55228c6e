/**
 * A title as a part of an address: ASCII letters and digits with hyphens between words, as many whole words as `max`
 * characters hold; "" for a title in another script.
 */
export function foldSlug(title: string, max: number): string {
  const folded = title
    .normalize("NFKD")
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
