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

/** More characters than a title and a key have together. */
const LONGEST_CHOICE = 500;

/** Text as two titles are compared: neither case counts, nor how much space is between words. */
const foldedTitle = (text: string) =>
  text.slice(0, LONGEST_CHOICE).trim().replaceAll(/\s+/g, " ").toLowerCase();

/** The suggestions for some titled pages: the title alone where no other page has it, else with its key in brackets. */
export function titleChoices<T extends { slug: string; title: string }>(
  pages: readonly T[],
): (T & { text: string })[] {
  const counts = new Map<string, number>();
  for (const title of pages.map((page) => foldedTitle(page.title)))
    counts.set(title, (counts.get(title) ?? 0) + 1);
  return pages.map((page) => ({
    ...page,
    text: counts.get(foldedTitle(page.title)) === 1 ? page.title : choiceText(page.title, page.slug),
  }));
}

/**
 * The page that a text means: by its title, by the title with the key in brackets, or by the key. `several` where more
 * than one has the title.
 */
export function pageMeant<T extends { slug: string; title: string }>(
  text: string,
  pages: readonly T[],
): T | "unknown" | "several" {
  const meant = foldedTitle(text);
  const titled = pages.filter(({ title }) => foldedTitle(title) === meant);
  const [only, another] = titled;
  if (only && !another) return only;
  const keyed = pages.find(
    ({ slug, title }) => slug === text.trim() || foldedTitle(choiceText(title, slug)) === meant,
  );
  return keyed ?? (another ? "several" : "unknown");
}
