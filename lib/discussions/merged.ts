import { sql } from "drizzle-orm";
import type { Queryable } from "@/db/client";
import type { TopicArea } from "./areas/model";

/** Finds the number of the topic that has the messages of a merged one; null for one that was not merged, or is no topic. */
export async function findMergedInto(on: Queryable, area: TopicArea, number: string): Promise<string | null> {
  if (!/^\d{1,9}$/.test(number)) return null;
  const { rows } = await on.execute<{ slug: string }>(sql`
    select i.number::text as slug from topic t join topic i on i.page_id = t.merged_into_id
    where t.is_in_room = ${area === "rooms"} and t.number = ${Number(number)}`);
  return rows[0]?.slug ?? null;
}
