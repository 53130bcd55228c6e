import { sql } from "drizzle-orm";
import { db } from "@/db/client";
import type { LinkingKind } from "./links";
import type { ModeratedKind } from "./moderation";

/** What the engines need to know of a kind of page. Its domain provides it; `lib/page-kinds.ts` lists them all. */
export interface PageKind<Place = unknown> extends LinkingKind, ModeratedKind<Place> {}

/** Lists the ids of all public pages of a kind, in a fixed order. */
export async function listShownIds({ shown }: Pick<PageKind, "shown">): Promise<string[]> {
  const { rows } = await db().execute<{ id: string }>(
    sql`select s.page_id as id from (${shown}) s order by s.page_id`,
  );
  return rows.map(({ id }) => id);
}
