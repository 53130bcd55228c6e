import { and, desc, eq, inArray, isNull, lt } from "drizzle-orm";
import { db, type Queryable } from "@/db/client";
import { member } from "@/db/schema/accounts";
import { revision, section } from "@/db/schema/revisions";
import { DEFAULT_CONTENT_LANGUAGE } from "@/lib/i18n/content-languages";
import { contentOf, isAuthorHidden, SHOWN_SUMMARY } from "@/lib/revisions";
import type { SectionKind } from "@/lib/revisions/kind";
import type { AnyRecord } from "@/lib/revisions/records-fields";
import type { Content, TopBlock } from "@/lib/text/nodes";
import { Authorship, type Part, partsOfProse, partsOfRecords } from "./authorship";
import type { Author } from "./model";
import { authorOf } from "./revision-lines";

/** A revision as the author of a part. */
export interface Wrote {
  number: number;
  createdAt: Date;
  summary: string;
  author: Author;
  /** Whether another member reviewed it before publication. */
  isReviewed: boolean;
}

/** The same with its ids, to look up proposals and authors. */
interface Row extends Wrote {
  id: string;
  baseId: string | null;
  authorId: string | null;
}

export interface SectionAuthors {
  content: unknown;
  /** Language of the content. */
  language: string;
  /** Last revision that changed each part, by the part's key. */
  wrote: ReadonlyMap<string, Wrote>;
  /** Ids of the sources cited, by id of the block of prose or of the record (including its fields). */
  cited: ReadonlyMap<string, readonly string[]>;
  /** Parts last changed before the oldest revision that was read. */
  older: ReadonlySet<string>;
}

/** Revisions read at most, and in each query. Most sections need only the first query. */
const LOOK = { most: 400, first: 10, next: 50 } as const;

/** Finds who wrote each block of a section's prose, or each field of its records; null for an empty section. */
export async function findAuthors(
  pageId: string,
  key: string,
  kind: SectionKind<unknown>,
  on: Queryable = db(),
): Promise<SectionAuthors | null> {
  const [own] = await on
    .select({ id: section.id, language: section.language })
    .from(section)
    .where(and(eq(section.pageId, pageId), eq(section.key, key)));
  if (!own) return null;
  let authorship: Authorship<Row> | null = null;
  let content: unknown = null;
  let before: number | null = null;
  let seen = 0;
  let isFirst = false;
  while (seen < LOOK.most && !isFirst && !authorship?.isDone) {
    const limit: number = seen === 0 ? LOOK.first : LOOK.next;
    const rows = await readRevisions(own.id, before, limit, on);
    isFirst = rows.length < limit;
    for (const row of rows) {
      const is = contentOf(kind, row);
      const wrote = wroteOf(row);
      if (authorship) authorship.older(wrote, partsOf(kind, is));
      else {
        content = is;
        authorship = new Authorship(partsOf(kind, is), wrote);
      }
    }
    seen += rows.length;
    before = rows.at(-1)?.number ?? before;
  }
  if (!authorship) return null;
  const { found, left } = authorship.end();
  // Once the first revision was read, everything has an author; `older` only matters if reading stopped
  // earlier.
  return {
    content,
    language: own.language ?? DEFAULT_CONTENT_LANGUAGE,
    wrote: await creditProposers(found, partsOf(kind, content), kind, on),
    cited: citedBy(kind, content),
    older: isFirst ? new Set() : left,
  };
}

/**
 * Credits proposers: if a reviewer amended an edit while accepting it, the published revision is the
 * reviewer's, but parts left as proposed belong to the edit's author. Those parts, and parts accepted
 * unchanged or merged, count as reviewed. Parts added by the reviewer do not, as no second person saw them.
 */
async function creditProposers(
  found: ReadonlyMap<string, Row>,
  parts: readonly Part[],
  kind: SectionKind<unknown>,
  on: Queryable,
): Promise<ReadonlyMap<string, Wrote>> {
  const made = new Map([...found.values()].map((row) => [row.id, row]));
  // `baseId` of a merge is the proposal that was merged.
  const bases = [...made.values()].flatMap(({ baseId }) => baseId ?? []);
  const proposals = await selectRevisions(on).where(inArray(revision.id, bases));
  const wrote = new Map<string, Wrote>(found);
  for (const proposal of proposals) {
    const into = made.get(proposal.mergedIntoId ?? "");
    if (!into) continue;
    const proposed = partsOf(kind, contentOf(kind, proposal));
    const was = new Map(proposed.map((part) => [part.key, part.value]));
    const isProposers = into.authorId === proposal.authorId;
    for (const part of parts) {
      if (found.get(part.key)?.id !== into.id) continue;
      const isAsProposed = was.get(part.key) === part.value;
      wrote.set(part.key, {
        ...(!isProposers && isAsProposed ? wroteOf(proposal) : into),
        isReviewed: (isProposers || isAsProposed) && proposal.decidedAt !== null,
      });
    }
  }
  return wrote;
}

function wroteOf(row: Awaited<ReturnType<typeof readRevisions>>[number]): Row {
  const { id, baseId, number, createdAt, summary, authorId, decidedAt } = row;
  return {
    id,
    baseId,
    number,
    createdAt,
    summary,
    authorId,
    author: authorOf(row),
    isReviewed: decidedAt !== null,
  };
}

function partsOf({ family }: SectionKind<unknown>, content: unknown): Part[] {
  return family === "records"
    ? partsOfRecords((content as { records: AnyRecord[] }).records)
    : partsOfProse(content as Content);
}

function citedBy(kind: SectionKind<unknown>, content: unknown): ReadonlyMap<string, readonly string[]> {
  if (kind.family === "records") {
    const { records, ...rest } = content as { records: AnyRecord[] };
    return new Map(records.map((record) => [record.id, kind.sources({ ...rest, records: [record] })]));
  }
  const { doc, ...rest } = content as Content;
  return new Map(
    doc.content.map((block) => [
      (block as TopBlock).attrs.id,
      kind.sources({ ...rest, doc: { ...doc, content: [block] } }),
    ]),
  );
}

function selectRevisions(on: Queryable) {
  return on
    .select({
      id: revision.id,
      baseId: revision.baseId,
      mergedIntoId: revision.mergedIntoId,
      decidedAt: revision.decidedAt,
      number: revision.number,
      createdAt: revision.createdAt,
      summary: SHOWN_SUMMARY,
      // Includes hidden revisions: their text is only compared, to find the author of what is still on the
      // page.
      content: revision.content,
      authorId: revision.authorId,
      handle: member.handle,
      displayName: member.displayName,
      authorState: member.state,
      isAuthorHidden: isAuthorHidden(),
    })
    .from(revision)
    .leftJoin(member, eq(member.id, revision.authorId))
    .$dynamic();
}

/** Published revisions of a section, newest first. */
function readRevisions(sectionId: string, before: number | null, limit: number, on: Queryable) {
  return selectRevisions(on)
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
