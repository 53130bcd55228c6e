import { and, eq, inArray } from "drizzle-orm";
import { db, type Queryable } from "@/db/client";
import { revision, section } from "@/db/schema/revisions";
import { countPending } from "@/lib/profiles";
import { listFreshness } from "@/lib/profiles/freshness";
import type { ProfileHead } from "@/lib/profiles/reading/model";
import { LEGAL_SECTIONS, type LegalTrust } from "./model";

/** How far a legal profile can be trusted: how fresh what it is drawn from is, who vouches for it, what awaits review. */
export async function findLegalTrust(head: ProfileHead, on: Queryable = db()): Promise<LegalTrust> {
  const [freshness, waiting, standing] = await Promise.all([
    listFreshness(head.pageId, new Date(), on),
    countPending(head.slug, on),
    on
      .select({ key: section.key, number: revision.number })
      .from(section)
      .innerJoin(revision, eq(revision.id, section.currentRevisionId))
      .where(and(eq(section.pageId, head.pageId), inArray(section.key, [...LEGAL_SECTIONS]))),
  ]);
  const sections = LEGAL_SECTIONS.flatMap((key) => {
    const [own, at] = [freshness[key], standing.find((one) => one.key === key)];
    return own && at ? [{ key, number: at.number, freshness: own }] : [];
  });
  return { waiting, sections };
}
