import { and, desc, eq } from "drizzle-orm";
import type { Queryable } from "@/db/client";
import { page, revision, section } from "@/db/schema/revisions";
import { standingPage } from "@/db/schema/standing";
import type { Ctx } from "@/lib/core/ctx";
import { DomainError } from "@/lib/core/errors";
import type { Locale } from "@/lib/i18n/locales";
import { contentOf, ensurePage, readRevision, SECTION_ROW, type SectionRow } from "@/lib/revisions";
import type { SectionKind } from "@/lib/revisions/kind";
import type { Content } from "@/lib/text/nodes";
import { readSlug, STANDING_KIND, type StandingSlug, TEXT, type WritableName } from "./model";
import { productText } from "./product-text";
import { textKind } from "./text-kind";

/** A page in one language that was written before, as its commands need it. */
export interface LoadedPage {
  slug: StandingSlug;
  name: WritableName;
  locale: Locale;
  isOwn: boolean;
  section: SectionRow;
}

/** Finds the page and the language of a slug. Throws `not_found` for any other. */
export function placeOf(slug: string): { name: WritableName; locale: Locale } {
  const place = readSlug(slug);
  if (!place) throw new DomainError("not_found", STANDING_KIND);
  return place;
}

/** Finds a page for its commands and locks it; null if nobody began to write it. */
export async function findPage(ctx: Ctx, slug: StandingSlug): Promise<LoadedPage | null> {
  ctx.authorize("standing.edit");
  const [row] = await ctx.tx
    .select({ isOwn: standingPage.isOwn, section: SECTION_ROW })
    .from(standingPage)
    .innerJoin(page, eq(page.id, standingPage.pageId))
    .innerJoin(section, and(eq(section.pageId, page.id), eq(section.key, TEXT)))
    .where(and(eq(page.kind, STANDING_KIND), eq(page.slug, slug)))
    .for("no key update", { of: standingPage });
  return row ? { ...placeOf(slug), slug, ...row } : null;
}

/** The same, but begins the page if nobody did: for drafts and saves. */
export async function loadPage(ctx: Ctx, slug: StandingSlug): Promise<LoadedPage> {
  const found = await findPage(ctx, slug);
  if (found) return found;
  const { name, locale } = placeOf(slug);
  const pageId = await ensurePage(ctx, { kind: STANDING_KIND, slug, key: TEXT });
  const row = { pageId, isOwn: false, product: productText(name, locale) };
  await ctx.tx.insert(standingPage).values(row).onConflictDoNothing();
  const begun = await findPage(ctx, slug);
  if (!begun) throw new Error("a page went while it was begun");
  return begun;
}

/** Returns the current text in the history, which need not be what readers see; null if there is none. */
export async function currentText(on: Queryable, { section: own }: LoadedPage): Promise<Content | null> {
  const current = await readRevision(on, own.currentRevisionId);
  return current && (contentOf(textKind as SectionKind<unknown>, current) as Content);
}

/** Finds the number of the last revision with the product's text; null if there is none. */
export async function findProductNumber(on: Queryable, sectionId: string): Promise<number | null> {
  const [row] = await on
    .select({ number: revision.number })
    .from(revision)
    .where(and(eq(revision.sectionId, sectionId), eq(revision.tag, "import")))
    .orderBy(desc(revision.number))
    .limit(1);
  return row?.number ?? null;
}
