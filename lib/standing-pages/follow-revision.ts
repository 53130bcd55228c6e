import { eq } from "drizzle-orm";
import { standingPage } from "@/db/schema/standing";
import type { Given } from "@/lib/core/audit";
import type { Ctx } from "@/lib/core/ctx";
import type { Content } from "@/lib/text/nodes";
import { placeOf } from "./access";
import { isSameText, productText } from "./product-text";
import { indexStandingPage } from "./search-entries";

/**
 * Decides from a page's new text whether readers see the administrators' own or follow the product, and updates the
 * search entries.
 */
export async function followStanding(
  ctx: Ctx,
  { pageId, slug, current }: Given<"revision.published">,
): Promise<void> {
  const { name, locale } = placeOf(slug);
  const product = productText(name, locale);
  const isOwn = !isSameText(current.after.content as Content, product);
  await ctx.tx
    .update(standingPage)
    .set(isOwn ? { isOwn } : { isOwn, product })
    .where(eq(standingPage.pageId, pageId));
  await indexStandingPage(ctx.tx, name);
}
