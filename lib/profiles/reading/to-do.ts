import { stateAt } from "../freshness/model";
import { SECTIONS, type SectionKey } from "../model";
import type { ProfilePage } from "./model";

/** Missing and overdue sections of a profile, in the order of the page. */
export interface ProfileToDo {
  missing: SectionKey[];
  due: SectionKey[];
  /** A section that is easy for a new member: empty prose, else overdue prose. */
  easy: { section: SectionKey; is: "missing" | "due" } | null;
}

/** Finds what a current profile lacks. Protected sections are left out, because not everyone can edit them. */
export function toDoOf(page: ProfilePage): ProfileToDo {
  const now = new Date();
  const open = SECTIONS.filter(({ key }) => key !== "sources" && page.protections?.[key] === undefined);
  const isMissing = (key: SectionKey) => {
    const state = page.sections[key];
    return state === undefined || (state.isEmpty && !state.isHidden);
  };
  const isDue = (key: SectionKey) => {
    const freshness = page.freshness?.[key];
    return !isMissing(key) && freshness !== undefined && stateAt(freshness, now) !== "fresh";
  };
  const missing = open.filter(({ key }) => isMissing(key));
  const due = open.filter(({ key }) => isDue(key));
  const first = (sections: typeof open) => sections.find(({ family }) => family === "prose")?.key;
  const [empty, old] = [first(missing), first(due)];
  return {
    missing: missing.map(({ key }) => key),
    due: due.map(({ key }) => key),
    easy: empty ? { section: empty, is: "missing" } : old ? { section: old, is: "due" } : null,
  };
}
