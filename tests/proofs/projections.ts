import type { Pool } from "pg";

/** Returns a fingerprint of every row of the projections. */
export async function projectionsChecksum(pool: Pool): Promise<string> {
  const { rows } = await pool.query<{ sum: string }>(
    `select md5(
      coalesce((select string_agg(t::text, '|' order by page_id, treaty) from treaty_status t), '') ||
      coalesce((select string_agg(r::text, '|' order by page_id, section, record_id) from profile_record r), '') ||
      coalesce((select string_agg(v::text, '|' order by page_id, record_id) from provision v), '') ||
      coalesce((select string_agg(m::text, '|' order by page_id, article) from mapping m), '') ||
      coalesce((select string_agg(d::text, '|' order by page_id, record_id) from declaration d), '') ||
      coalesce((select string_agg(l::text, '|' order by section_id, target) from page_link l), '')) as sum`,
  );
  return rows[0]?.sum ?? "";
}
