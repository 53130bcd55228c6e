import { sql } from "drizzle-orm";
import { category } from "@/db/schema/discussions";
import type { Ctx } from "@/lib/core/ctx";
import { newId } from "@/lib/core/id";
import type { Content } from "@/lib/text/nodes";
import { visibleIn } from "../access";
import { areaOfCategory, type CategoryAudience } from "../areas/model";
import type { CategoryText } from "../categories/model";
import { insertFirstMessage } from "../insert-first-message";
import { insertTopic } from "../insert-topic";

/** A category with which a site begins. */
export interface FirstCategory {
  slug: string;
  icon: string;
  language: string | null;
  /** Default: public. */
  audience?: CategoryAudience;
  texts: Readonly<Record<string, CategoryText>>;
}

/** A topic with which a site begins. */
export interface FirstTopic {
  category: string;
  language: string;
  title: string;
  isQuestion: boolean;
  topics: readonly string[];
  countries: readonly string[];
  articles: readonly string[];
  /** As watching writes places; null for none. */
  about: string | null;
  content: Content;
}

/** Minutes between two topics with which a site begins, so that their order is certain. */
const APART = 60_000;

/**
 * Begins the discussions of a site without categories: inserts these in their order, and topics by `author`, the last
 * one newest. Returns how many; none on a site that has categories, whatever became of them.
 */
export async function beginDiscussions(
  ctx: Ctx,
  {
    categories,
    topics,
    author,
  }: {
    categories: readonly FirstCategory[];
    topics: readonly FirstTopic[];
    author: () => Promise<string>;
  },
): Promise<{ categories: number; topics: number }> {
  ctx.asSystem("the operator's command");
  await ctx.tx.execute(sql`select pg_advisory_xact_lock(hashtext('category-order'))`);
  if (categories.length === 0 || (await ctx.tx.$count(category)) > 0) {
    ctx.skipAudit("the site has categories");
    return { categories: 0, topics: 0 };
  }
  const at = ctx.now;
  const rows = categories.map((one, n) => ({
    ...one,
    id: newId(at.getTime()),
    position: n + 1,
    createdAt: at,
    updatedAt: at,
  }));
  await ctx.tx.insert(category).values(rows);
  const madeOf = new Map(rows.map((row) => [row.slug, row]));
  const createdBy = topics.length === 0 ? "" : await author();
  const ids: string[] = [];
  for (const [n, one] of topics.entries()) {
    const openedAt = new Date(at.getTime() - (topics.length - n) * APART);
    const made = madeOf.get(one.category);
    if (!made) throw new Error(`no category ${one.category}`);
    ids.push(await insertFirst(ctx, one, { category: made, createdBy, openedAt }));
  }
  await ctx.record("discussions.begun", { categories: rows.map(({ slug }) => slug), topics: ids });
  return { categories: rows.length, topics: ids.length };
}

async function insertFirst(
  ctx: Ctx,
  one: FirstTopic,
  of: { category: FirstCategory & { id: string }; createdBy: string; openedAt: Date },
): Promise<string> {
  const { content, category: _, ...columns } = one;
  const area = areaOfCategory({ audience: of.category.audience ?? "public" });
  const { pageId, section } = await insertTopic(ctx, {
    ...columns,
    area,
    topics: [...one.topics],
    countries: [...one.countries],
    articles: [...one.articles],
    categoryId: of.category.id,
    state: visibleIn({ isInRoom: area === "rooms" }),
    isStarter: true,
    createdBy: of.createdBy,
    openedAt: of.openedAt,
  });
  await insertFirstMessage(ctx, section, { content, title: one.title });
  return pageId;
}
