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
  type Resolution,
  refuseClaimed,
  reject,
  release,
  type Saved,
  type SaveInput,
  type SectionRow,
} from "@/lib/revisions";
import type { RevisionAt } from "../model";
import type { Placed } from "../moderation";

/** `despiteClaim`: the reviewer knows that another reviewer claimed the edit. */
interface Known {
  despiteClaim?: boolean | undefined;
}

/**
 * Creates the review commands for pending edits of one kind of page. `load` checks the policy, for "accept"
 * also the right to publish, before it reveals that the edit exists.
 */
export function reviewOf<Found extends Placed>(
  kinds: Kinds,
  load: (ctx: Ctx, at: RevisionAt, to: "accept" | "decide") => Promise<Found>,
) {
  return {
    /**
     * Accepts another member's pending edit: publishes it, merged with later changes of the section. Throws
     * `conflict`: `claimed` if another reviewer claimed it and `despiteClaim` is not set, `already_decided`,
     * or `accept_conflict` if it cannot be merged automatically and `settled` has no choice.
     */
    async accept(ctx: Ctx, at: RevisionAt & Known, settled?: Resolution): Promise<Decided> {
      const { section, revision } = await load(ctx, at, "accept");
      await refuseClaimed(ctx, revision.id, at.despiteClaim);
      return accept(ctx, section, kinds, revision, settled);
    },

    /** Rejects another member's pending edit with a reason for its author. Throws as `accept`. */
    async reject(ctx: Ctx, at: RevisionAt & Known & { reason: string }): Promise<Decided> {
      const { section, revision } = await load(ctx, at, "decide");
      await refuseClaimed(ctx, revision.id, at.despiteClaim);
      return reject(ctx, section, revision, at.reason);
    },

    /** Claims a pending edit for review. Throws as `claim`. */
    async claim(ctx: Ctx, at: RevisionAt): Promise<void> {
      const { section, revision } = await load(ctx, at, "decide");
      await claim(ctx, revision);
      await ctx.record("revision.claimed", { pageId: section.pageId, revisionId: revision.id });
    },

    /** Releases the reviewer's own claim. */
    async release(ctx: Ctx, at: RevisionAt): Promise<void> {
      const { section, revision } = await load(ctx, at, "decide");
      if (!(await release(ctx, revision.id))) return ctx.skipAudit("there is no claim of theirs");
      await ctx.record("revision.released", { pageId: section.pageId, revisionId: revision.id });
    },
  };
}

/**
 * Creates the command that accepts another member's edit with amendments; `publishing` says whether those
 * need a second person.
 */
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
