import { and, asc, count, eq, isNull, type SQL } from "drizzle-orm";
import { db, type Queryable } from "@/db/client";
import { category, topic } from "@/db/schema/discussions";
import type { Actor } from "@/lib/core/actor";
import { DomainError } from "@/lib/core/errors";
import { can } from "@/lib/core/policy";
import type { TopicArea } from "../areas/model";
import { mayRead, type Reader, roomAudience, shownTo } from "../rooms/access";
import { CATEGORY_ICONS, type Category } from "./model";

const COLUMNS = {
  id: category.id,
  slug: category.slug,
  icon: category.icon,
  language: category.language,
  texts: category.texts,
  openers: category.openers,
  repliers: category.repliers,
  audience: category.audience,
  country: category.country,
  closedAt: category.closedAt,
  updatedAt: category.updatedAt,
} as const;

type Row = Omit<Category, "icon" | "isClosed"> & { icon: string; closedAt: Date | null };

const categoryOf = ({ closedAt, icon, ...row }: Row): Category => ({
  ...row,
  icon: CATEGORY_ICONS.find((one) => one === icon) ?? "info",
  isClosed: closedAt !== null,
});

const isPublic = eq(category.isRoom, false);

/** Lists categories in their order. */
async function list(on: Queryable, where: SQL | undefined): Promise<Category[]> {
  const rows = await on
    .select(COLUMNS)
    .from(category)
    .where(where)
    .orderBy(asc(category.position), asc(category.id));
  return rows.map(categoryOf);
}

/** Lists the public categories in their order. */
export const listCategories = (on: Queryable = db()): Promise<Category[]> => list(on, isPublic);

/** Lists the restricted rooms that a member may read, in their order. */
export const listRooms = (actor: Actor, on: Queryable = db()): Promise<Category[]> =>
  list(on, mayRead(actor));

/** Lists the search audiences of the restricted rooms that a member may read. */
export async function listRoomAudiences(actor: Actor): Promise<`room:${string}`[]> {
  const rows = await db()
    .select({ id: category.id })
    .from(category)
    .where(mayRead(actor))
    .orderBy(category.id);
  return rows.map(({ id }) => roomAudience(id));
}

/** Lists all categories and rooms for administrators, who make them. Throws `forbidden`. */
export async function listAllCategories(actor: Actor, on: Queryable = db()): Promise<Category[]> {
  requireAdministrator(actor);
  return list(on, undefined);
}

function requireAdministrator(actor: Actor): void {
  if (!can(actor, "category.manage")) throw new DomainError("forbidden", "screen");
}

/** Finds a public category; null for an unknown one. */
export async function findCategory(slug: string, on: Queryable = db()): Promise<Category | null> {
  const [found] = await list(on, and(isPublic, eq(category.slug, slug)));
  return found ?? null;
}

/** Finds a restricted room that a member may read. Throws `not_found` for any other, whether it exists or not. */
export async function findRoom(actor: Actor, slug: string, on: Queryable = db()): Promise<Category> {
  const [found] = await list(on, and(mayRead(actor), eq(category.slug, slug)));
  if (!found) throw new DomainError("not_found", "category");
  return found;
}

/** Finds a category or room for administrators. Throws `forbidden`, `not_found`. */
export async function findAnyCategory(actor: Actor, slug: string, on: Queryable = db()): Promise<Category> {
  requireAdministrator(actor);
  const [found] = await list(on, eq(category.slug, slug));
  if (!found) throw new DomainError("not_found", "category");
  return found;
}

/** Lists the categories of an area in which a member may open topics. */
export async function listOpenCategories(
  actor: Actor,
  area: TopicArea,
  on: Queryable = db(),
): Promise<Category[]> {
  const all = area === "rooms" ? await listRooms(actor, on) : await listCategories(on);
  // The rooms of the list are those that the member may read.
  return all.filter(({ openers, isClosed }) => can(actor, "topic.open", { openers, isClosed, room: null }));
}

/** Counts the topics in the list, so without archived ones, of each public category, or of each room that a member may read, by its id. */
export async function countTopics(
  reader: Reader = "everyone",
  on: Queryable = db(),
): Promise<Map<string, number>> {
  const rows = await on
    .select({ id: topic.categoryId, n: count() })
    .from(topic)
    .where(and(shownTo(reader), isNull(topic.archivedAt)))
    .groupBy(topic.categoryId);
  return new Map(rows.map(({ id, n }) => [id, n]));
}
