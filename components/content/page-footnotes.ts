import {
  type Footnotes,
  numberFootnotes,
  proseReferences,
  type Reference,
  recordReferences,
} from "@/components/content/footnotes";
import type { SourceNote } from "@/components/content/notes";
import { recordsKindOf } from "@/lib/profiles/kinds";
import { SECTION_KEYS, type SectionKey } from "@/lib/profiles/model";
import type { ProfilePage, SectionState } from "@/lib/profiles/reading/model";
import type { AnyRecord } from "@/lib/revisions/records-fields";
import type { Content } from "@/lib/text/nodes";

/** Returns the id of the mark in the key facts by which a participation cites its source. */
export function participationMark(project: string, part: string): string {
  return `r-projects-${project}-${part}`.replaceAll(/[^\w-]+/g, "-");
}

/** Returns the sources that a profile lists. */
export function sourcesOf(page: ProfilePage): readonly SourceNote[] {
  const content = page.sections.sources?.content as { records: SourceNote[] } | undefined;
  const records = content?.records ?? [];
  const broken = page.brokenLinks;
  return broken
    ? records.map((one) => ({ ...one, silentSince: one.url === null ? undefined : broken[one.url] }))
    : records;
}

/** Numbers the sources of a profile by first use: section by section, then the key facts. */
export function footnotesOf(page: ProfilePage): Footnotes {
  const known = new Set(sourcesOf(page).map((source) => source.id));
  const references = SECTION_KEYS.flatMap((key) => referencesIn(page, key));
  const facts = page.participations.map(({ project, part, source }) => ({
    source,
    id: participationMark(project, part),
  }));
  return numberFootnotes([...references, ...facts], known);
}

/** Returns the places in one section of a page that cite a source, in order. */
export function referencesIn(page: ProfilePage, key: SectionKey): Reference[] {
  return [...sectionReferences(key, page.sections[key]), ...originalReferences(key, page.originals?.[key])];
}

/** Returns the prefix for the source text of a translation, which is on the same page and needs distinct ids. */
export const originalPrefix = (key: SectionKey) => `source-of-${key}`;

function originalReferences(key: SectionKey, original: Content | undefined): Reference[] {
  return original ? proseReferences(original, originalPrefix(key)) : [];
}

/** Returns the places in a section that cite a source, in order. */
export function sectionReferences(key: SectionKey, section: SectionState | undefined): Reference[] {
  if (!section || key === "sources") return [];
  const kind = recordsKindOf(key);
  if (!kind) return proseReferences(section.content as Content, key);
  return recordReferences((section.content as { records: AnyRecord[] }).records, kind.fields, key);
}
