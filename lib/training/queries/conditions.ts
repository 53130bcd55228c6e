import { and, eq, inArray, type SQL, type SQLWrapper, sql } from "drizzle-orm";
import { file } from "@/db/schema/files";
import { material, materialFile, materialVersion } from "@/db/schema/training";
import { FILE_TYPES } from "@/lib/files/model";
import type { FacetName, LibraryQuery } from "./model";

/** How long a material takes, as readers choose: derived from its minutes, else from its days. */
export const DURATION_BAND = sql<string>`case
  when coalesce(${material.durationMinutes}, ${material.deliveryDays} * 360) is null then null
  when coalesce(${material.durationMinutes}, ${material.deliveryDays} * 360) <= 60 then 'hour'
  when coalesce(${material.durationMinutes}, ${material.deliveryDays} * 360) <= 240 then 'half-day'
  when coalesce(${material.durationMinutes}, ${material.deliveryDays} * 360) <= 480 then 'day'
  else 'days' end`;

/** A material's id in a query of the table; its name is said, since the subqueries have ids of their own. */
export const MATERIAL_ID = sql.raw('"material"."page_id"');

/** File groups of what can be had. In a query of `material`. */
export const FILE_GROUPS_OF = sql<string[]>`array(select distinct case ${sql.join(
  Object.entries(FILE_TYPES).map(([type, { group }]) => sql`when b.type = ${type} then ${group}`),
  sql` `,
)} else 'data' end
  from ${materialFile} f join ${materialVersion} v on v.id = f.version_id join ${file} b on b.id = f.file_id
  where f.material_id = ${MATERIAL_ID} and v.published_at is not null and b.state = 'clean')`;

const anyOf = (column: SQLWrapper, values: readonly string[]) =>
  sql`${column} && ${sql.param([...values])}::text[]`;

/** Literal text in a pattern of `like`. */
const escaped = (text: string) => text.replace(/[\\%_]/g, "\\$&");

const FILTERS: Readonly<Record<FacetName, (values: readonly string[]) => SQL>> = {
  kind: (values) => inArray(material.kind, [...values]),
  audience: (values) => anyOf(material.audiences, values),
  level: (values) => inArray(material.level, [...values]),
  topic: (values) => anyOf(material.topics, values),
  lang: (values) => anyOf(material.languages, values),
  type: (values) => anyOf(FILE_GROUPS_OF, values),
  access: (values) => inArray(material.access, values as ("public" | "members" | "practitioners")[]),
  format: (values) => anyOf(material.formats, values),
  duration: (values) => sql`${DURATION_BAND} = any(${sql.param([...values])}::text[])`,
  country: (values) => anyOf(material.countries, values),
  licence: (values) => inArray(material.licence, [...values]),
  tlp: (values) => inArray(material.tlp, [...values]),
};

/** What a row of the list must be: published, and what the reader chose; `except` one filter, to count its values. */
export function chosen(query: LibraryQuery, except?: FacetName): SQL {
  const conditions: SQL[] = [eq(material.state, "published")];
  for (const [name, filter] of Object.entries(FILTERS) as [FacetName, (values: readonly string[]) => SQL][]) {
    const values = query[name];
    if (name !== except && values && values.length > 0) conditions.push(filter(values));
  }
  if (query.article) conditions.push(anyOf(material.articles, [query.article]));
  if (query.project) conditions.push(eq(material.project, query.project));
  if (query.q)
    conditions.push(sql`(${material.title} || ' ' || ${material.abstract}) ilike ${`%${escaped(query.q)}%`}`);
  return and(...conditions) as SQL;
}
