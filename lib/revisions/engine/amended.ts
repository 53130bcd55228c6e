import { and, asc, eq, lte } from "drizzle-orm";
import type { Queryable } from "@/db/client";
import { revision } from "@/db/schema/revisions";
import { DomainError } from "@/lib/core/errors";
import type { SectionKind } from "../kind";
import type { DiffResult } from "../model";
import { contentOf, isStanding, readContent } from "./contents";
import { isTextHidden } from "./hidden";

/** A submitted text and the published version that a reviewer had changed: two revisions. */
export interface Amendment {
  from: { id: string; number: number };
  to: { id: string; number: number };
}

/**
 * Finds what others changed in a text after its authors last saved it, up to a moment. Null if they changed
 * nothing or one of the texts is hidden.
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

/** A reviewer's changes before publication, as the authors see them. */
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
  /** When it was published. */
  publishedAt: Date | null;
}

/**
 * Compares a text as submitted with its published version. Throws `not_found` / `what` if there is no such
 * page or no one else changed it.
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
