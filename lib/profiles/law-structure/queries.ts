import { sql } from "drizzle-orm";
import { db, type Queryable } from "@/db/client";
import type { Actor } from "@/lib/core/actor";
import { DomainError } from "@/lib/core/errors";
import { can } from "@/lib/core/policy";
import type { Written } from "@/lib/revisions/records/wordings";
import type { LawRecord } from "../kinds/laws";
import { findInProfile, type ProfileNames } from "../section-queries";
import { type LawRef, type LawStructure, structureOf } from "./model";

/** A published law that another can be begun with. */
export interface CopiedLaw {
  ref: LawRef;
  names: ProfileNames;
  /** The law as it was recorded, for its title in the reader's language. */
  law: { title: Written };
  structure: LawStructure;
}

/** The published laws of a country; null for an unknown country. Pending and earlier texts are not read. */
async function findLaws(slug: string, on: Queryable) {
  const found = await findInProfile(slug, "laws", on);
  if (!found) return null;
  const { records } = found.content as { records: readonly LawRecord[] };
  return { ...found, records };
}

/**
 * Finds a published law with its structure, whose titles are in a language if the law has them in it. Null if there is
 * none, whether it never existed, awaits review or was removed.
 */
export async function findLawStructure(
  ref: LawRef,
  language: string,
  on: Queryable = db(),
): Promise<CopiedLaw | null> {
  const found = await findLaws(ref.slug, on);
  const law = found?.records.find(({ id }) => id === ref.id);
  return found && law ? copied(found, law, language) : null;
}

/** Lists the published laws of a country in the order of its profile; null for an unknown country. */
export async function listCopyableLaws(
  slug: string,
  language: string,
  on: Queryable = db(),
): Promise<CopiedLaw[] | null> {
  const found = await findLaws(slug, on);
  return found?.records.map((law) => copied(found, law, language)) ?? null;
}

const copied = (
  { slug, names }: { slug: string; names: ProfileNames },
  law: LawRecord,
  language: string,
): CopiedLaw => ({
  ref: { slug, id: law.id },
  names,
  law,
  structure: structureOf(law, language),
});

/** Lists countries and areas with published laws, unsorted. */
export async function listCountriesWithLaws(
  on: Queryable = db(),
): Promise<{ slug: string; iso2: string; names: ProfileNames }[]> {
  const { rows } = await on.execute<{ slug: string; iso2: string; en: string; fr: string; ar: string }>(sql`
    select p.slug, p.iso2, p.name_en as en, p.name_fr as fr, p.name_ar as ar from profile p
    where exists (select 1 from profile_record r where r.page_id = p.page_id and r.section = 'laws')`);
  return rows.map(({ slug, iso2, ...names }) => ({ slug, iso2, names }));
}

/**
 * Finds the names of a country whose laws the member can edit. Throws `not_found` for an unknown country, `forbidden`
 * if its laws are protected.
 */
export async function findCopyTarget(
  actor: Actor,
  slug: string,
  on: Queryable = db(),
): Promise<{ slug: string; names: ProfileNames }> {
  const found = await findInProfile(slug, "laws", on);
  if (!found) throw new DomainError("not_found", "profile");
  if (!can(actor, "section.edit", found.facts))
    throw new DomainError("forbidden", "section_edit", { dormant: actor.dormantRoles });
  return { slug, names: found.names };
}
