import { and, eq, inArray } from "drizzle-orm";
import { db, type Queryable } from "@/db/client";
import { material } from "@/db/schema/training";
import type { Actor } from "@/lib/core/actor";
import { can } from "@/lib/core/policy";
import { type Draft, findDraftOf, listPageDraftsOf, type PageDraft } from "@/lib/revisions/draft";
import { MATERIAL_KIND } from "../model";

/** The own draft of a material's description, or null. */
export async function findDescriptionDraft(
  actor: Actor,
  materialId: string,
  on: Queryable = db(),
): Promise<Draft | null> {
  const [row] = await on
    .select({ sectionId: material.sectionId })
    .from(material)
    .where(eq(material.pageId, materialId));
  return row ? findDraftOf(actor.id, row.sectionId, on) : null;
}

/** The material that a member began with the token of a form, or null. */
export async function findBegunMaterial(
  actor: Actor,
  clientToken: string,
  on: Queryable = db(),
): Promise<{ id: string; slug: string } | null> {
  const [row] = await on
    .select({ id: material.pageId, slug: material.slug })
    .from(material)
    .where(and(eq(material.ownerId, actor.id), eq(material.startToken, clientToken)));
  return row ?? null;
}

/**
 * The materials of which a member wrote something that is not saved, the last touched first, under the title that was
 * typed: those that they may still change.
 */
export async function listMaterialDrafts(
  actor: Actor,
  on: Queryable = db(),
): Promise<(PageDraft & { title: string })[]> {
  const drafts = await listPageDraftsOf(actor.id, MATERIAL_KIND, on);
  if (drafts.length === 0) return [];
  const slugs = drafts.map((one) => one.slug);
  const rows = await on
    .select({
      slug: material.slug,
      title: material.title,
      ownerId: material.ownerId,
      access: material.access,
      trainersAccess: material.trainersAccess,
      retractedBy: material.retractedBy,
      state: material.state,
    })
    .from(material)
    .where(inArray(material.slug, slugs));
  const bySlug = new Map(rows.map((one) => [one.slug, one]));
  return drafts.flatMap((draft) => {
    const own = bySlug.get(draft.slug);
    return own && can(actor, "material.edit", own)
      ? [{ ...draft, title: draft.typedTitle ?? own.title }]
      : [];
  });
}
