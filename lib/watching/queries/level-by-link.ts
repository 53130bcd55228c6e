import { and, eq } from "drizzle-orm";
import { db, type Queryable } from "@/db/client";
import { watch } from "@/db/schema/watching";
import { isStillMember, thingId } from "@/lib/notices";
import { type LevelLink, readLevelToken } from "../level-token";
import { type Level, levelsOfKind, placeKinds, type Thing } from "../model";
import { listThings } from "../things";

/** What a mail's link to a level shows. */
export interface LinkedLevel {
  /** The thing, if everybody may know of it: the link may have been forwarded. */
  thing: Thing | null;
  /** Null for none of its own. */
  level: Level | null;
  /** The levels that it can have. */
  levels: Level[];
}

/** Reads what a link is about; null for an invalid one, and for a kind that can no longer be watched. */
export function readLevelLink(token: string): LevelLink | null {
  const link = readLevelToken(token);
  return link && placeKinds().places.some(({ kind }) => kind === link.kind) ? link : null;
}

/**
 * Finds the level that a mail's link shows, signed in or not; null for an invalid link or a former member. Does not
 * reveal the member.
 */
export async function findLinkedLevel(token: string, on: Queryable = db()): Promise<LinkedLevel | null> {
  const link = readLevelLink(token);
  if (!link || !(await isStillMember(link.memberId, on))) return null;
  const { memberId, kind, key } = link;
  const [[row], things] = await Promise.all([
    on
      .select({ level: watch.level })
      .from(watch)
      .where(and(eq(watch.memberId, memberId), eq(watch.kind, kind), eq(watch.key, key))),
    listThings([{ kind, key }], null, on),
  ]);
  return {
    thing: things.get(thingId({ kind, key })) ?? null,
    level: row?.level ?? null,
    levels: levelsOfKind(kind),
  };
}
