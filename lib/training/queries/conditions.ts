import { and, eq, inArray, type SQL, type SQLWrapper, sql } from "drizzle-orm";
import { file } from "@/db/schema/files";
import { material, materialFile, materialVersion } from "@/db/schema/training";
import { subselect } from "@/db/subselect";
import { FILE_TYPES } from "@/lib/files/types/model";
import type { Locale } from "@/lib/i18n/locales";
import { listOwners, wordsQuery } from "@/lib/search";
import { materialOf } from "../search-owner";
import type { CountedName, FacetName, LibraryQuery } from "./model";

/** SQL: duration as in the filter, from its minutes or else its days. */
export const DURATION_BAND = sql<string>`case
  when coalesce(${material.durationMinutes}, ${material.deliveryDays} * 360) is null then null
  when coalesce(${material.durationMinutes}, ${material.deliveryDays} * 360) <= 60 then 'hour'
  when coalesce(${material.durationMinutes}, ${material.deliveryDays} * 360) <= 240 then 'half-day'
  when coalesce(${material.durationMinutes}, ${material.deliveryDays} * 360) <= 480 then 'day'
  else 'days' end`;

/** SQL: a material's id, with the table's name because subqueries have ids of their own. */
export const MATERIAL_ID = sql.raw('"material"."page_id"');

/** SQL: all file types with their group, for a join. */
const GROUPS = sql`(values ${sql.join(
  Object.entries(FILE_TYPES).map(([type, { group }]) => sql`(${type}::text, ${group}::text)`),
  sql`, `,
)})`;

/** SQL: clean files of published versions; `b` is the file. */
const HAD = sql`${materialFile} f join ${materialVersion} v on v.id = f.version_id and v.published_at is not null
  join ${file} b on b.id = f.file_id and b.state = 'clean'`;

/** SQL: file groups of each material, joined by `material_id`. */
export const GROUPS_OF_EACH = subselect`(select of.material_id, array_agg(of.grp) as groups from (
    select distinct f.material_id, t.grp from ${HAD} join ${GROUPS} as t(type, grp) on t.type = b.type
  ) of group by of.material_id)`;

function typesOf(groups: readonly string[]): string[] {
  return Object.entries(FILE_TYPES).flatMap(([type, { group }]) => (groups.includes(group) ? [type] : []));
}

const anyOf = (column: SQLWrapper, values: readonly string[]) =>
  sql`${column} && ${sql.param([...values])}::text[]`;

const FILTERS: Readonly<Record<FacetName, (values: readonly string[]) => SQL>> = {
  kind: (values) => inArray(material.kind, [...values]),
  audience: (values) => anyOf(material.audiences, values),
  level: (values) => inArray(material.level, [...values]),
  topic: (values) => anyOf(material.topics, values),
  lang: (values) => anyOf(material.languages, values),
  type: (values) =>
    subselect`${material.pageId} in (select f.material_id from ${HAD} where b.type = any(${sql.param(typesOf(values))}::text[]))`,
  access: (values) => inArray(material.access, values as ("public" | "members" | "practitioners")[]),
  format: (values) => anyOf(material.formats, values),
  duration: (values) => sql`${DURATION_BAND} = any(${sql.param([...values])}::text[])`,
  country: (values) => anyOf(material.countries, values),
  licence: (values) => inArray(material.licence, [...values]),
  tlp: (values) => inArray(material.tlp, [...values]),
};

/** The reader's filters. `holding`: materials matching the words of `query.q`; null without words. */
export interface Asked {
  query: LibraryQuery;
  holding: readonly string[] | null;
}

/** Searches for the words of a query, in the page's language: in a material itself, or in a public file. */
export async function askedOf(query: LibraryQuery, locale: Locale): Promise<Asked> {
  if (!query.q) return { query, holding: null };
  const words = await wordsQuery(query.q, locale);
  const owners = words === null ? [] : await listOwners(words, ["material", "file"]);
  return { query, holding: [...new Set(owners.flatMap((owner) => materialOf(owner) ?? []))] };
}

/** Conditions that always apply, and those of each active filter. */
export function conditionsOf({ query, holding }: Asked): {
  always: SQL;
  chosen: ReadonlyMap<CountedName, SQL>;
} {
  const chosen = new Map<CountedName, SQL>();
  for (const [name, filter] of Object.entries(FILTERS) as [FacetName, (values: readonly string[]) => SQL][]) {
    const values = query[name];
    if (values && values.length > 0) chosen.set(name, filter(values));
  }
  if (query.article) chosen.set("article", anyOf(material.articles, [query.article]));
  if (query.project) chosen.set("project", eq(material.project, query.project));
  const published = eq(material.state, "published");
  const held =
    holding === null ? undefined : sql`${material.pageId} = any(${sql.param([...holding])}::uuid[])`;
  return { always: and(published, held) as SQL, chosen };
}

/** Builds the conditions of the list: published, and the reader's filters. */
export function whereOf(asked: Asked): SQL {
  const { always, chosen } = conditionsOf(asked);
  return and(always, ...chosen.values()) as SQL;
}
