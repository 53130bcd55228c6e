import { and, eq, inArray } from "drizzle-orm";
import { db, type Queryable } from "@/db/client";
import { member } from "@/db/schema/accounts";
import { page, revision, section } from "@/db/schema/revisions";
import { standingPage } from "@/db/schema/standing";
import { DomainError } from "@/lib/core/errors";
import type { Locale } from "@/lib/i18n/locales";
import { authorOf, findRevisionLine } from "@/lib/pages";
import type { Author } from "@/lib/pages/model";
import { contentOf, type Draft, findDraftOf, findSectionRow, isAuthorHidden } from "@/lib/revisions";
import type { SectionKind } from "@/lib/revisions/kind";
import type { DiffResult } from "@/lib/revisions/model";
import { sameJson } from "@/lib/text/canonical";
import { dataHash } from "@/lib/text/hash";
import type { Content } from "@/lib/text/nodes";
import { STANDING_KIND, type StandingSlug, slugOf, TEXT, WRITABLE, type WritableName } from "./model";
import { findStandingHead, readStandingAfter } from "./past";
import { isSameText, productText } from "./product-text";
import { textKind } from "./text-kind";

/** A page in one language that has a history. */
export interface Written {
  /** The text in the history, which readers see if `isOwn`. */
  content: Content;
  isOwn: boolean;
  number: number;
  changedAt: Date;
  author: Author;
  /** The text of the product that administrators last saw beside `content`, as stored. */
  product: unknown;
}

/** Returns that text of the product. */
const seenBeside = ({ product }: Written): Content =>
  contentOf(textKind as SectionKind<unknown>, { content: product }) as Content;

/** Checks whether this version of the product has another text than the one last seen beside an own text. */
const isProductChanged = (of: Written, name: WritableName, locale: Locale): boolean =>
  of.isOwn && !isSameText(seenBeside(of), productText(name, locale));

const COLUMNS = {
  slug: page.slug,
  isOwn: standingPage.isOwn,
  product: standingPage.product,
  content: revision.content,
  number: revision.number,
  changedAt: revision.createdAt,
  authorId: revision.authorId,
  handle: member.handle,
  displayName: member.displayName,
  authorState: member.state,
  isAuthorHidden: isAuthorHidden(),
} as const;

/** Lists the given pages that have a history, by slug. */
async function listWritten(on: Queryable, slugs: readonly string[]): Promise<Map<string, Written>> {
  const rows = await on
    .select(COLUMNS)
    .from(standingPage)
    .innerJoin(page, eq(page.id, standingPage.pageId))
    .innerJoin(section, and(eq(section.pageId, page.id), eq(section.key, TEXT)))
    .innerJoin(revision, eq(revision.id, section.currentRevisionId))
    .leftJoin(member, eq(member.id, revision.authorId))
    .where(and(eq(page.kind, STANDING_KIND), inArray(page.slug, [...slugs])));
  return new Map(rows.map((row) => [row.slug, asWritten(row)]));
}

interface Row extends Pick<Written, "isOwn" | "number" | "changedAt" | "product"> {
  slug: string;
  content: unknown;
  authorId: string | null;
  handle: string | null;
  displayName: string | null;
  authorState: string | null;
  isAuthorHidden: boolean;
}

function asWritten(row: Row): Written {
  const { isOwn, number, changedAt, product } = row;
  const content = contentOf(textKind as SectionKind<unknown>, row) as Content;
  return { content, isOwn, number, changedAt, author: authorOf(row), product };
}

/** Finds what administrators wrote on a page in one language; null if it has no history. */
export async function findWritten(
  name: WritableName,
  locale: Locale,
  on: Queryable = db(),
): Promise<Written | null> {
  const slug = slugOf(name, locale);
  return (await listWritten(on, [slug])).get(slug) ?? null;
}

/** The administrators' text of a page, which readers see. */
export type OwnText = Pick<Written, "content" | "changedAt">;

