import { eq, sql } from "drizzle-orm";
import { textFilter } from "@/db/schema/filters";
import type { Ctx } from "@/lib/core/ctx";
import { can } from "@/lib/core/policy";
import { type Describe, type NewsKinds, NO_WORDS, notify } from "@/lib/notices";
import { isolateBidi } from "@/lib/notices/model";

const BRAKED_NEWS = "filter.braked";

/** Notifies whoever changed a filter, and administrators, that the brake set it back. */
export async function notifyBraked(ctx: Ctx, { filterId }: { filterId: string }): Promise<void> {
  const { rows } = await ctx.tx.execute<{ id: string }>(sql`
    select member_id as id from role_grant where role = 'administrator'
    union select changed_by from text_filter where id = ${filterId} and changed_by is not null`);
  await notify(ctx, {
    memberIds: rows.map(({ id }) => id),
    category: "decision",
    kind: BRAKED_NEWS,
    key: filterId,
    pageId: null,
    anew: true,
  });
}

/** A filter that the brake set back, while it is so. */
const describeBraked: Describe = async (reader, { key }, on) => {
  if (!can(reader, "filter.manage")) return null;
  const [found] = await on
    .select({ name: textFilter.name, brakedAt: textFilter.brakedAt })
    .from(textFilter)
    .where(eq(textFilter.id, key));
  if (!found?.brakedAt) return null;
  return {
    what: "news",
    news: "filter.braked",
    words: (t) => ({
      ...NO_WORDS,
      title: isolateBidi(found.name),
      said: t("watching.told.filter.braked"),
      path: `/admin/filters/${key}`,
    }),
  };
};

export const FILTER_NEWS: NewsKinds = { [BRAKED_NEWS]: describeBraked };
