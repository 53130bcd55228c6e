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
import {
  readSlug,
  STANDING_KIND,
  type StandingSlug,
  slugOf,
  TEXT,
  WRITABLE,
  type WritableName,
} from "./model";
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
  /** Whether this version of the product has another text than the one last seen beside `content`. */
  isProductChanged: boolean;
  /** That text of the product. */
  seen: Content;
}

const COLUMNS = {
  slug: page.slug,
  isOwn: standingPage.isOwn,
  seen: standingPage.product,
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

interface Row extends Pick<Written, "isOwn" | "number" | "changedAt"> {
  slug: string;
  seen: unknown;
  content: unknown;
  authorId: string | null;
  handle: string | null;
  displayName: string | null;
  authorState: string | null;
  isAuthorHidden: boolean;
}

function asWritten(row: Row): Written {
  const { slug, isOwn, number, changedAt } = row;
  const seen = contentOf(textKind as SectionKind<unknown>, { content: row.seen }) as Content;
  const place = readSlug(slug);
  const isSeen = place === null || isSameText(seen, productText(place.name, place.locale));
  return {
    content: contentOf(textKind as SectionKind<unknown>, row) as Content,
    isOwn,
    number,
    changedAt,
    author: authorOf(row),
    seen,
    isProductChanged: isOwn && !isSeen,
  };
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

/** Finds it; null where readers see the product's text. */
export async function findOwnText(
  name: WritableName,
  locale: Locale,
  on: Queryable = db(),
): Promise<OwnText | null> {
  const found = await findWritten(name, locale, on);
  return found?.isOwn ? found : null;
}

/** A page in one language, for the settings. */
export interface PageState extends Pick<Written, "changedAt" | "author" | "isOwn" | "isProductChanged"> {
  name: WritableName;
  locale: Locale;
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
    const { changedAt, author, isOwn, isProductChanged } = found;
    return [{ name, locale, changedAt, author, isOwn, isProductChanged }];
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
  const { content, seen, isOwn, isProductChanged } = found;
  return {
    isOwn,
    own: textKind.diff(productText(name, locale, content), content),
    since: isProductChanged ? textKind.diff(seen, productText(name, locale, seen)) : null,
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
}

/** Finds what the editor of a page begins with. */
export async function findToEdit(
  name: WritableName,
  locale: Locale,
  on: Queryable = db(),
): Promise<Editable> {
  const found = await findWritten(name, locale, on);
  const product = productText(name, locale, found?.content ?? null);
  if (!found) return { content: product, number: null, found };
  // The history lacks the product's text of this version until the next save.
  if (!found.isOwn && !sameJson(found.content, product)) return { content: product, number: null, found };
  return { content: found.content, number: found.number, found };
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

/** A revision of a page beside the text that readers see. */
export interface BesideNow {
  title: string;
  number: number;
  /** From the text that readers see to that of the revision. */
  diff: DiffResult;
}

/** Compares a revision with the text that readers see. Throws `not_found` for one that readers cannot see. */
export async function compareWithNow(
  name: WritableName,
  locale: Locale,
  number: number,
  on: Queryable = db(),
): Promise<BesideNow> {
  const head = await findStandingHead(slugOf(name, locale), on);
  const line = head && (await findRevisionLine(head.history, number, on));
  const then = head && line ? await readStandingAfter(head, number, on) : null;
  if (!head || !then) throw new DomainError("not_found", "revision");
  const { content } = await findToEdit(name, locale, on);
  return { title: head.title, number, diff: textKind.diff(content, then) };
}
