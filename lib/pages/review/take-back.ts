import { createHash } from "node:crypto";
import { eq } from "drizzle-orm";
import { revision } from "@/db/schema/revisions";
import type { Ctx } from "@/lib/core/ctx";
import { DomainError } from "@/lib/core/errors";
import type { SectionFacts } from "@/lib/core/policy";
import {
  type BackInput,
  findEarlier,
  findRun,
  type Kinds,
  type Publishing,
  revertTo,
  rollBack,
  type Saved,
  type SectionRow,
  type StoredRevision,
  undoOne,
} from "@/lib/revisions";
import { cleanLine } from "@/lib/text/clean";
import type { RevisionAt } from "../model";
import type { Placed } from "../moderation";

/** Without a token, the same request by the same member is done once until something else changes. */
type Back = RevisionAt & { summary: string; clientToken?: string | undefined };
/** `last`: the run's newest revision, which must still be current. */
type Run = { last: number; clientToken: string; summary?: string | undefined };

/** What taking edits back needs to know of a kind of page; `Place` identifies a section. */
interface TakingBack<Place> {
  kinds: Kinds;
  loadRevision(ctx: Ctx, at: RevisionAt): Promise<Placed & { facts: SectionFacts }>;
  loadSection(ctx: Ctx, place: Place): Promise<{ section: SectionRow; facts: SectionFacts }>;
  /** Whether the resulting text is published directly. */
  publishing(ctx: Ctx, key: string, facts: SectionFacts): Publishing;
}

/** Creates the commands that take back edits of one kind of page; each makes a new revision. */
export function takeBackOf<Place>(of: TakingBack<Place>) {
  const { kinds, publishing } = of;
  const back = async (ctx: Ctx, tag: "undo" | "revert", input: Back): Promise<Saved> => {
    const { section, facts, revision: target } = await of.loadRevision(ctx, input);
    ctx.authorize("section.edit", facts);
    if (target.state !== "published") throw new DomainError("not_found", "revision");
    const isPublished = publishing(ctx, section.key, facts);
    const line = await lineOf(ctx, tag, section, target, input);
    return (tag === "undo" ? undoOne : revertTo)(ctx, section, kinds, target, line, isPublished);
  };
  return {
    /** Restores the section as of a published revision. Throws `not_found` for one that was never published. */
    revert: (ctx: Ctx, input: Back): Promise<Saved> => back(ctx, "revert", input),

    /**
     * Undoes the changes of one published revision only. Throws `conflict` / `undo_conflict` if later edits
     * changed the same text.
     */
    undo: (ctx: Ctx, input: Back): Promise<Saved> => back(ctx, "undo", input),

    /**
     * Rolls back the last run of revisions by one author, to the newest revision by someone else. Throws
     * `conflict` if the section changed since `last` (`not_last`) or has no other author (`only_author`).
     * Sent twice, it creates one revision.
     */
    async rollBack(ctx: Ctx, input: Place & Run): Promise<Saved> {
      const { section, facts } = await of.loadSection(ctx, input);
      ctx.authorize("section.edit", facts);
      ctx.authorize("revision.rollback", facts);
      const earlier = await findEarlier(ctx, section, input.clientToken);
      if (earlier) return earlier;
      const run = await findRun(ctx, section, input.last);
      // Numbers instead of names: a name in a summary would survive its erasure. Lists show the authors.
      const numbers =
        run.firstNumber === run.current.number
          ? `${run.firstNumber}`
          : `${run.firstNumber}–${run.current.number}`;
      const summary = input.summary ? cleanLine(input.summary) : `${numbers} → ${run.target.number}`;
      const line = { clientToken: input.clientToken, summary };
      return rollBack(ctx, section, kinds, run, line, publishing(ctx, section.key, facts));
    },
  };
}

async function lineOf(
  ctx: Ctx,
  tag: "undo" | "revert",
  section: SectionRow,
  target: StoredRevision,
  input: Back,
): Promise<BackInput> {
  const clientToken = input.clientToken ?? (await tokenFor(ctx, tag, section, target));
  return { clientToken, summary: cleanLine(input.summary) };
}

/**
 * Derives the token that makes a form sent twice save once. The page is cached for all readers, so it cannot
 * contain a token. It depends on the section's state before this step, so it changes as soon as something
 * else is saved; the engine separates authors.
 */
async function tokenFor(
  ctx: Ctx,
  tag: "undo" | "revert",
  section: SectionRow,
  target: StoredRevision,
): Promise<string> {
  const [now] = await ctx.tx
    .select({
      id: revision.id,
      tag: revision.tag,
      sourceId: revision.sourceId,
      parentId: revision.parentId,
      authorId: revision.authorId,
    })
    .from(revision)
    .where(eq(revision.id, section.currentRevisionId ?? target.id));
  const isDone = now?.tag === tag && now.sourceId === target.id && now.authorId === ctx.actor?.id;
  const stood = isDone ? now.parentId : now?.id;
  return createHash("sha256").update(`${tag}/${target.id}/${stood}`).digest("base64url").slice(0, 32);
}
