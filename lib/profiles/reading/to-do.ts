import { stateAt } from "../freshness/model";
import { SECTIONS, type SectionKey } from "../model";
import type { ProfilePage } from "./model";

/** Missing and overdue sections of a profile, in the order of the page. */
export interface ProfileToDo {
  missing: SectionKey[];
  due: SectionKey[];
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
  return {
    missing: open.flatMap(({ key }) => (isMissing(key) ? [key] : [])),
    due: open.flatMap(({ key }) => (isDue(key) ? [key] : [])),
  };
}
