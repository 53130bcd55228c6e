import { and, eq, inArray } from "drizzle-orm";
import { db, type Queryable } from "@/db/client";
import { material } from "@/db/schema/training";
import type { Actor } from "@/lib/core/actor";
import { can } from "@/lib/core/policy";
import { listPageDraftsOf, type PageDraft } from "@/lib/revisions";
import { MATERIAL_KIND } from "../model";

/** Finds the material a member created with a form's token; null for none. */
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

/** Lists materials with a member's unsaved drafts that they may still edit. */
export function listMaterialDrafts(actor: Actor, on: Queryable = db()): Promise<PageDraft[]> {
  const listOpen = async (slugs: string[]) => {
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
    return rows.filter((row) => can(actor, "material.edit", row));
  };
  return listPageDraftsOf(actor.id, MATERIAL_KIND, listOpen, on);
}
