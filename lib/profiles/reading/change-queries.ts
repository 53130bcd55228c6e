import { and, eq, not, type SQL, sql } from "drizzle-orm";
import { db, type Queryable } from "@/db/client";
import { member } from "@/db/schema/accounts";
import { profile } from "@/db/schema/profiles";
import { revision, section } from "@/db/schema/revisions";
import { PAGE_SIZE, type Page } from "@/lib/core/paging";
import { byMoment, LINE, linesOf, merged } from "@/lib/pages";
import { isAuthorHidden } from "@/lib/revisions";
import type { ChangeLine, ChangesOf } from "./model";

/** Lists a page of published revisions of all profiles, newest first, keyed by moment and id (`byMoment`). */
export async function listChanges(
  query: ChangesOf,
  size = PAGE_SIZE,
  on: Queryable = db(),
): Promise<Page<ChangeLine>> {
  const { past, order, limit, cut } = byMoment(query, "newest", size);
  const rows = await on
    .select({
      ...LINE,
      slug: profile.slug,
      designation: profile.designation,
      nameEn: profile.nameEn,
      nameFr: profile.nameFr,
      nameAr: profile.nameAr,
    })
    .from(revision)
    .innerJoin(section, eq(section.id, revision.sectionId))
    .innerJoin(profile, eq(profile.pageId, revision.pageId))
    .leftJoin(member, eq(member.id, revision.authorId))
    .leftJoin(merged, eq(merged.id, revision.mergedIntoId))
    .where(and(eq(revision.state, "published"), ...changeFilters(query), past))
    .orderBy(...order)
    .limit(limit);
  const own = await linesOf(rows, on);
  const found = rows.flatMap((row, index) => {
    const line = own[index];
    const { id, slug, designation, nameEn: en, nameFr: fr, nameAr: ar } = row;
    return line ? [{ ...line, id, slug, designation, names: { en, fr, ar } }] : [];
  });
  return cut(found);
}

function changeFilters(query: ChangesOf): (SQL | undefined)[] {
  // An edit may have waited for review before it was published.
  const { days, since } = query;
  return [
    query.region ? eq(profile.region, query.region) : undefined,
    query.country ? eq(profile.slug, query.country) : undefined,
    query.section ? sql`split_part(${section.key}, '@', 1) = ${query.section}` : undefined,
    query.member
      ? and(eq(member.handle, query.member), sql`${member.state} <> 'erased'`, not(isAuthorHidden()))
      : undefined,
    query.tag === "token" ? eq(revision.byToken, true) : query.tag && eq(revision.tag, query.tag),
    since
      ? sql`coalesce(${revision.decidedAt}, ${revision.createdAt}) > ${since}::timestamptz
          and ${revision.createdAt} > ${since}::timestamptz - interval '30 days'`
      : undefined,
    days ? sql`${revision.createdAt} >= now() - make_interval(days => ${Number(days)})` : undefined,
  ];
}
