import type { SectionKey } from "@/lib/profiles/model";
import type { ProfilePage } from "@/lib/profiles/reading/model";
import { OUTLINE, OUTLINE_ENTRIES, type OutlineEntry } from "./outline";

type Written = Pick<ProfilePage, "sections" | "protections">;

/** Sections that say something of themselves without any text: who may write them, or that they were changed. */
interface Kept {
  changed?: string | undefined;
}

/** Says whether nobody has written a section, so that it is named in one list with the others like it. */
export function isUnwritten(page: Written, key: SectionKey, { changed }: Kept = {}): boolean {
  const section = page.sections[key];
  if (changed === key || page.protections?.[key]) return false;
  return section === undefined || (section.isEmpty && !section.isHidden);
}

/** Lists the sections that nobody has written, in the order of the profile. */
export function listUnwritten(page: Written, kept: Kept = {}): OutlineEntry[] {
  return OUTLINE_ENTRIES.filter(({ key }) => isUnwritten(page, key, kept));
}

/** Lists the sections that have a place of their own: those with text, and headings of others that have. */
export function listPlaced(page: Written, kept: Kept = {}): OutlineEntry[] {
  return OUTLINE.flatMap((top) => {
    const below = top.children.filter(({ key }) => !isUnwritten(page, key, kept));
    const isPlaced = below.length > 0 || !isUnwritten(page, top.key, kept);
    return isPlaced ? [{ ...top, children: below }, ...below] : [];
  });
}

/** Sections that a profile has of itself: how the country stands to treaties, and what is cited for it. */
const GIVEN: readonly SectionKey[] = ["treaty-status", "sources"];

/** Says whether a profile has nothing but what the treaty registers say of its country. */
export function isBare(page: Written): boolean {
  return OUTLINE_ENTRIES.every(({ key }) => GIVEN.includes(key) || isUnwritten(page, key));
}
