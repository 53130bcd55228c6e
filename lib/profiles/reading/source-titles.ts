import { and, desc, eq, not, sql } from "drizzle-orm";
import { db, type Queryable } from "@/db/client";
import { profileRecord } from "@/db/schema/profiles";
import { revision, section } from "@/db/schema/revisions";
import { kindOf } from "@/lib/profiles/kinds";
import { contentOf, isTextHidden } from "@/lib/revisions";
import { after, before, standingAfter } from "./at-revision";

/** The titles of the sources that a profile lists today, by their ids. */
export async function listSourceTitles(pageId: string, on: Queryable = db()): Promise<Map<string, string>> {
  const rows = await on
    .select({ id: profileRecord.recordId, title: profileRecord.title })
    .from(profileRecord)
    .where(and(eq(profileRecord.pageId, pageId), eq(profileRecord.section, "sources")));
  return new Map(rows.map((row) => [row.id, row.title]));
}

/** Number of earlier lists, newest first, searched for a removed source. */
const EARLIER_LISTS = 200;

/** Lists the last titles of sources that a profile no longer lists, by id. Hidden lists are skipped. */
export async function listRemovedSourceTitles(
  pageId: string,
  on: Queryable = db(),
): Promise<Map<string, string>> {
  const [today, lists] = await Promise.all([
    listSourceTitles(pageId, on),
    on
      .select({ content: revision.content })
      .from(revision)
      .innerJoin(section, eq(section.id, revision.sectionId))
      .where(
        and(
          eq(section.pageId, pageId),
          eq(section.key, "sources"),
          eq(revision.state, "published"),
          not(isTextHidden()),
        ),
      )
      .orderBy(desc(revision.number))
      .limit(EARLIER_LISTS),
  ]);
  const kind = kindOf("sources");
  const titles = new Map<string, string>();
  for (const { content } of lists) {
    const { records } = contentOf(kind, { content }) as { records: { id: string; title: string }[] };
    for (const { id, title } of records) if (!today.has(id) && !titles.has(id)) titles.set(id, title);
  }
  return titles;
}

/**
 * Lists the titles of a profile's sources as of the second of two revisions, by id, including those listed only
 * at the first. Hidden lists are skipped.
 */
export async function listSourceTitlesAt(
  pageId: string,
  [first, second]: readonly [number, number],
  on: Queryable = db(),
): Promise<Map<string, string>> {
  const rows = await on
    .select({
      before: sql<unknown>`case when ${isTextHidden(before.id)} then null else ${before.content} end`,
      after: sql<unknown>`case when ${isTextHidden(after.id)} then null else ${after.content} end`,
    })
    .from(section)
    .leftJoin(before, eq(before.id, standingAfter(first)))
    .leftJoin(after, eq(after.id, standingAfter(second)))
    .where(and(eq(section.pageId, pageId), eq(section.key, "sources")));
  const kind = kindOf("sources");
  const titles = new Map<string, string>();
  for (const content of rows.flatMap((row) => [row.before, row.after])) {
    if (content === null) continue;
    const { records } = contentOf(kind, { content }) as { records: { id: string; title: string }[] };
    for (const { id, title } of records) titles.set(id, title);
  }
  return titles;
}
