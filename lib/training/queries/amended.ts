import { and, eq, ne } from "drizzle-orm";
import { db, type Queryable } from "@/db/client";
import { material } from "@/db/schema/training";
import type { Actor } from "@/lib/core/actor";
import { DomainError } from "@/lib/core/errors";
import { diffAmendment, findAmendment } from "@/lib/revisions/amended";
import type { DiffResult } from "@/lib/revisions/model";
import { descriptionKind } from "../description";
import { OWNER } from "../past";

/** What a reviewer changed in the description of a material before it appeared: for its owner. */
export interface AmendedMaterial {
  slug: string;
  title: string;
  language: string;
  from: number;
  to: number;
  diff: DiffResult;
}

/** Throws `not_found` for whoever does not own the material, and where nobody else changed its description. */
export async function findAmendedMaterial(
  actor: Actor,
  slug: string,
  on: Queryable = db(),
): Promise<AmendedMaterial> {
  const [row] = await on
    .select(OWNER)
    .from(material)
    .where(and(eq(material.slug, slug), eq(material.ownerId, actor.id), ne(material.state, "removed")));
  const found = row
    ? await findAmendment(on, { sectionId: row.sectionId, authorIds: [actor.id], until: row.publishedAt })
    : null;
  if (!row || !found) throw new DomainError("not_found", "material");
  const { title, language } = row;
  return {
    ...{ slug: row.slug, title, language, from: found.from.number, to: found.to.number },
    diff: await diffAmendment(on, descriptionKind, found),
  };
}
