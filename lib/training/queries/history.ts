import { and, desc, eq, lte } from "drizzle-orm";
import { db, type Queryable } from "@/db/client";
import { revision } from "@/db/schema/revisions";
import { material } from "@/db/schema/training";
import { listFilesOf } from "@/lib/files";
import { type ShownPicture, shownPictures } from "@/lib/files/model";
import { contentOf, findAppearance, isStanding } from "@/lib/revisions/contents";
import { isTextHidden } from "@/lib/revisions/hidden";
import type { DiffResult } from "@/lib/revisions/model";
import type { Content } from "@/lib/text/nodes";
import { descriptionKind } from "../description";
import { MATERIAL_KIND, PICTURES_KIND } from "../model";

/** A published material as the pages of its description's history name it. */
export interface MaterialHead {
  id: string;
  /** The section of its description. */
  sectionId: string;
  slug: string;
  title: string;
  language: string;
  /** From what appeared on; what it was as a draft is its owner's own. */
  history: { kind: string; slug: string; first: number };
}

/** A published material for the history of its description; null for any other, a retracted one included. */
export async function findMaterialHead(slug: string, on: Queryable = db()): Promise<MaterialHead | null> {
  const [row] = await on
    .select({
      id: material.pageId,
      title: material.title,
      language: material.language,
      sectionId: material.sectionId,
      publishedAt: material.publishedAt,
    })
    .from(material)
    .where(and(eq(material.slug, slug), eq(material.state, "published")));
  if (!row?.publishedAt) return null;
  const { publishedAt, ...head } = row;
  const first = await findAppearance(on, head.sectionId, publishedAt);
  return { ...head, slug, history: { kind: MATERIAL_KIND, slug, first } };
}

/** A description as it stood after the revision of a number; the empty one before the first, null where it is hidden. */
export async function readDescriptionAfter(
  { sectionId, history }: MaterialHead,
  number: number,
  on: Queryable = db(),
): Promise<Content | null> {
  if (number < history.first) return contentOf(descriptionKind, null) as Content;
  const [row] = await on
    .select({ content: revision.content, isHidden: isTextHidden() })
    .from(revision)
    .where(and(eq(revision.sectionId, sectionId), isStanding(), lte(revision.number, number)))
    .orderBy(desc(revision.number))
    .limit(1);
  return row?.isHidden ? null : (contentOf(descriptionKind, row ?? null) as Content);
}

/** The pictures that a description still shows; one of an earlier revision that it no longer does is only named. */
export async function listDescriptionPictures(
  { id }: Pick<MaterialHead, "id">,
  on: Queryable = db(),
): Promise<ShownPicture[]> {
  return shownPictures(await listFilesOf({ kind: PICTURES_KIND, id }, on));
}

/**
 * What differs in a description between two of its revisions; `from` 0 is before anything was written. Null where either
 * is hidden.
 */
export async function diffDescription(
  head: MaterialHead,
  from: number,
  to: number,
  on: Queryable = db(),
): Promise<DiffResult | null> {
  const [before, after] = await Promise.all([
    readDescriptionAfter(head, from, on),
    readDescriptionAfter(head, to, on),
  ]);
  return before && after && descriptionKind.diff(before, after);
}
