/*
 * A choice from a list of suggestions, as a browser without scripts writes it into a field: the words that people
 * read, and behind them, in brackets, what they stand for.
 */

/** "Ana Popescu (ana-popescu)". */
export const choiceText = (label: string, key: string) => `${label} (${key})`;

/** What a chosen or typed text stands for: the key in brackets at its end, else the text itself. */
export function keyOfChoice(text: string): string {
  return /\(([a-z0-9-]+)\)\s*$/.exec(text)?.[1] ?? text.trim();
}
