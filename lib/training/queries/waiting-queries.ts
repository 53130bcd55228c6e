import { and, count, eq, isNotNull, isNull, min } from "drizzle-orm";
import { db, type Queryable } from "@/db/client";
import { material, materialRequest, materialSuggestion, materialVersion } from "@/db/schema/training";
import type { Actor } from "@/lib/core/actor";
import { can } from "@/lib/core/policy";
import { sumWaiting, type Waiting } from "@/lib/core/waiting";

const FACTS = {
  ownerId: material.ownerId,
  state: material.state,
  access: material.access,
  trainersAccess: material.trainersAccess,
  retractedBy: material.retractedBy,
};
const FACT_COLUMNS = Object.values(FACTS);

/**
 * What of the library waits for this actor's decision, counted whole. Counted by the facts that the policy asks for, so
 * that it is the policy that says what counts.
 */
export async function countTrainingWaiting(
  actor: Actor,
  on: Queryable = db(),
): Promise<Record<"uploads" | "versions" | "requests" | "suggestions", Waiting>> {
  const [uploads, versions, requests, suggestions] = await Promise.all([
    on
      .select({ ...FACTS, count: count(), oldest: min(material.submittedAt) })
      .from(material)
      .where(eq(material.state, "submitted"))
      .groupBy(...FACT_COLUMNS),
    on
      .select({ ...FACTS, count: count(), oldest: min(materialVersion.submittedAt) })
      .from(materialVersion)
      .innerJoin(material, eq(material.pageId, materialVersion.materialId))
      .where(
        and(
          isNull(materialVersion.publishedAt),
          isNotNull(materialVersion.submittedAt),
          eq(material.state, "published"),
        ),
      )
      .groupBy(...FACT_COLUMNS),
    on
      .select({
        ...FACTS,
        askerId: materialRequest.memberId,
        count: count(),
        oldest: min(materialRequest.createdAt),
      })
      .from(materialRequest)
      .innerJoin(material, eq(material.pageId, materialRequest.materialId))
      .where(eq(materialRequest.state, "open"))
      .groupBy(...FACT_COLUMNS, materialRequest.memberId),
    on
      .select({ ...FACTS, count: count(), oldest: min(materialSuggestion.createdAt) })
      .from(materialSuggestion)
      .innerJoin(material, eq(material.pageId, materialSuggestion.materialId))
      .where(eq(materialSuggestion.state, "open"))
      .groupBy(...FACT_COLUMNS),
  ]);
  return {
    uploads: sumWaiting(uploads.filter((row) => can(actor, "material.review", row))),
    versions: sumWaiting(versions.filter((row) => can(actor, "material.review", row))),
    requests: sumWaiting(requests.filter((row) => can(actor, "material.grant", row))),
    suggestions: sumWaiting(suggestions.filter((row) => can(actor, "material.answer", row))),
  };
}
