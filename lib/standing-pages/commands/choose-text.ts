import { eq } from "drizzle-orm";
import { standingPage } from "@/db/schema/standing";
import type { Ctx } from "@/lib/core/ctx";
import { DomainError } from "@/lib/core/errors";
import { readRevisionByNumber, revertTo, type Saved, saveContent } from "@/lib/revisions";
import { cleanLine } from "@/lib/text/clean";
import { dataHash } from "@/lib/text/hash";
import { currentText, findPage, type LoadedPage } from "../access";
import {
  type KeepText,
  type OfText,
  type RevertText,
  STANDING_KIND,
  type StandingSlug,
  type UseProduct,
} from "../model";
import { productText } from "../product-text";
import { standingKinds } from "../text-kind";
import { storeProduct } from "./edit-text";

/** Loads a page that was written before. Throws `not_found` for any other. */
async function loadWritten(ctx: Ctx, slug: StandingSlug): Promise<LoadedPage> {
  const page = await findPage(ctx, slug);
  if (!page) throw new DomainError("not_found", STANDING_KIND);
  return page;
}

/**
 * Shows the product's text again, as a new revision; the page then follows the product's later versions. Does nothing
 * if it is shown already.
 */
export async function useProductText(ctx: Ctx, input: OfText<typeof UseProduct>): Promise<void> {
  const page = await loadWritten(ctx, input.slug);
  if (!page.isOwn) return ctx.skipAudit("readers see this text already");
  const content = productText(page.name, page.locale, await currentText(ctx.tx, page));
  await saveContent(
    ctx,
    page.section,
    standingKinds,
    {
      base: page.section.currentRevisionId,
      content,
      summary: cleanLine(input.summary),
      clientToken: input.clientToken,
    },
    true,
  );
}

/**
 * Shows the text of an earlier revision again, as a new revision. Throws `not_found` for one that was never published,
 * and for a hidden one.
 */
export async function revertStanding(ctx: Ctx, input: OfText<typeof RevertText>): Promise<Saved> {
  const page = await loadWritten(ctx, input.slug);
  const target = await readRevisionByNumber(ctx.tx, page.section.pageId, input.number);
  if (target?.state !== "published" || target.isHidden) throw new DomainError("not_found", "revision");
  if (!page.isOwn) await storeProduct(ctx, page);
  const back = { summary: cleanLine(input.summary), clientToken: input.clientToken };
  return revertTo(ctx, page.section, standingKinds, target, back, true);
}

/**
 * Keeps the administrators' text after the product's changed, so that the settings no longer say so. Throws `conflict`
 * / `product_changed` if the form showed that of another version.
 */
export async function keepStanding(ctx: Ctx, { slug, product }: OfText<typeof KeepText>): Promise<void> {
  const page = await loadWritten(ctx, slug);
  const now = productText(page.name, page.locale);
  if (dataHash(now) !== product) throw new DomainError("conflict", "product_changed");
  const { pageId } = page.section;
  await ctx.tx.update(standingPage).set({ product: now }).where(eq(standingPage.pageId, pageId));
  await ctx.record("page-text.kept", { pageId, slug });
}
