import { and, eq } from "drizzle-orm";
import { db, type Queryable } from "@/db/client";
import { member } from "@/db/schema/accounts";
import { watch } from "@/db/schema/watching";
import { thingId } from "@/lib/notices";
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

/** Finds what a link may still change; null for an invalid one, a former member, or a kind that is watched no more. */
export async function findLevelLink(token: string, on: Queryable = db()): Promise<LevelLink | null> {
  const link = readLevelToken(token);
  if (!link || !placeKinds().places.some(({ kind }) => kind === link.kind)) return null;
  const [row] = await on.select({ state: member.state }).from(member).where(eq(member.id, link.memberId));
  return row && row.state !== "erased" ? link : null;
}

/** Finds the level that a mail's link shows, signed in or not. Does not reveal the member. */
export async function findLinkedLevel(token: string, on: Queryable = db()): Promise<LinkedLevel | null> {
  const link = await findLevelLink(token, on);
  if (!link) return null;
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
