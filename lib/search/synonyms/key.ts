import { fold } from "../text/fold";

/** Computes the key of a group: the same phrases in any order give the same key. */
export function groupKey(phrases: readonly string[]): string {
  return phrases
    .map((phrase) => fold(phrase))
    .sort()
    .join("\n");
}
