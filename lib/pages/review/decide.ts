import type { Ctx } from "@/lib/core/ctx";
import { DomainError } from "@/lib/core/errors";
import type { SectionFacts } from "@/lib/core/policy";
import {
  accept,
  acceptAmended,
  claim,
  contentOf,
  type Decided,
  type Kinds,
  type Publishing,
  refuseClaimed,
  reject,
  release,
  type Saved,
  type SaveInput,
  type SectionRow,
  type Settled,
} from "@/lib/revisions";
import type { RevisionAt } from "../model";
import type { Placed } from "../moderation";

/** Whether the reviewer knows that somebody else has taken the edit. */
interface Known {
  despiteClaim?: boolean | undefined;
}

/**
 * What reviewers do with the edits of one sort of page that wait. `load` asks the policy, also for the right to accept
 * where that is more, before it says that there is such an edit.
 */
export function reviewOf<Found extends Placed>(
  kinds: Kinds,
  load: (ctx: Ctx, at: RevisionAt, to: "accept" | "decide") => Promise<Found>,
) {
  return {
    /**
     * Accepts a waiting edit of somebody else: it is published, merged with what came since where the section moved on.
     * Throws `conflict`: `claimed` while somebody else has taken it, unless `despiteClaim` says that this is known;
     * `already_decided` when someone was quicker, `accept_conflict` when only a person can merge it and `settled` does
     * not say how.
     */
    async accept(ctx: Ctx, at: RevisionAt & Known, settled?: Settled): Promise<Decided> {
      const { section, revision } = await load(ctx, at, "accept");
      await refuseClaimed(ctx, revision.id, at.despiteClaim);
      return accept(ctx, section, kinds, revision, settled);
    },

    /** Rejects a waiting edit of somebody else with a reason that its author is told. Throws as `accept` does. */
    async reject(ctx: Ctx, at: RevisionAt & Known & { reason: string }): Promise<Decided> {
      const { section, revision } = await load(ctx, at, "decide");
      await refuseClaimed(ctx, revision.id, at.despiteClaim);
      return reject(ctx, section, revision, at.reason);
    },

    /** Takes a waiting edit to decide on it. Throws as `claim` does. */
    async claim(ctx: Ctx, at: RevisionAt): Promise<void> {
      const { section, revision } = await load(ctx, at, "decide");
      await claim(ctx, revision);
      await ctx.record("revision.claimed", { pageId: section.pageId, revisionId: revision.id });
    },

    /** Gives an own claim on a waiting edit up. */
    async release(ctx: Ctx, at: RevisionAt): Promise<void> {
      const { section, revision } = await load(ctx, at, "decide");
      if (!(await release(ctx, revision.id))) return ctx.skipAudit("there is no claim of theirs");
      await ctx.record("revision.released", { pageId: section.pageId, revisionId: revision.id });
    },
  };
}

/** Accepts an edit of somebody else as its reviewer has amended it; `publishing` says what of that needs a second person. */
export function amendedOf<Found extends Placed & { facts: SectionFacts }>(
  kinds: Kinds,
  load: (ctx: Ctx, at: RevisionAt) => Promise<Found>,
  publishing: (ctx: Ctx, key: string, facts: SectionFacts, proposed: unknown) => Publishing,
) {
  return async (
    ctx: Ctx,
    at: SectionRow,
    input: SaveInput & Known & { slug: string; accepts: number },
  ): Promise<Saved> => {
    const { section, facts, revision } = await load(ctx, { slug: input.slug, number: input.accepts });
    ctx.authorize("section.edit", facts);
    ctx.authorize("section.publish", facts);
    if (section.id !== at.id) throw new DomainError("not_found", "revision");
    await refuseClaimed(ctx, revision.id, input.despiteClaim);
    const proposed = contentOf(kinds(section.key), revision);
    return acceptAmended(ctx, section, kinds, revision, input, publishing(ctx, section.key, facts, proposed));
  };
}
