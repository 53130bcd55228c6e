import type { SectionKey } from "@/lib/profiles/model";
import type { ProfilePage } from "@/lib/profiles/reading/model";
import { SUMMARY_SECTION } from "./lead";
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

/**
 * Lists the sections with a place of their own: those with text, and headings of such sections. The written summary
 * comes first and without a number, since it answers what most readers ask.
 */
export function listPlaced(page: Written, kept: Kept = {}): OutlineEntry[] {
  const isPlaced = ({ key }: OutlineEntry) => !isUnwritten(page, key, kept);
  const summary = OUTLINE_ENTRIES.filter((entry) => entry.key === SUMMARY_SECTION && isPlaced(entry));
  const others = OUTLINE.flatMap((top) => {
    const below = top.children.filter((entry) => entry.key !== SUMMARY_SECTION && isPlaced(entry));
    return below.length > 0 || isPlaced(top) ? [{ ...top, children: below }, ...below] : [];
  });
  return [...summary.map(asFirst), ...others];
}

const asFirst = ({ key }: OutlineEntry): OutlineEntry => ({ key, number: "", level: 2, children: [] });

/** Sections that every profile has from the start: treaty status, and its sources. */
const GIVEN: readonly SectionKey[] = ["treaty-status", "sources"];

/** Checks whether most sections of a profile are unwritten. */
export function isSparse(page: Written): boolean {
  return listUnwritten(page).length > OUTLINE_ENTRIES.length / 2;
}

/** Checks whether a profile has only what treaty registers say of its country. */
export function isBare(page: Written): boolean {
  return OUTLINE_ENTRIES.every(({ key }) => GIVEN.includes(key) || isUnwritten(page, key));
}
