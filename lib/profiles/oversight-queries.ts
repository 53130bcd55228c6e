import { db, type Queryable } from "@/db/client";
import type { Actor } from "@/lib/core/actor";
import { type OverseenRevision, readOverseen } from "@/lib/revisions/oversee";
import { loadRevision, profileKinds } from "./section-access";

/** A revision of a profile with what is hidden of it. Throws as `readOverseen` does. */
export function findOverseen(
  actor: Actor,
  slug: string,
  number: number,
  on: Queryable = db(),
): Promise<OverseenRevision> {
  return readOverseen(on, actor, profileKinds, () => loadRevision(on, slug, number));
}
