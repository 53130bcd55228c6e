import { asc, count, eq } from "drizzle-orm";
import { db, type Queryable } from "@/db/client";
import { category, topic } from "@/db/schema/discussions";
import type { Actor } from "@/lib/core/actor";
import { can } from "@/lib/core/policy";
import { CATEGORY_ICONS, type Category } from "./model";

const COLUMNS = {
  id: category.id,
  slug: category.slug,
  icon: category.icon,
  language: category.language,
  texts: category.texts,
  openers: category.openers,
  repliers: category.repliers,
  closedAt: category.closedAt,
  updatedAt: category.updatedAt,
} as const;

type Row = Omit<Category, "icon" | "isClosed"> & { icon: string; closedAt: Date | null };

const categoryOf = ({ closedAt, icon, ...row }: Row): Category => ({
  ...row,
  icon: CATEGORY_ICONS.find((one) => one === icon) ?? "info",
  isClosed: closedAt !== null,
});

/** Lists all categories in their order. */
export async function listCategories(on: Queryable = db()): Promise<Category[]> {
  const rows = await on.select(COLUMNS).from(category).orderBy(asc(category.position), asc(category.id));
  return rows.map(categoryOf);
}

/** Finds a category; null for an unknown one. */
export async function findCategory(slug: string, on: Queryable = db()): Promise<Category | null> {
  const [row] = await on.select(COLUMNS).from(category).where(eq(category.slug, slug));
  return row ? categoryOf(row) : null;
}

/** Lists the categories in which a member may open topics. */
export async function listOpenCategories(actor: Actor, on: Queryable = db()): Promise<Category[]> {
  const all = await listCategories(on);
  return all.filter(({ openers, isClosed }) => can(actor, "topic.open", { openers, isClosed }));
}

/** Counts the visible topics of each category, by its id. */
export async function countTopics(on: Queryable = db()): Promise<Map<string, number>> {
  const rows = await on
    .select({ id: topic.categoryId, n: count() })
    .from(topic)
    .where(eq(topic.state, "shown"))
    .groupBy(topic.categoryId);
  return new Map(rows.map(({ id, n }) => [id, n]));
}
