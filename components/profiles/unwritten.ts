import type { SectionKey } from "@/lib/profiles/model";
import type { ProfilePage } from "@/lib/profiles/reading/model";
import { OUTLINE, OUTLINE_ENTRIES, type OutlineEntry } from "./outline";

type Written = Pick<ProfilePage, "sections" | "protections">;

/** `changed`: the section that an old revision changed. It counts as written even without text. */
interface Kept {
  changed?: string | undefined;
}

/** Checks whether a section belongs to the unwritten ones: empty, and not hidden, restricted or changed. */
export function isUnwritten(page: Written, key: SectionKey, { changed }: Kept = {}): boolean {
  const section = page.sections[key];
  if (changed === key || page.protections?.[key]) return false;
  return section === undefined || (section.isEmpty && !section.isHidden);
}

/** Lists the unwritten sections, in the order of the profile. */
export function listUnwritten(page: Written, kept: Kept = {}): OutlineEntry[] {
  return OUTLINE_ENTRIES.filter(({ key }) => isUnwritten(page, key, kept));
}

/** Lists the sections with a place of their own: those with text, and headings of such sections. */
export function listPlaced(page: Written, kept: Kept = {}): OutlineEntry[] {
  return OUTLINE.flatMap((top) => {
    const below = top.children.filter(({ key }) => !isUnwritten(page, key, kept));
    const isPlaced = below.length > 0 || !isUnwritten(page, top.key, kept);
    return isPlaced ? [{ ...top, children: below }, ...below] : [];
  });
}

/** Sections that every profile has from the start: treaty status, and its sources. */
const GIVEN: readonly SectionKey[] = ["treaty-status", "sources"];

/** Checks whether a profile has only what treaty registers say of its country. */
export function isBare(page: Written): boolean {
  return OUTLINE_ENTRIES.every(({ key }) => GIVEN.includes(key) || isUnwritten(page, key));
}
