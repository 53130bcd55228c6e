import { and, eq, type SQL } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { profile } from "@/db/schema/profiles";
import { page, section } from "@/db/schema/revisions";
import { DomainError } from "@/lib/core/errors";
import type { SectionFacts } from "@/lib/core/policy";
import { kindOf } from "@/lib/kinds";
import type { Kinds, StoredRevision } from "@/lib/revisions/contents";
import { readRevisionByNumber } from "@/lib/revisions/contents";
import { ensureSectionRow, SECTION_ROW, type SectionRow } from "@/lib/revisions/sections";
import { isSectionKey, type SectionKey } from "./model";

/** A section of a profile, and what the policy needs to know of it. */
export interface ProfileSection {
  section: SectionRow;
  facts: SectionFacts;
}

/** The kinds of a profile's sections, as the engine asks for them. */
export const profileKinds: Kinds = (key) => {
  if (!isSectionKey(key)) throw new Error(`a profile has no section ${key}`);
  return kindOf(key);
};

/** A section for writing; made when its profile has none yet. Throws `not_found` for an unknown profile. */
export async function loadSection(tx: Tx, slug: string, key: SectionKey): Promise<ProfileSection> {
  const found = await findSectionWithFacts(tx, and(eq(profile.slug, slug), eq(section.key, key)));
  if (found) return found;
  const made = await ensureSectionRow(tx, { pageKind: "profile", slug, key });
  const added = made && (await findSectionWithFacts(tx, eq(section.id, made.id)));
  if (!added) throw new DomainError("not_found", "profile");
  return added;
}

async function findSectionWithFacts(tx: Tx, where: SQL | undefined): Promise<ProfileSection | null> {
  const [row] = await tx
    .select({ ...SECTION_ROW, country: profile.iso2 })
    .from(section)
    .innerJoin(page, eq(page.id, section.pageId))
    .innerJoin(profile, eq(profile.pageId, section.pageId))
    .where(where);
  if (!row) return null;
  const { country, ...own } = row;
  return { section: own, facts: { country, isLocked: own.isLocked } };
}

/** A revision of a profile by its number, with its section. Throws `not_found` when there is none of this number. */
export async function loadRevision(
  tx: Tx,
  slug: string,
  number: number,
): Promise<ProfileSection & { revision: StoredRevision }> {
  const [owner] = await tx.select({ pageId: profile.pageId }).from(profile).where(eq(profile.slug, slug));
  const found = owner ? await readRevisionByNumber(tx, owner.pageId, number) : null;
  const own = found && (await findSectionWithFacts(tx, eq(section.id, found.sectionId)));
  if (!found || !own) throw new DomainError("not_found", "revision");
  return { ...own, revision: found };
}
