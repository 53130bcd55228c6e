/*
 * The copy on this device: written within a second of a keystroke, so that a killed tab, a dead line and a closed
 * laptop lose a second at most. Kept per member and section; given back when it is newer than the server's draft.
 */
export interface LocalCopy {
  content: unknown;
  summary: string;
  baseNumber: number | null;
  /** The sequence of the server's draft that it goes beyond. */
  sequence: number;
  at: string;
}

function keyOf(owner: { memberId: string; slug: string; section: string }): string {
  return `octopus.draft.${owner.memberId}.${owner.slug}.${owner.section}`;
}

/** The copy kept for this member and section, if it can be read. */
export function readLocalCopy(owner: Parameters<typeof keyOf>[0]): LocalCopy | null {
  try {
    const text = localStorage.getItem(keyOf(owner));
    if (!text) return null;
    const copy = JSON.parse(text) as LocalCopy;
    return typeof copy.at === "string" && typeof copy.sequence === "number" ? copy : null;
  } catch {
    // Storage is off or holds something else: there is no copy.
    return null;
  }
}

/** Keeps a copy; false when this device has no room or forbids it. */
export function writeLocalCopy(owner: Parameters<typeof keyOf>[0], copy: LocalCopy): boolean {
  try {
    localStorage.setItem(keyOf(owner), JSON.stringify(copy));
    return true;
  } catch {
    return false;
  }
}

export function dropLocalCopy(owner: Parameters<typeof keyOf>[0]): void {
  try {
    localStorage.removeItem(keyOf(owner));
  } catch {
    // Storage that can't be written held nothing.
  }
}
