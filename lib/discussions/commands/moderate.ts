import { eq } from "drizzle-orm";
import type { z } from "zod";
import { topic } from "@/db/schema/discussions";
import type { Ctx } from "@/lib/core/ctx";
import { DomainError } from "@/lib/core/errors";
import { closeCase } from "@/lib/flags";
import { cleanLines } from "@/lib/text/clean";
import { isVisible, loadTopic, topicFact } from "../access";
import type { TopicArea } from "../areas/model";
import { hideTopic, showTopic, TOPIC_FLAGS } from "../flags";
import type { CloseTopic, HideTopic, PinTopic, TopicParams } from "../model";
import { writeNote } from "../notes";
import { publish, setClosed } from "../timers";

type At = { slug: string };

const update = ({ tx }: Ctx, id: string, set: Partial<typeof topic.$inferInsert>) =>
  tx.update(topic).set(set).where(eq(topic.pageId, id));

/** Creates moderators' commands for the topics of an area. */
export function moderatingIn(area: TopicArea) {
  async function load(ctx: Ctx, slug: string) {
    const loaded = await loadTopic(ctx, area, slug);
    ctx.authorize("topic.moderate");
    if (loaded.state === "merged") throw new DomainError("conflict", "merged_already");
    return loaded;
  }
  return {
    /** Closes a topic for replies, or opens it again. Does nothing if it is so already. */
    async close(ctx: Ctx, { slug, isClosed }: z.infer<typeof CloseTopic>): Promise<At> {
      const loaded = await load(ctx, slug);
      await setClosed(ctx, loaded, isClosed);
      return { slug };
    },

    /** Shows a topic first in its category and in the list of all, or takes it from there. */
    async pin(ctx: Ctx, { slug, isPinned }: z.infer<typeof PinTopic>): Promise<At> {
      const loaded = await load(ctx, slug);
      if (loaded.isPinned === isPinned) {
        ctx.skipAudit("it is so already");
        return { slug };
      }
      await update(ctx, loaded.id, { isPinned });
      await writeNote(ctx, loaded, isPinned ? "pinned" : "unpinned");
      await ctx.record("topic.pinned", { ...topicFact(loaded), isPinned });
      return { slug };
    },

    /** Hides a topic with all its replies from all but moderators and its author, with a reason for the author. */
    async hide(ctx: Ctx, { slug, reason }: z.infer<typeof HideTopic>): Promise<At> {
      const loaded = await load(ctx, slug);
      if (loaded.state === "hidden") throw new DomainError("conflict", "already_decided");
      const why = cleanLines(reason);
      const caseId = await closeCase(ctx, { kind: TOPIC_FLAGS, id: loaded.id, reason: why }, "upheld");
      await hideTopic(ctx, loaded, { reason: why, caseId });
      return { slug };
    },

    /** Shows a topic that waits or was hidden; one that waits for its time is published now. */
    async show(ctx: Ctx, { slug }: z.infer<typeof TopicParams>): Promise<At> {
      const loaded = await load(ctx, slug);
      if (isVisible(loaded)) throw new DomainError("conflict", "already_decided");
      if (loaded.state === "planned") {
        await publish(ctx, loaded);
        return { slug };
      }
      await showTopic(ctx, loaded, await closeCase(ctx, { kind: TOPIC_FLAGS, id: loaded.id }, "dismissed"));
      return { slug };
    },
  };
}
