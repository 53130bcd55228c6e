import { and, eq, inArray } from "drizzle-orm";
import { db, type Queryable } from "@/db/client";
import { revision, section } from "@/db/schema/revisions";
import { listFreshness } from "@/lib/profiles/freshness";
import type { ProfileHead } from "@/lib/profiles/reading/model";
import { LEGAL_SECTIONS, type LegalTrust } from "./model";

/** Finds the current revision and the freshness of each written section behind a legal profile. */
export async function findLegalTrust(
  head: ProfileHead,
  on: Queryable = db(),
): Promise<LegalTrust["sections"]> {
  const [freshness, standing] = await Promise.all([
    listFreshness(head.pageId, new Date(), on),
    on
      .select({ key: section.key, number: revision.number })
      .from(section)
      .innerJoin(revision, eq(revision.id, section.currentRevisionId))
      .where(and(eq(section.pageId, head.pageId), inArray(section.key, [...LEGAL_SECTIONS]))),
  ]);
  return LEGAL_SECTIONS.flatMap((key) => {
    const [own, at] = [freshness[key], standing.find((one) => one.key === key)];
    return own && at ? [{ key, number: at.number, freshness: own }] : [];
  });
}
