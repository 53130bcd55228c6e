import { sql } from "drizzle-orm";
import type { Ctx } from "@/lib/core/ctx";

/** Takes the next number of a topic. Numbers that a failed transaction took are never used. */
export async function nextTopicNumber({ tx }: Ctx): Promise<number> {
  const { rows } = await tx.execute<{ n: number }>(sql`select nextval('topic_number')::int as n`);
  const [row] = rows;
  if (!row) throw new Error("the sequence of topics gave no number");
  return row.n;
}
