import { sql } from "drizzle-orm";
import type { Queryable } from "@/db/client";
import { subselect } from "@/db/subselect";
import type { TopicArea } from "./areas/model";

/** The number in an address of a topic; 0 for what is none. */
export const numberOf = (slug: string): number => (/^\d{1,9}$/.test(slug) ? Number(slug) : 0);

/** SQL: the number of the topic that has the messages of a merged one; null for one that was not merged, or is no topic. */
export const mergedInto = (area: TopicArea, slug: string) =>
  subselect<number | null>`(select i.number from topic t join topic i on i.page_id = t.merged_into_id
    where t.is_in_room = ${area === "rooms"} and t.number = ${numberOf(slug)})`;

/** Finds the number of the topic that has the messages of a merged one; null for one that was not merged, or is no topic. */
export async function findMergedInto(on: Queryable, area: TopicArea, slug: string): Promise<string | null> {
  const { rows } = await on.execute<{ slug: string | null }>(
    sql`select ${mergedInto(area, slug)}::text as slug`,
  );
  return rows[0]?.slug ?? null;
}
