import type { Ctx } from "@/lib/core/ctx";
import { factOf, guardsOf, type Staged } from "./stage";
import { type Ask, type Slug, type StepColumns, type TrashOf, trashOf } from "./trash";

/*
 * Lifecycle of a page: draft → submitted → published → retracted, and back. Each step is an entry of the log.
 * If two people take one step at the same time, the second gets `conflict`. The domain decides who may take a
 * step.
 */

type Step = "submit" | "withdraw" | "return" | "publish" | "retract" | "restore";

/** What the lifecycle needs to know of a kind of page. */
export interface Lifecycle<Page extends Staged> extends TrashOf<Page> {
  may: Record<Step | "remove" | "put-back", Ask<Page>>;
  withdrawnFrom: readonly Page["state"][];
  publishedFrom: readonly Page["state"][];
  load(ctx: Ctx, slug: string): Promise<Page>;
  /** Throws `invalid` if the page is not ready for others to see. */
  requireComplete(ctx: Ctx, page: Page): Promise<void>;
}

type Reasoned = Slug & { reason: string };
/** `seen`: when the page had last changed when its reviewer opened it. */
type Seen = Slug & { seen?: number | string | undefined };

/** Begins a step (right and state are checked) and ends it (the row and the log are written). */
function stepsOf<Page extends Staged>(of: Lifecycle<Page>) {
  const { requireState, requireSeen } = guardsOf<string>(of.sort);
  const open = async (ctx: Ctx, slug: string, step: Step, from: readonly string[]) => {
    const page = await of.load(ctx, slug);
    await of.may[step](ctx, page);
    requireState(page, ...from);
    return page;
  };
  const take = async (
    ctx: Ctx,
    page: Page,
    fact: "submitted" | "withdrawn" | "returned" | "published" | "retracted",
    set: StepColumns,
  ) => {
    await of.write(ctx, page, set);
    await ctx.record(`${of.sort}.${fact}`, factOf(page));
    return { slug: page.slug };
  };
  return { open, take, requireSeen };
}

/** Creates the lifecycle commands of one kind of page. */
export function lifecycleOf<Page extends Staged>(of: Lifecycle<Page>) {
  const { open, take, requireSeen } = stepsOf(of);
  return {
    ...trashOf(of),

    /** Submits a draft for review. */
    async submit(ctx: Ctx, { slug }: Slug): Promise<Slug> {
      const page = await open(ctx, slug, "submit", ["draft"]);
      await of.requireComplete(ctx, page);
      return take(ctx, page, "submitted", { state: "submitted", submittedAt: ctx.now, returnReason: null });
    },

    /** Turns a submitted page into a draft again. */
    async withdraw(ctx: Ctx, { slug }: Slug): Promise<Slug> {
      const page = await open(ctx, slug, "withdraw", of.withdrawnFrom);
      return take(ctx, page, "withdrawn", { state: "draft", submittedAt: null });
    },

    /** Returns a submitted page to its authors with a reason and notifies them. */
    async giveBack(ctx: Ctx, { slug, reason }: Reasoned): Promise<Slug> {
      const page = await open(ctx, slug, "return", ["submitted"]);
      return take(ctx, page, "returned", { state: "draft", submittedAt: null, returnReason: reason });
    },

    /** Publishes a page now, as the reviewer saw it. */
    async publish(ctx: Ctx, { slug, seen }: Seen): Promise<Slug> {
      const page = await open(ctx, slug, "publish", of.publishedFrom);
      requireSeen(page, seen);
      await of.requireComplete(ctx, page);
      return take(ctx, page, "published", { state: "published", returnReason: null });
    },

    /** Retracts a published page: it leaves the lists, and its address shows the reason. */
    async retract(ctx: Ctx, { slug, reason }: Reasoned): Promise<Slug> {
      const page = await open(ctx, slug, "retract", ["published"]);
      const set = { retractedAt: ctx.now, retractionReason: reason };
      return take(ctx, page, "retracted", { state: "retracted", ...set });
    },

    /** Publishes a retracted page again, with its old date and history; the reason is recorded. */
    async restore(ctx: Ctx, { slug, reason, seen }: Reasoned & Seen): Promise<Slug> {
      const page = await open(ctx, slug, "restore", ["retracted"]);
      requireSeen(page, seen);
      await of.requireComplete(ctx, page);
      await of.write(ctx, page, { state: "published", retractedAt: null, retractionReason: null });
      await ctx.record(`${of.sort}.restored`, { ...factOf(page), reason });
      return { slug: page.slug };
    },
  };
}
