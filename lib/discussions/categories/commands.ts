import { asc, eq, max, sql } from "drizzle-orm";
import type { z } from "zod";
import { category, topic } from "@/db/schema/discussions";
import type { Ctx } from "@/lib/core/ctx";
import { DomainError, invalidFields } from "@/lib/core/errors";
import { newId } from "@/lib/core/id";
import { LOCALES } from "@/lib/i18n/locales";
import { sameJson } from "@/lib/text/canonical";
import type { CategoryAudience } from "../areas/model";
import { loadCategory } from "./access";
import type { CategoryFields, ChangeCategory, CloseCategory, MakeCategory, MoveCategory } from "./model";

/** Serializes changes of the order of categories. */
const lockOrder = ({ tx }: Ctx) => tx.execute(sql`select pg_advisory_xact_lock(hashtext('category-order'))`);

/**
 * Converts the fields of a form to columns; a language without a name has no text of its own. Throws `invalid` for a
 * description without a name, which readers would never see, or an audience without its country. `before`: the audience
 * if the form names none.
 */
function columnsOf(input: CategoryFields, before: CategoryAudience) {
  const nameless = LOCALES.filter(
    (locale) => input[`name_${locale}`] === "" && input[`description_${locale}`] !== "",
  );
  if (nameless.length > 0)
    throw invalidFields(Object.fromEntries(nameless.map((locale) => [`name_${locale}`, ["required"]])));
  const { icon, language, openers, repliers, audience = before } = input;
  const country = audience === "country" ? input.country : null;
  if (audience === "country" && country === null) throw invalidFields({ country: ["choose"] });
  const texts = Object.fromEntries(
    LOCALES.flatMap((locale) => {
      const text = { name: input[`name_${locale}`], description: input[`description_${locale}`] };
      return text.name === "" ? [] : [[locale, text]];
    }),
  );
  return { icon, language, openers, repliers, audience, country, texts };
}

/** Makes a category, the last in the list. Throws `invalid` if its address is taken. */
export async function makeCategory(ctx: Ctx, input: z.infer<typeof MakeCategory>): Promise<{ slug: string }> {
  ctx.authorize("category.manage");
  await lockOrder(ctx);
  const [last] = await ctx.tx.select({ position: max(category.position) }).from(category);
  const made = await ctx.tx
    .insert(category)
    .values({
      ...columnsOf(input, "public"),
      id: newId(ctx.now.getTime()),
      slug: input.slug,
      position: (last?.position ?? 0) + 1,
      createdAt: ctx.now,
      updatedAt: ctx.now,
    })
    .onConflictDoNothing()
    .returning({ isRoom: category.isRoom });
  const [row] = made;
  if (!row) throw invalidFields({ slug: ["taken"] });
  await ctx.record("category.made", { slug: input.slug, isRoom: row.isRoom });
  return { slug: input.slug };
}

/**
 * Changes the words of a category, and who may read it and write in it. Its address never changes. Throws `conflict` /
 * `category_changed` if another administrator changed it since the form was drawn, `category_has_topics` if a public one
 * with topics becomes a restricted room, or the other way round: what was written for some must not be shown to all.
 */
export async function changeCategory(
  ctx: Ctx,
  input: z.infer<typeof ChangeCategory>,
): Promise<{ slug: string }> {
  ctx.authorize("category.manage");
  const own = await loadCategory(ctx, input.slug);
  const columns = columnsOf(input, own.audience);
  const { icon, language, openers, repliers, audience, country, texts } = own;
  if (sameJson(columns, { icon, language, openers, repliers, audience, country, texts })) {
    ctx.skipAudit("it is so already");
    return { slug: own.slug };
  }
  if (own.updatedAt.getTime() !== input.seen) throw new DomainError("conflict", "category_changed");
  const isRoom = columns.audience !== "public";
  if (isRoom !== own.isRoom && (await ctx.tx.$count(topic, eq(topic.categoryId, own.id))) > 0)
    throw new DomainError("conflict", "category_has_topics");
  await ctx.tx
    .update(category)
    .set({ ...columns, updatedAt: ctx.now })
    .where(eq(category.id, own.id));
  await ctx.record("category.changed", { slug: own.slug, isRoom: isRoom && own.isRoom });
  return { slug: own.slug };
}

/** Moves a category one place up or down among those of its area; the first and the last stay. */
export async function moveCategory(
  ctx: Ctx,
  { slug, by }: z.infer<typeof MoveCategory>,
): Promise<{ slug: string }> {
  ctx.authorize("category.manage");
  await lockOrder(ctx);
  const moved = await loadCategory(ctx, slug);
  const rows = await ctx.tx
    .select({ id: category.id, slug: category.slug, position: category.position })
    .from(category)
    .where(eq(category.isRoom, moved.isRoom))
    .orderBy(asc(category.position), asc(category.id));
  const at = rows.findIndex((row) => row.slug === slug);
  const [own, other] = [rows[at], rows[by === "up" ? at - 1 : at + 1]];
  if (!own || !other) {
    ctx.skipAudit("it is at the end already");
    return { slug };
  }
  await place(ctx, own.id, other.position);
  await place(ctx, other.id, own.position);
  await ctx.record("category.moved", { slug, isRoom: moved.isRoom });
  return { slug };
}

const place = ({ tx }: Ctx, id: string, position: number) =>
  tx.update(category).set({ position }).where(eq(category.id, id));

/** Closes a category: its topics stay readable, and nobody writes there. Or opens it again. */
export async function closeCategory(
  ctx: Ctx,
  { slug, isClosed }: z.infer<typeof CloseCategory>,
): Promise<{ slug: string }> {
  ctx.authorize("category.manage");
  const own = await loadCategory(ctx, slug);
  if ((own.closedAt !== null) === isClosed) {
    ctx.skipAudit("it is so already");
    return { slug };
  }
  await ctx.tx
    .update(category)
    .set({ closedAt: isClosed ? ctx.now : null, updatedAt: ctx.now })
    .where(eq(category.id, own.id));
  await ctx.record("category.closed", { slug, isRoom: own.isRoom, isClosed });
  return { slug };
}
