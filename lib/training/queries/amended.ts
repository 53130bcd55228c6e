import { and, eq, ne } from "drizzle-orm";
import { db, type Queryable } from "@/db/client";
import { material } from "@/db/schema/training";
import type { Actor } from "@/lib/core/actor";
import { type AmendedText, compareAmended } from "@/lib/revisions";
import { descriptionKind } from "../description";
import { MATERIAL_KIND } from "../model";
import { OWNER } from "../past";

/**
 * Finds a reviewer's changes to a material before publication. Throws `not_found` to non-owners, and if
 * nobody else changed its description.
 */
export async function findAmendedMaterial(
  actor: Actor,
  slug: string,
  on: Queryable = db(),
): Promise<AmendedText> {
  const [row] = await on
    .select(OWNER)
    .from(material)
    .where(and(eq(material.slug, slug), eq(material.ownerId, actor.id), ne(material.state, "removed")));
  return compareAmended(on, descriptionKind, row, { authorIds: [actor.id], what: MATERIAL_KIND });
}
