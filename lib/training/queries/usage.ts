import { sql } from "drizzle-orm";
import { db, type Queryable } from "@/db/client";
import { fileDownload } from "@/db/schema/files";
import { materialFile, materialVersion } from "@/db/schema/training";
import { FEWEST_SHOWN } from "@/lib/training/use/model";

/** Downloads of a material's files. */
export interface Usage {
  total: number;
  /** Most frequent first; countries below `FEWEST_SHOWN` are in `few`. */
  countries: { country: string; count: number }[];
  /** Sum of the countries with so few that a number could identify a person. */
  few: number;
  /** By visitors, and members without a country. */
  nobodys: number;
}

const NOTHING: Usage = { total: 0, countries: [], few: 0, nobodys: 0 };

/**
 * Counts downloads of materials by the member's country, for their owners. A file counts once per material,
 * in however many versions. Small counts are combined, as a count of one in a country with two colleagues
 * would identify one to the other.
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
    group by f.material_id, d.country order by count desc, d.country, f.material_id`);
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

/** Counts downloads of each version's files, newest first; a file in two versions counts for both. */
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
