import { db, type Queryable } from "@/db/client";
import type { Actor } from "@/lib/core/actor";
import type { OverseenRevision } from "@/lib/pages/moderation/model";
import { contentOf, readWhole } from "@/lib/revisions";
import type { RecordsContent } from "@/lib/revisions/records-fields";
import { postKinds } from "../body";
import { DETAILS } from "../model";
import { findOverseen } from "../past";
import { changesBetween, named } from "./details-queries";
import type { DetailChange } from "./model";

/** A revision of a post for moderators; `changes` are those of its details. */
export interface OverseenPost {
  overseen: OverseenRevision;
  of: { title: string; language: string };
  changes: DetailChange[] | null;
}

/** Finds a revision of a post for moderators. Throws as `findOverseen`. */
export async function findOverseenPost(
  actor: Actor,
  at: { slug: string; number: number },
  on: Queryable = db(),
): Promise<OverseenPost> {
  const { overseen, placed } = await findOverseen(actor, at, on);
  const { of, revision } = placed;
  if (overseen.section !== DETAILS) return { overseen, of, changes: null };
  const kind = postKinds(DETAILS);
  const details = async (id: string | null) =>
    named(on, contentOf(kind, await readWhole(on, id)) as RecordsContent);
  const changes = changesBetween(await details(revision.parentId), await details(revision.id));
  return { overseen, of, changes };
}
