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

/** Without a token what is asked for again by the same member is done once, until something else was done. */
type Back = RevisionAt & { summary: string; clientToken?: string | undefined };
/** `last`: the newest revision of the run, by which the section must still stand. */
type Run = { last: number; clientToken: string; summary?: string | undefined };

/** What taking edits back needs to know of a sort of page; `Place` is how a section of one is named. */
interface TakingBack<Place> {
  kinds: Kinds;
  loadRevision(ctx: Ctx, at: RevisionAt): Promise<Placed & { facts: SectionFacts }>;
  loadSection(ctx: Ctx, place: Place): Promise<{ section: SectionRow; facts: SectionFacts }>;
  /** Whether what then stands is published at once. */
  publishing(ctx: Ctx, key: string, facts: SectionFacts): Publishing;
}

/** The commands that take edits of one sort of page back, each by a new revision. */
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
    /**
     * Puts the section of a published revision back to how it was then. Throws `not_found` for one that was never
     * published.
     */
    revert: (ctx: Ctx, input: Back): Promise<Saved> => back(ctx, "revert", input),

    /**
     * Takes back what one published revision changed, and nothing else. Throws `conflict` / `undo_conflict` when later
     * edits stand on it.
     */
    undo: (ctx: Ctx, input: Back): Promise<Saved> => back(ctx, "undo", input),

    /**
     * Takes back the run of one author that ends with the section's newest revision, in one step: the newest revision by
     * someone else stands again. Throws `conflict` when the section has moved on since `last` (`not_last`), or when every
     * revision is by this author (`only_author`). Sent twice, it makes one revision.
     */
    async rollBack(ctx: Ctx, input: Place & Run): Promise<Saved> {
      const { section, facts } = await of.loadSection(ctx, input);
      ctx.authorize("section.edit", facts);
      ctx.authorize("revision.rollback", facts);
      const earlier = await findEarlier(ctx, section, input.clientToken);
      if (earlier) return earlier;
      const run = await findRun(ctx, section, input.last);
      // Numbers, not names: a name in a summary would outlive its erasure. Lists show who wrote which.
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
 * The token by which the same form sent twice makes one revision. A document is the same for all its readers, and for
 * good: it can carry none. It is made of what the section stood by before this was done, so that it is another one as
 * soon as something else was done to the section; the engine tells authors apart.
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
