import { db, type Queryable } from "@/db/client";
import { SECTION_KEYS } from "./model";
import { findProfilePage } from "./reading";

/**
 * Finds a whole profile as open data: fixed facts, every written section with its revision, and the projects;
 * null for an unknown slug. Content is in its stored form: prose as a tree, records as lists.
 */
export async function findProfileExport(slug: string, on: Queryable = db()) {
  const found = await findProfilePage(slug, { on });
  if (!found) return null;
  const { pageId: _pageId, ...profile } = found.head;
  const sections = SECTION_KEYS.flatMap((key) => {
    const one = found.sections[key];
    return one && !one.isEmpty ? [{ key, revision: one.revision, content: one.content }] : [];
  });
  return {
    format: "octopus-profile/1",
    profile,
    revision: found.revision,
    sections,
    projects: found.participations,
  };
}
