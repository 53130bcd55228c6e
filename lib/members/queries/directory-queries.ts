import { and, arrayContains, asc, count, desc, eq, or, type SQL, sql } from "drizzle-orm";
import { db } from "@/db/client";
import { member } from "@/db/schema/accounts";
import { subselect } from "@/db/subselect";
import { cutPage, PAGE_SIZE, type Page } from "@/lib/core/paging";
import { type DirectoryLine, type DirectoryQuery, fieldsFor, type ProfileField } from "../model";
import { PERSONAL } from "../personal-columns";

/**
 * Lists a page of the directory by name: active members who chose to be listed, with public fields. Filters
 * match public fields only, so that hidden ones cannot be guessed.
 */
export async function listDirectory(query: DirectoryQuery): Promise<Page<DirectoryLine> & { total: number }> {
  const backwards = query.before !== undefined;
  const cursor = query.before ?? query.after;
  const filter = filterOf(query);
  const [rows, [all]] = await Promise.all([
    db()
      .select({
        id: member.id,
        handle: member.handle,
        displayName: member.displayName,
        ...PERSONAL,
      })
      .from(member)
      .where(and(filter, cursor ? placeOf(cursor, backwards) : undefined))
      .orderBy(
        backwards ? desc(member.displayName) : asc(member.displayName),
        backwards ? desc(member.id) : asc(member.id),
      )
      .limit(PAGE_SIZE + 1),
    db().select({ total: count() }).from(member).where(filter),
  ]);
  const lines = rows.map(({ id, handle, displayName, visibility, ...fields }) => ({
    id,
    handle,
    displayName,
    fields: fieldsFor(fields, visibility, "public"),
  }));
  return { ...cutPage(lines, (line) => line.id, { cursor: query.after, backwards }), total: all?.total ?? 0 };
}

/** Position after which a page begins, by current name and id. */
function placeOf(cursor: string, backwards: boolean): SQL {
  const key = subselect`(select m.display_name, m.id from member m where m.id = ${cursor})`;
  return backwards
    ? sql`(${member.displayName}, ${member.id}) < ${key}`
    : sql`(${member.displayName}, ${member.id}) > ${key}`;
}

const isPublic = (field: ProfileField) => sql`${member.visibility} ->> ${field}::text = 'public'`;

function filterOf(query: DirectoryQuery): SQL | undefined {
  const pattern = query.q === undefined ? undefined : `%${query.q.replaceAll(/[\\%_]/g, "\\$&")}%`;
  return and(
    eq(member.isListed, true),
    eq(member.state, "active"),
    query.country ? and(eq(member.country, query.country), isPublic("country")) : undefined,
    query.sector ? and(eq(member.sector, query.sector), isPublic("sector")) : undefined,
    query.specialty
      ? and(arrayContains(member.specialties, [query.specialty]), isPublic("specialties"))
      : undefined,
    query.language
      ? and(arrayContains(member.languages, [query.language]), isPublic("languages"))
      : undefined,
    pattern
      ? or(
          sql`${member.displayName} ilike ${pattern}`,
          and(sql`${member.institution} ilike ${pattern}`, isPublic("institution")),
        )
      : undefined,
  );
}

/** Lists countries shown by listed members, for the directory's filter. */
export async function listDirectoryCountries(): Promise<string[]> {
  const rows = await db()
    .selectDistinct({ country: member.country })
    .from(member)
    .where(and(eq(member.isListed, true), eq(member.state, "active"), isPublic("country")));
  return rows.map((row) => row.country).filter((country) => country !== null);
}
