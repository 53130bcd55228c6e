import { and, desc, eq, inArray, lte } from "drizzle-orm";
import type { AnyPgColumn, PgTable } from "drizzle-orm/pg-core";
import { db, type Queryable } from "@/db/client";
import { page, revision, section } from "@/db/schema/revisions";
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
 * The past of pages that are one text each: posts and materials. Readers have it from the moment at which the text
 * appeared; what it was as a draft is its authors' own.
 */

/** A page of one text as its domain knows it. */
interface Owner {
  id: string;
  slug: string;
  title: string;
  language: string;
  sectionId: string;
  /** Null while it never appeared. */
  publishedAt: Date | null;
}

type Text = AnyPgColumn<{ data: string; notNull: true }>;
/** A table with a row for each page of one text. */
type OwnerTable = PgTable &
  Record<"pageId" | "slug" | "title" | "language" | "sectionId", Text> &
  Record<"state", AnyPgColumn> & { publishedAt: AnyPgColumn<{ data: Date; notNull: false }> };

/** The columns of such a table that tell since when a text can be read. */
export const ownerOf = (table: OwnerTable) => ({
  id: table.pageId,
  slug: table.slug,
  title: table.title,
  language: table.language,
  sectionId: table.sectionId,
  publishedAt: table.publishedAt,
});

/** Finds such a row by its slug, in some states, for `pastOf`. */
export const ownersIn =
  (table: OwnerTable): TextKind["findOwner"] =>
  async (on, slug, states) => {
    const [row] = await on
      .select(ownerOf(table))
      .from(table as PgTable)
      .where(and(eq(table.slug, slug), inArray(table.state, states)));
    return row;
  };

/** What the pages of its history name of a published page; null where it never appeared. */
async function headOf(on: Queryable, kind: string, owner: Owner | undefined): Promise<TextHead | null> {
  if (!owner?.publishedAt) return null;
  const { publishedAt, ...head } = owner;
  const first = await findAppearance(on, head.sectionId, publishedAt);
  return { ...head, history: { kind, slug: head.slug, first } };
}

/** The text of a page as it stood after the revision of a number; the empty one before the first, null where it is hidden. */
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

/** What differs in a text between two revisions; `from` 0 is before anything was written. Null where either is hidden. */
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

/** What reads the past of one sort of page, given its text and where the row of a page is found in some states. */
export function pastOf({ kind, text, kinds, findOwner }: TextKind) {
  return {
    /** A published page as the pages of its history name it; null for any other, a retracted one included. */
    findHead: async (slug: string, on: Queryable = db()) =>
      headOf(on, kind, await findOwner(on, slug, ["published"])),
    readAfter: (head: TextHead, number: number, on?: Queryable) => readTextAfter(text, head, number, on),
    diff: (head: TextHead, from: number, to: number, on?: Queryable) => diffText(text, head, from, to, on),
    /** Moderators decide on what a page said also where it was taken back. */
    ...moderationOf(kinds, async (on, slug, number) =>
      loadPast(on, kind, await findOwner(on, slug, ["published", "retracted"]), number),
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
    states: ("published" | "retracted")[],
  ) => Promise<Owner | undefined>;
}

/**
 * A revision of a page since it appeared, of its text or of what stands round it; also where the page was taken back,
 * which readers may have again. Throws `not_found` for any other.
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
