import { surenessWithin } from "@/lib/revisions/doubt";
import type { AnyRecord } from "@/lib/revisions/records-fields";
import { recordsKindOf } from "../kinds";
import { SECTIONS, type SectionKey } from "../model";
import type { ProfilePage } from "./model";

/** Counts of one section of records: facts marked as unverified, and records that name no source. */
export interface SectionToCheck {
  section: SectionKey;
  unverified: number;
  unsourced: number;
}

/** Counts what editors can check in the records of a profile, by section, in the order of the profile. */
export function toCheckOf(page: Pick<ProfilePage, "sections">): SectionToCheck[] {
  return SECTIONS.flatMap(({ key }) => {
    const state = page.sections[key];
    const kind = recordsKindOf(key);
    if (!state || !kind || state.isHidden || key === "sources") return [];
    const { records } = state.content as { records: AnyRecord[] };
    const facts = records.flatMap((record) => surenessWithin(kind.fields, record));
    const unverified = facts.filter((one) => one === "unverified").length;
    const hasSources = kind.fields.some(({ type }) => type === "sources");
    const unsourced = hasSources ? records.filter(isUnsourced).length : 0;
    return unverified + unsourced > 0 ? [{ section: key, unverified, unsourced }] : [];
  });
}

/** Checks whether a record names no source, except one for which an editor states that none was found. */
function isUnsourced({ sources, sourceState }: AnyRecord): boolean {
  return !(Array.isArray(sources) && sources.length > 0) && sourceState !== "none_found";
}

/** Sections of prose with questions that their text should answer (`profiles.editors.ask` in the messages). */
export const ASKED_SECTIONS = [
  "substantive-law",
  "procedural-law",
  "safeguards",
  "international-cooperation",
  "public-private",
] as const satisfies readonly SectionKey[];
