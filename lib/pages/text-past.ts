import { and, desc, eq, inArray, lte } from "drizzle-orm";
import type { AnyPgColumn, PgTable } from "drizzle-orm/pg-core";
import { db, type Queryable } from "@/db/client";
import { page, revision, section } from "@/db/schema/revisions";
import type { Actor, PagesFor } from "@/lib/core/actor";
import { DomainError } from "@/lib/core/errors";
import {
  contentOf,
  findAppearance,
  isStanding,
  isTextHidden,
  type Kinds,
  readRevisionByNumber,
  SECTION_ROW,
} from "@/lib/revisions";
import type { SectionKind } from "@/lib/revisions/kind";
import type { DiffResult } from "@/lib/revisions/model";
import type { Content } from "@/lib/text/nodes";
import type { TextHead } from "./model";
import { moderationOf, type Placed } from "./moderation";

/*
 * History of posts and materials, which consist of one text. Readers see it from publication on; what the
 * text was as a draft is visible to its authors only.
 */

/** A page of one text as its domain provides it. */
interface Owner {
  id: string;
  slug: string;
  title: string;
  language: string;
  sectionId: string;
  /** Null if it was never published. */
  publishedAt: Date | null;
}

type Text = AnyPgColumn<{ data: string; notNull: true }>;
/** A table with a row for each such page. */
type OwnerTable = PgTable &
  Record<"pageId" | "slug" | "title" | "language" | "sectionId", Text> &
  Record<"state", AnyPgColumn> & { publishedAt: AnyPgColumn<{ data: Date; notNull: false }> };

/** The columns of such a table that histories need. */
export const ownerOf = (table: OwnerTable) => ({
  id: table.pageId,
  slug: table.slug,
  title: table.title,
  language: table.language,
  sectionId: table.sectionId,
  publishedAt: table.publishedAt,
});

/** Creates the function that finds such a row by its slug and state, for `pastOf`. */
export const ownersIn =
  (table: OwnerTable): TextKind["findOwner"] =>
  async (on, slug, { states }) => {
    const [row] = await on
      .select(ownerOf(table))
      .from(table as PgTable)
      .where(and(eq(table.slug, slug), inArray(table.state, states)));
    return row;
  };

/** Describes a published page for its history; null if it was never published. */
async function headOf(on: Queryable, kind: string, owner: Owner | undefined): Promise<TextHead | null> {
  if (!owner?.publishedAt) return null;
  const { publishedAt, ...head } = owner;
  const first = await findAppearance(on, head.sectionId, publishedAt);
  return { ...head, history: { kind, slug: head.slug, first } };
}

/** Reads the text after a revision; empty before the first, null if hidden. */
async function readTextAfter(
  kind: SectionKind<Content>,
  { sectionId, history }: TextHead,
  number: number,
  on: Queryable = db(),
): Promise<Content | null> {
  if (number < history.first) return kind.empty();
  const [row] = await on
    .select({ content: revision.content, isHidden: isTextHidden() })
    .from(revision)
    .where(and(eq(revision.sectionId, sectionId), isStanding(), lte(revision.number, number)))
    .orderBy(desc(revision.number))
    .limit(1);
  return row?.isHidden ? null : (contentOf(kind as SectionKind<unknown>, row ?? null) as Content);
}

/** Compares a text between two revisions; `from` 0 is before anything was written. Null if either is hidden. */
async function diffText(
  kind: SectionKind<Content>,
  head: TextHead,
  from: number,
  to: number,
  on: Queryable = db(),
): Promise<DiffResult | null> {
  const [before, after] = await Promise.all([
    readTextAfter(kind, head, from, on),
    readTextAfter(kind, head, to, on),
  ]);
  return before && after && kind.diff(before, after);
}

/** Creates the readers of the history of one kind of page, given its text and how its rows are found. */
export function pastOf({ kind, text, kinds, findOwner }: TextKind) {
  return {
    /**
     * Finds a published page for its history; null for any other, including a retracted one and one that the reader
     * may not know of. `reader`: null for a visitor.
     */
    findHead: async (slug: string, reader: Actor | null, on: Queryable = db()) =>
      headOf(on, kind, await findOwner(on, slug, { states: ["published"], reader })),
    readAfter: (head: TextHead, number: number, on?: Queryable) => readTextAfter(text, head, number, on),
    diff: (head: TextHead, from: number, to: number, on?: Queryable) => diffText(text, head, from, to, on),
    /** Moderators can hide revisions of retracted pages too. */
    ...moderationOf(kinds, async (on, slug, number) =>
      loadPast(
        on,
        kind,
        await findOwner(on, slug, { states: ["published", "retracted"], reader: "site" }),
        number,
      ),
    ),
  };
}

interface TextKind {
  kind: string;
  text: SectionKind<Content>;
  kinds: Kinds;
  findOwner: (
    on: Queryable,
    slug: string,
    of: { states: ("published" | "retracted")[]; reader: PagesFor },
  ) => Promise<Owner | undefined>;
}

/**
 * Loads a revision since publication, of the text or its details, also of a retracted page, which may be
 * restored. Throws `not_found` for any other.
 */
async function loadPast(
  on: Queryable,
  kind: string,
  owner: Owner | undefined,
  number: number,
): Promise<Placed & { of: Pick<Owner, "id" | "title" | "language"> }> {
  if (!owner?.publishedAt) throw new DomainError("not_found", kind);
  const found = await readRevisionByNumber(on, owner.id, number);
  if (!found || number < (await findAppearance(on, owner.sectionId, owner.publishedAt)))
    throw new DomainError("not_found", "revision");
  const [own] = await on
    .select(SECTION_ROW)
    .from(section)
    .innerJoin(page, eq(page.id, section.pageId))
    .where(eq(section.id, found.sectionId));
  if (!own) throw new DomainError("not_found", "revision");
  const { id, title, language } = owner;
  return { section: own, revision: found, of: { id, title, language } };
}
