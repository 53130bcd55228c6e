import { and, asc, eq, lte } from "drizzle-orm";
import type { Queryable } from "@/db/client";
import { revision } from "@/db/schema/revisions";
import { DomainError } from "@/lib/core/errors";
import type { SectionKind } from "../kind";
import type { DiffResult } from "../model";
import { contentOf, isStanding, readContent } from "./contents";
import { isTextHidden } from "./hidden";

/** A text as its authors handed it in, and as a reviewer had changed it when it appeared: two revisions. */
export interface Amendment {
  from: { id: string; number: number };
  to: { id: string; number: number };
}

/**
 * Finds what others than its authors changed in a text after the authors last saved it, up to a moment. Null where they
 * changed nothing, or where one of the two texts is hidden.
 */
export async function findAmendment(
  on: Queryable,
  of: { sectionId: string; authorIds: readonly string[]; until: Date | null },
): Promise<Amendment | null> {
  const rows = await on
    .select({
      id: revision.id,
      number: revision.number,
      authorId: revision.authorId,
      isHidden: isTextHidden(),
    })
    .from(revision)
    .where(
      and(
        eq(revision.sectionId, of.sectionId),
        isStanding(),
        of.until ? lte(revision.createdAt, of.until) : undefined,
      ),
    )
    .orderBy(asc(revision.number));
  const isOwn = (row: (typeof rows)[number]) => row.authorId !== null && of.authorIds.includes(row.authorId);
  const last = rows.findLastIndex(isOwn);
  const [from, to] = [rows[last], rows.slice(last + 1).at(-1)];
  if (!from || !to || from.isHidden || to.isHidden) return null;
  return { from, to };
}

/** What a reviewer changed in a text before it appeared, as its authors see it. */
export interface AmendedText {
  slug: string;
  title: string;
  language: string;
  from: number;
  to: number;
  diff: DiffResult;
}

interface AmendedPage {
  slug: string;
  title: string;
  language: string;
  sectionId: string;
  /** When its text appeared. */
  publishedAt: Date | null;
}

/**
 * Compares a text as its authors handed it in and as it appeared. Throws `not_found` with what it is of where there is no
 * such page, or nobody else changed its text.
 */
export async function compareAmended<C>(
  on: Queryable,
  kind: SectionKind<C>,
  page: AmendedPage | undefined,
  { authorIds, what }: { authorIds: readonly string[]; what: string },
): Promise<AmendedText> {
  const found =
    page && (await findAmendment(on, { sectionId: page.sectionId, authorIds, until: page.publishedAt }));
  if (!found) throw new DomainError("not_found", what);
  const read = async ({ id }: { id: string }) =>
    contentOf(kind as SectionKind<unknown>, { content: await readContent(on, id) }) as C;
  const { slug, title, language } = page;
  const diff = kind.diff(await read(found.from), await read(found.to));
  return { slug, title, language, from: found.from.number, to: found.to.number, diff };
}
