/*
 * The copies on this device, written within a second of a keystroke, so that a crashed tab, a lost connection
 * or a closed laptop costs at most a second of work. Each tab has its own copy, so that two tabs of one
 * section never overwrite each other. The copy is deleted once the server has stored its text; a copy that
 * remains is offered at the next opening.
 */
export interface LocalCopy {
  content: unknown;
  newSources?: readonly unknown[] | undefined;
  summary: string;
  baseNumber: number | null;
  /** The sequence number of the server's draft that it follows. */
  sequence: number;
  at: string;
}

/** A stored copy with its key. */
export interface FoundCopy extends LocalCopy {
  key: string;
}

interface Owner {
  memberId: string;
  slug: string;
  section: string;
  lang?: string | null;
}

/** The same period as for a draft on the server that is not edited. */
const KEPT_MILLISECONDS = 180 * 86_400_000;

function prefixOf(owner: Owner): string {
  return `octopus.draft.${owner.memberId}.${owner.slug}.${owner.section}${owner.lang ? `@${owner.lang}` : ""}.`;
}

/** Returns the key for a tab's copy. */
export function localKey(owner: Owner, tab: string): string {
  return prefixOf(owner) + tab;
}

/** Returns the copies for this member and section, newest first. Expired ones are deleted. */
export function readLocalCopies(owner: Owner): FoundCopy[] {
  try {
    const keys = Array.from({ length: localStorage.length }, (_, n) => localStorage.key(n) ?? "");
    const found = keys.filter((key) => key.startsWith(prefixOf(owner))).flatMap(readCopy);
    const oldest = new Date(Date.now() - KEPT_MILLISECONDS).toISOString();
    for (const copy of found) if (copy.at < oldest) deleteLocalCopy(copy.key);
    return found.filter((copy) => copy.at >= oldest).sort((a, b) => (a.at < b.at ? 1 : -1));
  } catch {
    // Storage is disabled: there is no copy.
    return [];
  }
}

function readCopy(key: string): FoundCopy[] {
  try {
    const copy = JSON.parse(localStorage.getItem(key) ?? "") as LocalCopy;
    return typeof copy.at === "string" && typeof copy.sequence === "number" ? [{ ...copy, key }] : [];
  } catch {
    // The key contains something else.
    return [];
  }
}

/** Stores a copy. Returns false if this device has no space or forbids it. */
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
    // Storage that cannot be written has no copy to remove.
  }
}
