import { SECTIONS, type SectionKey } from "@/lib/profiles/model";

/** A section's place in the page: its number ("2.1") and the depth of its heading. */
export interface OutlineEntry {
  key: SectionKey;
  number: string;
  level: 2 | 3;
  children: OutlineEntry[];
}

/** The sections of a profile as a numbered tree, in the order of the template. */
export const OUTLINE: readonly OutlineEntry[] = SECTIONS.filter((section) => section.parent === null).map(
  (top, index) => ({
    key: top.key,
    number: String(index + 1),
    level: 2,
    children: SECTIONS.filter((section) => section.parent === top.key).map((child, position) => ({
      key: child.key,
      number: `${index + 1}.${position + 1}`,
      level: 3,
      children: [],
    })),
  }),
);

/** The same without the tree. */
export const OUTLINE_ENTRIES: readonly OutlineEntry[] = OUTLINE.flatMap((top) => [top, ...top.children]);
