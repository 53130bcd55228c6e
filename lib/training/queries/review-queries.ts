import { and, asc, desc, eq, isNotNull, isNull, ne } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { db, type Queryable } from "@/db/client";
import { member } from "@/db/schema/accounts";
import { material, materialVersion } from "@/db/schema/training";
import { materialRequest, materialSuggestion } from "@/db/schema/training-use";
import type { Actor } from "@/lib/core/actor";
import { can } from "@/lib/core/policy";
import { listTrashOf } from "@/lib/publishing";

const MOST = 100;

const MATERIAL = {
  id: material.pageId,
  slug: material.slug,
  title: material.title,
  abstract: material.abstract,
  language: material.language,
  kind: material.kind,
  state: material.state,
  access: material.access,
  ownerId: material.ownerId,
  trainersAccess: material.trainersAccess,
  retractedBy: material.retractedBy,
  updatedAt: material.updatedAt,
};
const PERSON = { handle: member.handle, displayName: member.displayName, state: member.state };

/** Lists uploads in review that the actor may decide on, oldest first. */
export async function listWaitingMaterials(actor: Actor, on: Queryable = db()) {
  const rows = await on
    .select({ ...MATERIAL, submittedAt: material.submittedAt, owner: PERSON })
    .from(material)
    .leftJoin(member, eq(member.id, material.ownerId))
    .where(eq(material.state, "submitted"))
    .orderBy(asc(material.submittedAt), asc(material.pageId))
    .limit(MOST);
  return rows.filter((row) => can(actor, "material.review", row));
}

/** Lists versions in review, oldest first. */
export async function listWaitingVersions(actor: Actor, on: Queryable = db()) {
  const rows = await on
    .select({
      ...MATERIAL,
      owner: PERSON,
      label: materialVersion.label,
      changes: materialVersion.changes,
      submittedAt: materialVersion.submittedAt,
    })
    .from(materialVersion)
    .innerJoin(material, eq(material.pageId, materialVersion.materialId))
    .leftJoin(member, eq(member.id, material.ownerId))
    .where(
      and(
        isNull(materialVersion.publishedAt),
        isNotNull(materialVersion.submittedAt),
        eq(material.state, "published"),
      ),
    )
    .orderBy(asc(materialVersion.submittedAt), asc(materialVersion.id))
    .limit(MOST);
  return rows.filter((row) => can(actor, "material.review", row));
}

/** Lists open requests for restricted files that the actor may decide on, oldest first. */
export async function listOpenRequests(actor: Actor, on: Queryable = db()) {
  const rows = await on
    .select({
      id: materialRequest.id,
      material: MATERIAL,
      askerId: materialRequest.memberId,
      asker: PERSON,
      institution: member.institution,
      sector: member.sector,
      reason: materialRequest.reason,
      createdAt: materialRequest.createdAt,
    })
    .from(materialRequest)
    .innerJoin(material, eq(material.pageId, materialRequest.materialId))
    .innerJoin(member, eq(member.id, materialRequest.memberId))
    .where(eq(materialRequest.state, "open"))
    .orderBy(asc(materialRequest.createdAt), asc(materialRequest.id))
    .limit(MOST);
  return rows.filter((row) => can(actor, "material.grant", { ...row.material, askerId: row.askerId }));
}

/** Lists open suggestions that the actor may answer, oldest first. */
export async function listOpenSuggestions(actor: Actor, on: Queryable = db()) {
  const rows = await on
    .select({
      id: materialSuggestion.id,
      material: MATERIAL,
      author: PERSON,
      text: materialSuggestion.text,
      createdAt: materialSuggestion.createdAt,
    })
    .from(materialSuggestion)
    .innerJoin(material, eq(material.pageId, materialSuggestion.materialId))
    .innerJoin(member, eq(member.id, materialSuggestion.memberId))
    .where(eq(materialSuggestion.state, "open"))
    .orderBy(asc(materialSuggestion.createdAt), asc(materialSuggestion.id))
    .limit(MOST);
  return rows.filter((row) => can(actor, "material.answer", row.material));
}

/** Lists a member's own materials in any state, last changed first. */
export async function listOwnMaterials(actor: Actor, on: Queryable = db()) {
  return on
    .select(MATERIAL)
    .from(material)
    .where(and(eq(material.ownerId, actor.id), ne(material.state, "removed")))
    .orderBy(desc(material.updatedAt), desc(material.pageId))
    .limit(MOST);
}

/** Lists materials that a member deleted and can restore. */
export const listTrash = listTrashOf(material, (memberId) => eq(material.ownerId, memberId), material.kind);

/** Lists a member's requests and suggestions for a material, with their outcome. */
export async function listOwnQuestions(actor: Actor, materialId: string, on: Queryable = db()) {
  const decider = alias(member, "decider");
  const requests = await on
    .select({
      id: materialRequest.id,
      reason: materialRequest.reason,
      state: materialRequest.state,
      decisionReason: materialRequest.decisionReason,
      endReason: materialRequest.endReason,
      createdAt: materialRequest.createdAt,
      decidedAt: materialRequest.decidedAt,
      decider: decider.displayName,
    })
    .from(materialRequest)
    .leftJoin(decider, eq(decider.id, materialRequest.decidedBy))
    .where(and(eq(materialRequest.materialId, materialId), eq(materialRequest.memberId, actor.id)))
    .orderBy(desc(materialRequest.createdAt), desc(materialRequest.id));
  const suggestions = await on
    .select({
      id: materialSuggestion.id,
      text: materialSuggestion.text,
      state: materialSuggestion.state,
      answer: materialSuggestion.answer,
      createdAt: materialSuggestion.createdAt,
    })
    .from(materialSuggestion)
    .where(and(eq(materialSuggestion.materialId, materialId), eq(materialSuggestion.memberId, actor.id)))
    .orderBy(desc(materialSuggestion.createdAt), desc(materialSuggestion.id));
  return { requests, suggestions };
}
