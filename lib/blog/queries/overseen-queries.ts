import { db, type Queryable } from "@/db/client";
import type { Actor } from "@/lib/core/actor";
import { contentOf, readWhole } from "@/lib/revisions/contents";
import { type OverseenRevision, readOverseen } from "@/lib/revisions/oversee";
import type { RecordsContent } from "@/lib/revisions/records-fields";
import { postKinds } from "../body";
import { DETAILS } from "../model";
import { loadPast } from "../past";
import { changesBetween, named } from "./details-queries";
import type { DetailChange } from "./model";

/** A revision of a post for those who decide what of it may be read; `changes` of what stands round its text. */
export interface OverseenPost extends OverseenRevision {
  title: string;
  language: string;
  changes: DetailChange[] | null;
}

/** Throws as `readOverseen` does. */
export async function findOverseenPost(
  actor: Actor,
  slug: string,
  number: number,
  on: Queryable = db(),
): Promise<OverseenPost> {
  const found = await readOverseen(on, actor, postKinds, () => loadPast(on, slug, number));
  const { of, revision } = await loadPast(on, slug, number);
  const { title, language } = of;
  if (found.section !== DETAILS) return { ...found, title, language, changes: null };
  const kind = postKinds(DETAILS);
  const details = async (id: string | null) =>
    named(on, contentOf(kind, await readWhole(on, id)) as RecordsContent);
  const changes = changesBetween(await details(revision.parentId), await details(revision.id));
  return { ...found, title, language, changes };
}
