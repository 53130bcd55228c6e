import { and, desc, eq, ne, sql } from "drizzle-orm";
import { db, type Queryable } from "@/db/client";
import { revision } from "@/db/schema/revisions";
import type { Actor } from "@/lib/core/actor";
import { DomainError } from "@/lib/core/errors";
import { can } from "@/lib/core/policy";
import { contentOf, isStanding, readWhole } from "@/lib/revisions/contents";
import { findHiding, type Hiding } from "@/lib/revisions/hidden";
import type { DiffResult } from "@/lib/revisions/model";
import type { SectionRow } from "@/lib/revisions/sections";
import { partOf } from "./model";
import { loadRevision, profileKinds } from "./section-access";

/** A revision whole, for those who decide what of it may be read. */
export interface OverseenRevision {
  number: number;
  /** The engine's: of a translation with its language. */
  section: string;
  summary: string;
  /** To what stood before it. */
  diff: DiffResult;
  hiding: Hiding | null;
  /** Whether readers have its text now: then it cannot be hidden. */
  isStanding: boolean;
  /** The last of its section's revisions before the one that readers have: how far its text may have been carried on. */
  last: number;
}

/** A revision with what is hidden of it. Throws `forbidden` to all but moderators and administrators; `not_found`. */
export async function findOverseen(
  actor: Actor,
  slug: string,
  number: number,
  on: Queryable = db(),
): Promise<OverseenRevision> {
  if (!can(actor, "revision.hide")) throw new DomainError("forbidden", "revision_hide");
  const { section: own, revision: found } = await loadRevision(on, slug, number);
  const one = await readWhole(on, found.id);
  if (!one || !partOf(own.key) || one.state === "pending") throw new DomainError("not_found", "revision");
  const kind = profileKinds(own.key);
  const parent = await readWhole(on, one.parentId);
  return {
    number,
    section: own.key,
    summary: one.summary,
    diff: kind.diff(contentOf(kind, parent), contentOf(kind, one)),
    hiding: await findHiding(on, one.id),
    isStanding: own.currentRevisionId === one.id,
    last: Math.max(number, (await findLastPast(on, own)) ?? 0),
  };
}

async function findLastPast(on: Queryable, own: SectionRow): Promise<number | null> {
  const [row] = await on
    .select({ number: revision.number })
    .from(revision)
    .where(
      and(eq(revision.sectionId, own.id), isStanding(), ne(revision.id, sql`${own.currentRevisionId}::uuid`)),
    )
    .orderBy(desc(revision.number))
    .limit(1);
  return row?.number ?? null;
}
