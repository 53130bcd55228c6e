import { eq, inArray, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { Queryable } from "@/db/client";
import { member } from "@/db/schema/accounts";
import { type RevisionTag, revision, section } from "@/db/schema/revisions";
import { subselect } from "@/db/subselect";
import { isAuthorHidden, isTextHidden, PURGED_FOR, SHOWN_SUMMARY } from "@/lib/revisions";
import type { Author, RevisionLine, TakenBack } from "./model";

export const merged = alias(revision, "merged");
const source = alias(revision, "source");
const sourceAuthor = alias(member, "source_author");
const parent = alias(revision, "parent");
const parentAuthor = alias(member, "parent_author");

/** The columns of every list of revisions, from the tables that `lines` joins. */
export const LINE = {
  id: revision.id,
  number: revision.number,
  section: section.key,
  summary: SHOWN_SUMMARY,
  isHidden: isTextHidden(),
  purgedFor: PURGED_FOR,
  tag: revision.tag,
  sourceId: revision.sourceId,
  byToken: revision.byToken,
  createdAt: revision.createdAt,
  sizeChange: revision.sizeChange,
  authorId: revision.authorId,
  handle: member.handle,
  displayName: member.displayName,
  authorState: member.state,
  isAuthorHidden: isAuthorHidden(),
  mergedInto: merged.number,
  isStanding: sql<boolean>`${section.currentRevisionId} is not distinct from ${revision.id}`,
  /** The page's published revision before it; 0 for the first. */
  previous: subselect<number>`coalesce((select max(b.number) from revision b where b.page_id = ${revision.pageId}
    and b.number < ${revision.number} and b.state = 'published'), 0)`,
} as const;

interface LineRow {
  id: string;
  number: number;
  section: string;
  summary: string;
  isHidden: boolean;
  purgedFor: RevisionLine["purgedFor"];
  tag: RevisionTag;
  sourceId: string | null;
  byToken: boolean;
  createdAt: Date;
  sizeChange: number;
  authorId: string | null;
  handle: string | null;
  displayName: string | null;
  authorState: string | null;
  isAuthorHidden: boolean;
  mergedInto: number | null;
  isStanding: boolean;
  previous: number;
}

/** Names the author of a revision: the community (imports), a member, a former member, or hidden. */
export function authorOf(
  row: Pick<LineRow, "authorId" | "handle" | "displayName" | "authorState" | "isAuthorHidden">,
): Author {
  if (row.authorId === null) return "community";
  if (row.isAuthorHidden) return "hidden";
  if (row.authorState === "erased" || row.handle === null || row.displayName === null) return "former";
  return { handle: row.handle, displayName: row.displayName };
}

/** Converts rows of `LINE` to what lists show. */
export async function linesOf(rows: readonly LineRow[], on: Queryable): Promise<RevisionLine[]> {
  const takenBack = await findTakenBack(
    rows.filter(refersBack).map(({ id }) => id),
    on,
  );
  return rows.map((row) => ({
    number: row.number,
    section: row.section,
    summary: row.summary,
    isHidden: row.isHidden,
    purgedFor: row.purgedFor,
    tag: row.tag,
    byToken: row.byToken,
    createdAt: row.createdAt,
    sizeChange: row.sizeChange,
    mergedInto: row.mergedInto,
    isStanding: row.isStanding,
    previous: row.previous,
    author: authorOf(row),
    takenBack: takenBack.get(row.id) ?? null,
  }));
}

const TAKES_BACK: readonly RevisionTag[] = ["undo", "revert", "rollback"];

/** Whether a line says what it refers to: what it took back, or the withdrawn edit that it sends again. */
const refersBack = ({ tag, sourceId }: LineRow) =>
  TAKES_BACK.includes(tag) || (tag === "edit" && sourceId !== null);

/** Finds what revisions took back, by id; queried only if the list has such revisions. */
async function findTakenBack(ids: readonly string[], on: Queryable): Promise<Map<string, TakenBack>> {
  if (ids.length === 0) return new Map();
  const rows = await on
    .select({
      id: revision.id,
      tag: revision.tag,
      number: source.number,
      authorId: source.authorId,
      handle: sourceAuthor.handle,
      displayName: sourceAuthor.displayName,
      authorState: sourceAuthor.state,
      isAuthorHidden: isAuthorHidden(source.id),
      last: parent.number,
      first: subselect<
        number | null
      >`(select min(n.number) from revision n where n.section_id = ${revision.sectionId}
        and n.number > ${source.number} and n.state = 'published' and n.merged_into_id is null)`,
      runAuthorId: parent.authorId,
      runHandle: parentAuthor.handle,
      runDisplayName: parentAuthor.displayName,
      runAuthorState: parentAuthor.state,
      // All revisions of a run have one author: if the author of one is hidden, naming another would reveal
      // it.
      isRunAuthorHidden: subselect<boolean>`exists (select 1 from revision n
        join revision_hiding h on h.revision_id = n.id and h.is_author_hidden
        where n.section_id = ${revision.sectionId} and n.number > ${source.number} and n.number <= ${parent.number})`,
    })
    .from(revision)
    .innerJoin(source, eq(source.id, revision.sourceId))
    .leftJoin(sourceAuthor, eq(sourceAuthor.id, source.authorId))
    .leftJoin(parent, eq(parent.id, revision.parentId))
    .leftJoin(parentAuthor, eq(parentAuthor.id, parent.authorId))
    .where(inArray(revision.id, [...ids]));
  return new Map(
    rows.map((row) => {
      const runAuthor = authorOf({
        authorId: row.runAuthorId,
        handle: row.runHandle,
        displayName: row.runDisplayName,
        authorState: row.runAuthorState,
        isAuthorHidden: row.isRunAuthorHidden,
      });
      const run =
        row.tag === "rollback" && row.last !== null
          ? { first: row.first ?? row.last, last: row.last, author: runAuthor }
          : null;
      return [row.id, { source: { number: row.number, author: authorOf(row) }, run }];
    }),
  );
}

/** Starts a query of revisions with the tables of `LINE`; the caller adds conditions and order. */
export function lines(on: Queryable) {
  return on
    .select(LINE)
    .from(revision)
    .innerJoin(section, eq(section.id, revision.sectionId))
    .leftJoin(member, eq(member.id, revision.authorId))
    .leftJoin(merged, eq(merged.id, revision.mergedIntoId))
    .$dynamic();
}