/** Lists the own texts of some pages by slug; where readers see the product's text there is none. */
export async function listOwnTexts(
  slugs: readonly StandingSlug[],
  on: Queryable = db(),
): Promise<ReadonlyMap<string, OwnText>> {
  const written = await listWritten(on, slugs);
  return new Map([...written].filter(([, { isOwn }]) => isOwn));
}

/** A page in one language, for the settings. */
export interface PageState extends Pick<Written, "changedAt" | "author" | "isOwn"> {
  name: WritableName;
  locale: Locale;
  /** Whether the product's text has changed since administrators wrote their own. */
  isProductChanged: boolean;
}

/** Lists the pages in some languages that have a history. */
export async function listStates(locales: readonly Locale[], on: Queryable = db()): Promise<PageState[]> {
  const places = WRITABLE.flatMap((name) => locales.map((locale) => ({ name, locale })));
  const written = await listWritten(
    on,
    places.map(({ name, locale }) => slugOf(name, locale)),
  );
  return places.flatMap(({ name, locale }) => {
    const found = written.get(slugOf(name, locale));
    if (!found) return [];
    const { changedAt, author, isOwn } = found;
    const isChanged = isProductChanged(found, name, locale);
    return [{ name, locale, changedAt, author, isOwn, isProductChanged: isChanged }];
  });
}

/** The administrators' text beside that of the product. */
export interface BesideProduct {
  isOwn: boolean;
  /** From the product's text to theirs. */
  own: DiffResult;
  /** What later versions changed in the product's text since it was last seen; null if nothing. */
  since: DiffResult | null;
  /** Hash of the product's text, for `keepStanding`. */
  product: string;
}

/** Compares the text of a page with the product's; null if the page has no history. */
export async function compareWithProduct(
  name: WritableName,
  locale: Locale,
  on: Queryable = db(),
): Promise<BesideProduct | null> {
  const found = await findWritten(name, locale, on);
  if (!found) return null;
  const { content, isOwn } = found;
  const seen = isProductChanged(found, name, locale) ? seenBeside(found) : null;
  return {
    isOwn,
    own: textKind.diff(productText(name, locale, content), content),
    since: seen && textKind.diff(seen, productText(name, locale, seen)),
    product: dataHash(productText(name, locale)),
  };
}

/** What the editor of a page begins with. */
export interface Editable {
  /** The text that readers see. */
  content: Content;
  /** The revision that it is; null while the history lacks it. */
  number: number | null;
  found: Written | null;
  /** Whether the product's text has changed since administrators wrote their own. */
  isProductChanged: boolean;
}

/** Finds what the editor of a page begins with. */
export async function findToEdit(
  name: WritableName,
  locale: Locale,
  on: Queryable = db(),
): Promise<Editable> {
  const found = await findWritten(name, locale, on);
  const product = productText(name, locale, found?.content ?? null);
  const isChanged = found !== null && isProductChanged(found, name, locale);
  const shared = { found, isProductChanged: isChanged };
  // The history lacks the product's text of this version until the next save.
  if (!found || (!found.isOwn && !sameJson(found.content, product)))
    return { content: product, number: null, ...shared };
  return { content: found.content, number: found.number, ...shared };
}

/** Finds a member's draft of a text; null for none. */
export async function findStandingDraft(
  memberId: string,
  slug: StandingSlug,
  on: Queryable = db(),
): Promise<Draft | null> {
  const own = await findSectionRow(on, { pageKind: STANDING_KIND, slug, key: TEXT });
  return own && findDraftOf(memberId, own.id, on);
}

/** Compares the text that readers see with a revision: what going back to it would change. Throws `not_found` for one that readers cannot see. */
export async function compareWithNow(
  name: WritableName,
  locale: Locale,
  number: number,
  on: Queryable = db(),
): Promise<DiffResult> {
  const head = await findStandingHead(slugOf(name, locale), null, on);
  const line = head && (await findRevisionLine(head.history, number, on));
  const then = head && line ? await readStandingAfter(head, number, on) : null;
  if (!head || !then) throw new DomainError("not_found", "revision");
  const { content } = await findToEdit(name, locale, on);
  return textKind.diff(content, then);
}
