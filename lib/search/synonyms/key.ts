import { fold } from "../text/fold";

/** What a group of phrases is told by: the same phrases in another order are the same group. */
export function groupKey(phrases: readonly string[]): string {
  return phrases
    .map((phrase) => fold(phrase))
    .sort()
    .join("\n");
}
