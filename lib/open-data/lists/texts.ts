import { and, desc, eq, inArray, not } from "drizzle-orm";
import type { Queryable } from "@/db/client";
import { revision, section } from "@/db/schema/revisions";
import { contentOf, isTextHidden } from "@/lib/revisions";
import type { SectionKind } from "@/lib/revisions/kind";
import { articleKind } from "@/lib/revisions/prose/article";
import { partsOfKey, UUID } from "./place";

/** Reads the id after which a page of a list begins. Throws `invalid` if it is not an id. */
export const afterId = (after: string) => partsOfKey(after, new RegExp(`^(${UUID})$`))[0] ?? "";

/** Reads the public text `key` of some pages. Returns a function that gives it by page id, empty if there is none. */
export async function textsOf(pageIds: readonly string[], key: string, on: Queryable) {
  const kind = articleKind(key) as SectionKind<unknown>;
  const rows =
    pageIds.length === 0
      ? []
      : await on
          .select({ pageId: section.pageId, content: revision.content })
          .from(section)
          .innerJoin(revision, eq(revision.id, section.currentRevisionId))
          .where(
            and(
              inArray(section.pageId, [...pageIds]),
              eq(section.key, key),
              eq(revision.state, "published"),
              not(isTextHidden()),
            ),
          )
          .orderBy(desc(section.pageId));
  const found = new Map(rows.map(({ pageId, content }) => [pageId, content]));
  return (pageId: string) => contentOf(kind, { content: found.get(pageId) ?? null });
}
