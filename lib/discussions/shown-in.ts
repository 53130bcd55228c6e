import { and, eq } from "drizzle-orm";
import { topic } from "@/db/schema/discussions";
import { profile } from "@/db/schema/profiles";
import type { Ctx } from "@/lib/core/ctx";
import { scope } from "@/lib/core/versions";

/**
 * Lists the scopes of country pages that list a topic: those of its countries, and of the profile that it is about. No
 * page lists one in a room.
 */
export async function scopesOfTopic({ tx }: Ctx, { pageId }: { pageId: string }): Promise<string[]> {
  const [row] = await tx
    .select({ countries: topic.countries, about: profile.iso2 })
    .from(topic)
    .leftJoin(profile, eq(profile.pageId, topic.aboutPageId))
    .where(and(eq(topic.pageId, pageId), eq(topic.isInRoom, false)));
  if (!row) return [];
  return [...row.countries, ...(row.about ? [row.about] : [])].map(scope.topicsOn);
}

/** Lists the scopes of everything that lists a topic with its newest reply. */
export const scopesOfReply = async (ctx: Ctx, at: { pageId: string }): Promise<string[]> => [
  scope.discussions,
  ...(await scopesOfTopic(ctx, at)),
];
