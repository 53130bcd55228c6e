/* A chosen suggestion as browsers without scripts write it into a field: the label, then its key in brackets. */

/** Formats a suggestion: "Ana Popescu (ana-popescu)". */
export const choiceText = (label: string, key: string) => `${label} (${key})`;

/** Reads the key of a chosen or typed text: the brackets at its end, else the text itself. */
export function keyOfChoice(text: string): string {
  return /\(([a-z0-9-]+)\)\s*$/.exec(text)?.[1] ?? text.trim();
}

/** Longer than any title with its key. */
const LONGEST_CHOICE = 500;

/** Normalizes a title for comparison: case and white space are ignored. */
const foldedTitle = (text: string) =>
  text.slice(0, LONGEST_CHOICE).trim().replaceAll(/\s+/g, " ").toLowerCase();

/** Builds the suggestions of titled pages: the title if unique, else with its key in brackets. */
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

/** Finds the page a text means: by its title, title and key, or key. `several` if more than one has the title. */
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
