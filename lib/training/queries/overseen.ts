import { db, type Queryable } from "@/db/client";
import type { Actor } from "@/lib/core/actor";
import { type OverseenRevision, readOverseen } from "@/lib/revisions/oversee";
import { materialKinds } from "../description";
import { loadPast } from "../past";

/** A revision of a material's description for those who decide what of it may be read. Throws as `readOverseen` does. */
export async function findOverseenDescription(
  actor: Actor,
  slug: string,
  number: number,
  on: Queryable = db(),
): Promise<OverseenRevision & { title: string; language: string }> {
  const found = await readOverseen(on, actor, materialKinds, () => loadPast(on, slug, number));
  const { title, language } = (await loadPast(on, slug, number)).of;
  return { ...found, title, language };
}
