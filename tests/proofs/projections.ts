import type { Pool } from "pg";

/** A fingerprint of every row of the projections. */
export async function projectionsChecksum(pool: Pool): Promise<string> {
  const { rows } = await pool.query<{ sum: string }>(
    `select md5(
      coalesce((select string_agg(t::text, '|' order by page_id, treaty) from treaty_status t), '') ||
      coalesce((select string_agg(r::text, '|' order by page_id, section, record_id) from profile_record r), '')) as sum`,
  );
  return rows[0]?.sum ?? "";
}
