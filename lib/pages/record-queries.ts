import { and, asc, eq, isNull, not, sql } from "drizzle-orm";
import { db, type Queryable } from "@/db/client";
import { member } from "@/db/schema/accounts";
import { revision } from "@/db/schema/revisions";
import { isAuthorHidden, isTextHidden, SHOWN_SUMMARY } from "@/lib/revisions";
import type { SectionKind } from "@/lib/revisions/kind";
import type { AnyRecord } from "@/lib/revisions/records-fields";
import { findRecord } from "./field-history";
import { ofSection } from "./history";
import type { HistoryOf, RecordMoment } from "./model";
import { authorOf } from "./revision-lines";

/** JSON path: the record with an id, or the record in which it is nested (a provision in its law). */
const HOLDER = "$.records[*] ? (@.id == $id || exists (@.*[*] ? (@.id == $id)))";

/**
 * Lists the history of one record of a section, newest first, with the revisions. The record may be nested in
 * another, as a provision is in its law. Reads no other records.
 */
export async function listRecordMoments(
  at: Pick<HistoryOf, "kind" | "slug">,
  kind: SectionKind<unknown>,
  recordId: string,
  on: Queryable = db(),
): Promise<RecordMoment[]> {
  const rows = await on
    .select({
      number: revision.number,
      createdAt: revision.createdAt,
      summary: SHOWN_SUMMARY,
      tag: revision.tag,
      byToken: revision.byToken,
      authorId: revision.authorId,
      handle: member.handle,
      displayName: member.displayName,
      authorState: member.state,
      isAuthorHidden: isAuthorHidden(),
      schemaVersion: revision.schemaVersion,
      holder: sql<unknown>`jsonb_path_query_first(${revision.content}, ${HOLDER}::jsonpath,
        jsonb_build_object('id', ${recordId}::text))`,
    })
    .from(revision)
    .leftJoin(member, eq(member.id, revision.authorId))
    .where(
      and(
        ofSection(at, kind.key),
        eq(revision.state, "published"),
        isNull(revision.mergedIntoId),
        not(isTextHidden()),
      ),
    )
    .orderBy(asc(revision.number));
  const moments: RecordMoment[] = [];
  let before: string | null = null;
  for (const { holder, schemaVersion, ...row } of rows) {
    const found = holder === null ? null : findRecord([liftOne(kind, schemaVersion, holder)], recordId);
    const now = found && JSON.stringify(found.record);
    if (now === before) continue;
    before = now;
    const { number, createdAt, summary, tag, byToken } = row;
    const { record, within } = found ?? { record: null, within: null };
    moments.push({ number, createdAt, summary, tag, byToken, author: authorOf(row), record, within });
  }
  return moments.reverse();
}

/** Converts a stored record to the section's current schema. */
function liftOne(kind: SectionKind<unknown>, schemaVersion: number, record: unknown): AnyRecord {
  const lifted = kind.lift({ schemaVersion, records: [record] }) as { records: [AnyRecord] };
  return lifted.records[0];
}
