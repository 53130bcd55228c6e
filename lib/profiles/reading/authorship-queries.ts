import { and, desc, eq, isNull, lt } from "drizzle-orm";
import { db, type Queryable } from "@/db/client";
import { member } from "@/db/schema/accounts";
import { revision, section } from "@/db/schema/revisions";
import { kindOf, recordsKindOf } from "@/lib/kinds";
import type { SectionKey } from "@/lib/profiles/model";
import { contentOf } from "@/lib/revisions/contents";
import { SHOWN_SUMMARY } from "@/lib/revisions/hidden";
import type { AnyRecord } from "@/lib/revisions/records-fields";
import type { Content } from "@/lib/text/nodes";
import { Authorship, type Part, partsOfProse, partsOfRecords } from "./authorship";
import type { Author } from "./model";
import { authorOf } from "./revision-lines";

/** A revision as the author of a part. */
export interface Wrote {
  number: number;
  createdAt: Date;
  summary: string;
  author: Author;
}

export interface SectionAuthors {
  content: unknown;
  /** By the key of each part. */
  wrote: ReadonlyMap<string, Wrote>;
  /** Parts that are older than all revisions that were looked at: written by then. */
  older: ReadonlySet<string>;
}

/** How many revisions are looked through at most, and how many at a time: most sections need one look. */
const LOOK = { most: 400, first: 10, next: 50 } as const;

/** Who wrote each block of a section's prose, or each field of its records; null while nobody wrote it. */
export async function findAuthors(
  pageId: string,
  key: SectionKey,
  on: Queryable = db(),
): Promise<SectionAuthors | null> {
  const [own] = await on
    .select({ id: section.id })
    .from(section)
    .where(and(eq(section.pageId, pageId), eq(section.key, key)));
  if (!own) return null;
  let authorship: Authorship<Wrote> | null = null;
  let content: unknown = null;
  let before: number | null = null;
  let seen = 0;
  let isFirst = false;
  while (seen < LOOK.most && !isFirst && !authorship?.isDone) {
    const limit: number = seen === 0 ? LOOK.first : LOOK.next;
    const rows = await readRevisions(own.id, before, limit, on);
    isFirst = rows.length < limit;
    for (const row of rows) {
      const is = contentOf(kindOf(key), row);
      const wrote = {
        ...{ number: row.number, createdAt: row.createdAt, summary: row.summary },
        author: authorOf(row),
      };
      if (authorship) authorship.older(wrote, partsOf(key, is));
      else {
        content = is;
        authorship = new Authorship(partsOf(key, is), wrote);
      }
    }
    seen += rows.length;
    before = rows.at(-1)?.number ?? before;
  }
  if (!authorship) return null;
  const { found, left } = authorship.end();
  // What stood in the first revision was written by it; only of what was not looked at is nothing known.
  return { content, wrote: found, older: isFirst ? new Set() : left };
}

function partsOf(key: SectionKey, content: unknown): Part[] {
  return recordsKindOf(key)
    ? partsOfRecords((content as { records: AnyRecord[] }).records)
    : partsOfProse(content as Content);
}

/** Revisions that readers had of a section, newest first. */
function readRevisions(sectionId: string, before: number | null, limit: number, on: Queryable) {
  return on
    .select({
      number: revision.number,
      createdAt: revision.createdAt,
      summary: SHOWN_SUMMARY,
      // Also of what is hidden: it is only compared, and says whose the words are that stand.
      content: revision.content,
      authorId: revision.authorId,
      handle: member.handle,
      displayName: member.displayName,
      authorState: member.state,
    })
    .from(revision)
    .leftJoin(member, eq(member.id, revision.authorId))
    .where(
      and(
        eq(revision.sectionId, sectionId),
        eq(revision.state, "published"),
        isNull(revision.mergedIntoId),
        before === null ? undefined : lt(revision.number, before),
      ),
    )
    .orderBy(desc(revision.number))
    .limit(limit);
}
