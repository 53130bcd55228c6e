import { eq } from "drizzle-orm";
import { topic } from "@/db/schema/discussions";
import type { Ctx } from "@/lib/core/ctx";
import { DomainError } from "@/lib/core/errors";
import { isVisible, loadForSite, topicFact } from "./access";
import { hideTopic, showTopic } from "./flags";

const load = async (ctx: Ctx, id: string) => {
  const found = await loadForSite(ctx, id);
  if (!found) throw new DomainError("not_found", "topic");
  return found;
};

/** What a clean-up does with topics: hide one, and put it back as it was if nobody decided since. */
export const topicCleanup = {
  /** Returns the state that it had; null if readers do not see it anyway. */
  async hide(ctx: Ctx, id: string, { reason, caseId }: { reason: string; caseId: string }) {
    const loaded = await load(ctx, id);
    if (!isVisible(loaded) && loaded.state !== "held") return null;
    await hideTopic(ctx, loaded, { reason, caseId });
    return loaded.state;
  },
  /** Returns false if somebody decided since. */
  async restore(ctx: Ctx, id: string, by: { before: string; byId: string; reason: string; caseId: string }) {
    const loaded = await load(ctx, id);
    const [row] = await ctx.tx
      .select({ state: topic.state, decidedBy: topic.decidedBy, reason: topic.reason })
      .from(topic)
      .where(eq(topic.pageId, id));
    if (row?.state !== "hidden" || row.decidedBy !== by.byId || row.reason !== by.reason) return false;
    await showTopic(ctx, loaded, by.caseId);
    if (by.before === "held") {
      await ctx.tx
        .update(topic)
        .set({ state: "held", decidedBy: null, decidedAt: null })
        .where(eq(topic.pageId, id));
      await ctx.record("topic.changed", {
        ...topicFact(loaded),
        from: loaded.category,
        fromCountries: [],
      });
    }
    return true;
  },
};
