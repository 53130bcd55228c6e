import { and, eq, isNotNull } from "drizzle-orm";
import type { z } from "zod";
import { topic } from "@/db/schema/discussions";
import { topicNote, topicTimer } from "@/db/schema/topic-care";
import type { Ctx } from "@/lib/core/ctx";
import { DomainError, invalidFields } from "@/lib/core/errors";
import { momentIn } from "@/lib/core/zones";
import { isVisible, type LoadedTopic, loadTopic, topicFact } from "../access";
import { MOST_AHEAD } from "../ahead";
import type { TopicArea } from "../areas/model";
import type { ArchiveTopic, RetitleTopic, SlowTopic, StopTimer, TimeTopic } from "../care/model";
import { type TopicParams, titleSlug } from "../model";
import { writeNote } from "../notes";
import { closePollsOf } from "../polls/store";
import { listTimers, stopTimers } from "../timers";

type At = { slug: string };

async function load(ctx: Ctx, area: TopicArea, slug: string): Promise<LoadedTopic> {
  const loaded = await loadTopic(ctx, area, slug);
  ctx.authorize("topic.moderate");
  if (loaded.state === "merged") throw new DomainError("conflict", "merged_already");
  return loaded;
}

/** Creates moderators' commands that archive topics of an area, and slow them down. */
export function caringIn(area: TopicArea) {
  return {
    /**
     * Archives a topic: it can be read and found, nobody writes, and lists of the newest leave it out. Or takes it out of
     * the archive.
     */
    async archive(ctx: Ctx, { slug, isArchived }: z.infer<typeof ArchiveTopic>): Promise<At> {
      const loaded = await load(ctx, area, slug);
      if ((loaded.archivedAt !== null) === isArchived) {
        ctx.skipAudit("it is so already");
        return { slug };
      }
      if (!isVisible(loaded)) throw new DomainError("conflict", "topic_state");
      await ctx.tx
        .update(topic)
        .set({ archivedAt: isArchived ? ctx.now : null, ...(isArchived ? { isPinned: false } : {}) })
        .where(eq(topic.pageId, loaded.id));
      if (isArchived) {
        await stopTimers(ctx, loaded.id);
        await closePollsOf(ctx, loaded);
      }
      await writeNote(ctx, loaded, isArchived ? "archived" : "unarchived");
      await ctx.record("topic.archived", { ...topicFact(loaded), isArchived });
      return { slug };
    },

    /** Sets how long a member waits between two replies, or ends it. */
    async slow(ctx: Ctx, { slug, minutes }: z.infer<typeof SlowTopic>): Promise<At> {
      const loaded = await load(ctx, area, slug);
      if (loaded.slowMinutes === minutes) {
        ctx.skipAudit("it is so already");
        return { slug };
      }
      await ctx.tx.update(topic).set({ slowMinutes: minutes }).where(eq(topic.pageId, loaded.id));
      if (minutes === null) await writeNote(ctx, loaded, "unslowed");
      else await writeNote(ctx, loaded, "slowed", { amount: minutes });
      await ctx.record("topic.slowed", { ...topicFact(loaded), minutes });
      return { slug };
    },
  };
}

/** Creates moderators' commands that choose times for topics of an area. */
export function timingIn(area: TopicArea) {
  return {
    /**
     * Chooses when a topic is closed, opened again or published; in place of an earlier time for the same. Throws
     * `invalid` for a time that is over or far away, `conflict` / `timer_needless` if there would be nothing to do.
     */
    async setTimer(ctx: Ctx, { slug, timer, ...local }: z.infer<typeof TimeTopic>): Promise<At> {
      const loaded = await load(ctx, area, slug);
      const at = momentIn(local);
      if (at <= ctx.now) throw invalidFields({ day: ["past"] });
      if (at.getTime() > ctx.now.getTime() + MOST_AHEAD) throw invalidFields({ day: ["far"] });
      const isPlanned = loaded.state === "planned";
      if ((timer === "publish") !== isPlanned || loaded.archivedAt !== null)
        throw new DomainError("conflict", "timer_needless");
      const set = { at, zone: local.zone };
      const earlier = (await listTimers(loaded.id, ctx.tx)).find(({ kind }) => kind === timer);
      if (earlier?.at.getTime() === at.getTime() && earlier.zone === local.zone) {
        ctx.skipAudit("it is so already");
        return { slug };
      }
      await ctx.tx
        .insert(topicTimer)
        .values({ ...set, pageId: loaded.id, kind: timer })
        .onConflictDoUpdate({ target: [topicTimer.pageId, topicTimer.kind], set });
      await ctx.record("topic.timed", { ...topicFact(loaded), timer, at: at.toISOString() });
      return { slug };
    },

    /** Takes a timer back. A topic that was to be published still waits, until a moderator publishes it. */
    async stopTimer(ctx: Ctx, { slug, timer }: z.infer<typeof StopTimer>): Promise<At> {
      const loaded = await load(ctx, area, slug);
      const stopped = await stopTimers(ctx, loaded.id, timer);
      if (stopped === 0) ctx.skipAudit("there is no such timer");
      else await ctx.record("topic.timed", { ...topicFact(loaded), timer, at: null });
      return { slug };
    },
  };
}

/** Creates moderators' commands for titles that should never have been read. */
export function titlingIn(area: TopicArea) {
  return {
    /**
     * Changes the title of a topic that was merged, which the other topic still names. Throws `conflict` / `topic_state`
     * for any other topic: those are edited.
     */
    async retitle(ctx: Ctx, { slug, title }: z.infer<typeof RetitleTopic>): Promise<At> {
      const loaded = await loadTopic(ctx, area, slug);
      ctx.authorize("topic.moderate");
      if (loaded.state !== "merged") throw new DomainError("conflict", "topic_state");
      if (loaded.title === title) {
        ctx.skipAudit("it is so already");
        return { slug };
      }
      await ctx.tx
        .update(topic)
        .set({ title, slug: titleSlug(title), updatedAt: ctx.now })
        .where(eq(topic.pageId, loaded.id));
      await ctx.record("topic.changed", { ...topicFact(loaded), from: loaded.category, fromCountries: [] });
      return { slug };
    },

    /** Takes the titles out of the lines about a changed title, for one that should never have been read. */
    async clearTitles(ctx: Ctx, { slug }: z.infer<typeof TopicParams>): Promise<At> {
      const loaded = await load(ctx, area, slug);
      const cleared = await ctx.tx
        .update(topicNote)
        .set({ titles: null })
        .where(and(eq(topicNote.pageId, loaded.id), isNotNull(topicNote.titles)))
        .returning({ id: topicNote.id });
      if (cleared.length === 0) ctx.skipAudit("no line names a title");
      else await ctx.record("topic.titles-cleared", topicFact(loaded));
      return { slug };
    },
  };
}
