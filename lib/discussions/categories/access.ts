import { eq } from "drizzle-orm";
import { category } from "@/db/schema/discussions";
import type { Ctx } from "@/lib/core/ctx";
import { DomainError, invalidFields } from "@/lib/core/errors";

/** Loads a category for a change and locks its row. Throws `not_found`. */
export async function loadCategory({ tx }: Ctx, slug: string) {
  const [row] = await tx
    .select({
      id: category.id,
      slug: category.slug,
      position: category.position,
      icon: category.icon,
      language: category.language,
      openers: category.openers,
      repliers: category.repliers,
      texts: category.texts,
      updatedAt: category.updatedAt,
      closedAt: category.closedAt,
    })
    .from(category)
    .where(eq(category.slug, slug))
    .for("no key update");
  if (!row) throw new DomainError("not_found", "category");
  return row;
}

/**
 * Finds the category in which a member opens a topic, or to which one is moved. Throws `invalid` for an unknown one,
 * `forbidden` where the member may not open topics.
 */
export async function findOpenCategory(ctx: Ctx, slug: string): Promise<{ id: string; slug: string }> {
  const [row] = await ctx.tx
    .select({
      id: category.id,
      slug: category.slug,
      openers: category.openers,
      closedAt: category.closedAt,
    })
    .from(category)
    .where(eq(category.slug, slug))
    .for("key share");
  if (!row) throw invalidFields({ category: ["choose"] });
  ctx.authorize("topic.open", { openers: row.openers, isClosed: row.closedAt !== null });
  return row;
}
