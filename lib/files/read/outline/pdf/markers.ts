import type { Fragment } from "./fragments";

/** What a line of a list begins with. `number`: null for a bullet. */
export interface Marker {
  text: string;
  number: number | null;
}

/** Bullets, among them those of the fonts Symbol and Wingdings, which have no characters of their own. */
const BULLET = /^[•●▪◦·‣⁃∙○■□➢➤✓❖\uf0b7\uf0a7\uf0d8\uf0fc\uf076–—-](?=\s)/u;
const NUMBER = /^\(?(\d{1,3})[.)](?=\s)/u;

/** Returns the marker that a line begins with; null for none. */
export function markerOf(line: string): Marker | null {
  const bullet = BULLET.exec(line);
  if (bullet) return { text: bullet[0], number: null };
  const number = NUMBER.exec(line);
  return number ? { text: number[0], number: Number(number[1]) } : null;
}

/** Removes the marker from the fragments of a line. */
export function withoutMarker(line: readonly Fragment[], marker: Marker): Fragment[] {
  let left = marker.text;
  return line.flatMap((fragment) => {
    if (left === "") return [fragment];
    const text = fragment.text.trimStart();
    const taken = text.startsWith(left) ? left.length : left.startsWith(text) ? text.length : 0;
    left = taken > 0 ? left.slice(taken) : "";
    const rest = text.slice(taken).trimStart();
    return rest === "" ? [] : [{ ...fragment, text: rest }];
  });
}
