import { eq } from "drizzle-orm";
import { topic } from "@/db/schema/discussions";
import type { Ctx } from "@/lib/core/ctx";
import { scope } from "@/lib/core/versions";

/** Lists the scopes of country pages that show a topic. */
export async function scopesOfTopic({ tx }: Ctx, { pageId }: { pageId: string }): Promise<string[]> {
  const [row] = await tx.select({ countries: topic.countries }).from(topic).where(eq(topic.pageId, pageId));
  return (row?.countries ?? []).map(scope.topicsOn);
}
