import { and, eq, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { db, type Queryable } from "@/db/client";
import { revision, section } from "@/db/schema/revisions";
import { subselect } from "@/db/subselect";
import { DEFAULT_CONTENT_LANGUAGE } from "@/lib/i18n/content-languages";
import { kindOf } from "@/lib/profiles/kinds";
import { partOf, SECTION_KEYS } from "@/lib/profiles/model";
import { contentOf, isTextHidden } from "@/lib/revisions";
import type { SectionDiff } from "./model";

export const before = alias(revision, "before");
export const after = alias(revision, "after");

/** Id of a section's newest revision up to a number that was once current. */
export function standingAfter(number: number) {
  return subselect`(select r.id from revision r where r.section_id = ${section.id} and r.number <= ${number}
    and r.state = 'published' and r.merged_into_id is null order by r.number desc limit 1)`;
}

/**
 * Lists the sections of a profile that differ between two of its revisions, in the order of the page. `from` 0
 * is before the first.
 */
export async function listSectionDiffs(
  pageId: string,
  from: number,
  to: number,
  on: Queryable = db(),
): Promise<SectionDiff[]> {
  const rows = await on
    .select({
      key: section.key,
      language: section.language,
      before: before.content,
      after: after.content,
      isHidden: sql<boolean>`${isTextHidden(before.id)} or ${isTextHidden(after.id)}`,
    })
    .from(section)
    .leftJoin(before, eq(before.id, standingAfter(from)))
    .leftJoin(after, eq(after.id, standingAfter(to)))
    .where(and(eq(section.pageId, pageId), sql`${before.id} is distinct from ${after.id}`));
  const place = (key: string) => SECTION_KEYS.indexOf(partOf(key)?.section ?? "sources");
  return rows
    .sort((a, b) => place(a.key) - place(b.key) || (a.key < b.key ? -1 : 1))
    .flatMap((row): SectionDiff[] => {
      const part = partOf(row.key);
      if (!part) return [];
      const language = row.language ?? DEFAULT_CONTENT_LANGUAGE;
      const at = { key: row.key, section: part.section, language };
      if (row.isHidden) return [{ ...at, diff: null }];
      const kind = kindOf(part.section);
      const read = (content: unknown) => contentOf(kind, content === null ? null : { content });
      const diff = kind.diff(read(row.before), read(row.after));
      // A change that was undone is not a difference.
      return diff.size.passages > 0 ? [{ ...at, diff }] : [];
    });
}
