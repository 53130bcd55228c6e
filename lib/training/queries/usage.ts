import { sql } from "drizzle-orm";
import { db, type Queryable } from "@/db/client";
import { fileDownload } from "@/db/schema/files";
import { materialFile, materialVersion } from "@/db/schema/training";
import { FEWEST_SHOWN } from "@/lib/training/use/model";

/** How often the files of a material were downloaded. */
export interface Usage {
  total: number;
  /** The most first; those of fewer than `FEWEST_SHOWN` are in `few`. */
  countries: { country: string; count: number }[];
  /** Of all countries with so few that a number could mean one person. */
  few: number;
  /** Of visitors, and of members who name no country. */
  nobodys: number;
}

const NOTHING: Usage = { total: 0, countries: [], few: 0, nobodys: 0 };

/**
 * Downloads of materials by the country of the member, for their owners. A file counts once for each material, in
 * however many of its versions it stands. In a country with two colleagues a count of one would name the other, so
 * small ones are told together.
 */
export async function listUsage(
  materialIds: readonly string[],
  on: Queryable = db(),
): Promise<ReadonlyMap<string, Usage>> {
  const usages = new Map(materialIds.map((id) => [id, { ...NOTHING, countries: [] as Usage["countries"] }]));
  if (materialIds.length === 0) return usages;
  const { rows } = await on.execute<{ materialId: string; country: string; count: number }>(sql`
    select f.material_id as "materialId", d.country, sum(d.count)::int as count
    from (select distinct material_id, file_id from ${materialFile}
      where material_id = any(${sql.param([...materialIds])}::uuid[])) f
    join ${fileDownload} d on d.file_id = f.file_id
    group by f.material_id, d.country order by count desc, d.country`);
  for (const { materialId, country, count } of rows) {
    const usage = usages.get(materialId);
    if (!usage) continue;
    usage.total += count;
    if (country === "") usage.nobodys += count;
    else if (count < FEWEST_SHOWN) usage.few += count;
    else usage.countries.push({ country, count });
  }
  return usages;
}

/** Downloads of the files of each version, the newest first; a file that stands in two counts for both. */
export async function listVersionUsage(
  materialId: string,
  on: Queryable = db(),
): Promise<{ id: string; label: string; count: number }[]> {
  const { rows } = await on.execute<{ id: string; label: string; count: number }>(sql`
    select v.id, v.label, coalesce(sum(d.count), 0)::int as count
    from ${materialVersion} v
    left join ${materialFile} f on f.version_id = v.id
    left join ${fileDownload} d on d.file_id = f.file_id
    where v.material_id = ${materialId} and v.published_at is not null
    group by v.id, v.label, v.number order by v.number desc`);
  return rows;
}
