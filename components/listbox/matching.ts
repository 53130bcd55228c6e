/** Text as it is compared: accents do not count, nor does the case. */
export const folded = (text: string) => text.normalize("NFD").replaceAll(/\p{M}/gu, "").toLowerCase();

/** How many entries of a long list are offered at once. */
const MOST = 60;

/** The entries that have all words of what was typed; those that begin with it come first. */
export function matching<E extends { label: string; detail?: string | undefined }>(
  typed: string,
  entries: readonly E[],
  most: number = MOST,
): E[] {
  const text = folded(typed.trim());
  if (text === "") return entries.slice(0, most);
  const words = text.split(/\s+/);
  const first: E[] = [];
  const others: E[] = [];
  for (const entry of entries) {
    const own = folded(`${entry.label} ${entry.detail ?? ""}`);
    if (own.startsWith(text)) first.push(entry);
    else if (words.every((word) => own.includes(word))) others.push(entry);
  }
  return [...first, ...others].slice(0, most);
}
