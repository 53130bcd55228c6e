import { eq } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { profile } from "@/db/schema/profiles";
import { DomainError } from "@/lib/core/errors";
import type { SectionFacts } from "@/lib/core/policy";
import { kindOf } from "@/lib/kinds";
import type { Kinds, StoredRevision } from "@/lib/revisions/contents";
import { readRevisionByNumber } from "@/lib/revisions/contents";
import { ensureSectionRow, findSectionById, findSectionRow, type SectionRow } from "@/lib/revisions/sections";
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

/** Where a section of a profile stands. */
export const addressOf = (slug: string, key: SectionKey) => ({ pageKind: "profile", slug, key });

/** A section for writing; made when its profile has none yet. Throws `not_found` for an unknown profile. */
export async function loadSection(tx: Tx, slug: string, key: SectionKey): Promise<ProfileSection> {
  const section = await ensureSectionRow(tx, addressOf(slug, key));
  if (!section) throw new DomainError("not_found", "profile");
  return withFacts(tx, section);
}

/** The same for reading: nothing is made. */
export async function findSectionWithFacts(
  tx: Tx,
  slug: string,
  key: SectionKey,
): Promise<ProfileSection | null> {
  const section = await findSectionRow(tx, addressOf(slug, key));
  return section && withFacts(tx, section);
}

/** A revision of a profile by its number, with its section. Throws `not_found` when there is none of this number. */
export async function loadRevision(
  tx: Tx,
  slug: string,
  number: number,
): Promise<ProfileSection & { revision: StoredRevision }> {
  const [owner] = await tx.select({ pageId: profile.pageId }).from(profile).where(eq(profile.slug, slug));
  const found = owner ? await readRevisionByNumber(tx, owner.pageId, number) : null;
  const section = found && (await findSectionById(tx, found.sectionId));
  if (!found || !section) throw new DomainError("not_found", "revision");
  return { ...(await withFacts(tx, section)), revision: found };
}

async function withFacts(tx: Tx, section: SectionRow): Promise<ProfileSection> {
  const [owner] = await tx
    .select({ iso2: profile.iso2 })
    .from(profile)
    .where(eq(profile.pageId, section.pageId));
  if (!owner) throw new DomainError("not_found", "profile");
  return { section, facts: { country: owner.iso2, isLocked: section.isLocked } };
}
