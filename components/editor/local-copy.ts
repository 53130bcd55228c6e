/*
 * The copies on this device: written within a second of a keystroke, so that a killed tab, a dead line and a closed
 * laptop lose a second at most. Each tab keeps its own, so that two tabs of one section never write over each other;
 * it is gone once the server has what it holds. Whatever is left is offered at the next opening.
 */
export interface LocalCopy {
  content: unknown;
  newSources?: readonly unknown[] | undefined;
  summary: string;
  baseNumber: number | null;
  /** The sequence of the server's draft that it goes beyond. */
  sequence: number;
  at: string;
}

/** A copy that an opening found, with the name of what holds it. */
export interface FoundCopy extends LocalCopy {
  key: string;
}

interface Owner {
  memberId: string;
  slug: string;
  section: string;
  lang?: string | null;
}

/** As long as the server keeps a draft that nobody touches. */
const KEPT_MILLISECONDS = 180 * 86_400_000;

function prefixOf(owner: Owner): string {
  return `octopus.draft.${owner.memberId}.${owner.slug}.${owner.section}${owner.lang ? `@${owner.lang}` : ""}.`;
}

/** Where a tab of this name keeps its copy. */
export function localKey(owner: Owner, tab: string): string {
  return prefixOf(owner) + tab;
}

/** The copies kept for this member and section, newest first; those that are too old are removed. */
export function readLocalCopies(owner: Owner): FoundCopy[] {
  try {
    const keys = Array.from({ length: localStorage.length }, (_, n) => localStorage.key(n) ?? "");
    const found = keys.filter((key) => key.startsWith(prefixOf(owner))).flatMap(readCopy);
    const oldest = new Date(Date.now() - KEPT_MILLISECONDS).toISOString();
    for (const copy of found) if (copy.at < oldest) deleteLocalCopy(copy.key);
    return found.filter((copy) => copy.at >= oldest).sort((a, b) => (a.at < b.at ? 1 : -1));
  } catch {
    // Storage is off: there is no copy.
    return [];
  }
}

function readCopy(key: string): FoundCopy[] {
  try {
    const copy = JSON.parse(localStorage.getItem(key) ?? "") as LocalCopy;
    return typeof copy.at === "string" && typeof copy.sequence === "number" ? [{ ...copy, key }] : [];
  } catch {
    // Something else stands there.
    return [];
  }
}

/** Keeps a copy; false when this device has no room or forbids it. */
export function writeLocalCopy(key: string, copy: LocalCopy): boolean {
  try {
    localStorage.setItem(key, JSON.stringify(copy));
    return true;
  } catch {
    return false;
  }
}

export function deleteLocalCopy(key: string): void {
  try {
    localStorage.removeItem(key);
  } catch {
    // Storage that can't be written held nothing.
  }
}
