import type { Ctx } from "@/lib/core/ctx";
import { factOf, guardsOf, type Staged } from "./stage";
import { type Ask, type Slug, type StepColumns, type TrashOf, trashOf } from "./trash";

/*
 * The way of a page to its readers: draft → submitted → published → retracted, and back. A step is an entry of the log;
 * of two who take one at once the second is told that it was taken (`conflict`). Whoever may take it, its domain says.
 */

type Step = "submit" | "withdraw" | "return" | "publish" | "retract" | "restore";

/** What the way needs to know of a sort of page. */
export interface Lifecycle<Page extends Staged> extends TrashOf<Page> {
  may: Record<Step | "remove" | "put-back", Ask<Page>>;
  withdrawnFrom: readonly Page["state"][];
  publishedFrom: readonly Page["state"][];
  load(ctx: Ctx, slug: string): Promise<Page>;
  /** Throws `invalid` for what a page lacks before others can have it. */
  requireComplete(ctx: Ctx, page: Page): Promise<void>;
}

type Reasoned = Slug & { reason: string };
/** `seen`: when the page had last changed as its reviewer saw it. */
type Seen = Slug & { seen?: number | string | undefined };

/** How a step begins, where it is allowed and the page is in a state for it; and how it ends, as an entry of the log. */
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

/** The steps of one sort of page, as commands. */
export function lifecycleOf<Page extends Staged>(of: Lifecycle<Page>) {
  const { open, take, requireSeen } = stepsOf(of);
  return {
    ...trashOf(of),

    /** Submits a draft to those who review. */
    async submit(ctx: Ctx, { slug }: Slug): Promise<Slug> {
      const page = await open(ctx, slug, "submit", ["draft"]);
      await of.requireComplete(ctx, page);
      return take(ctx, page, "submitted", { state: "submitted", submittedAt: ctx.now, returnReason: null });
    },

    /** Makes what waits a draft again, for its authors. */
    async withdraw(ctx: Ctx, { slug }: Slug): Promise<Slug> {
      const page = await open(ctx, slug, "withdraw", of.withdrawnFrom);
      return take(ctx, page, "withdrawn", { state: "draft", submittedAt: null });
    },

    /** Returns what waits to its authors with the reason, of which they are notified. */
    async giveBack(ctx: Ctx, { slug, reason }: Reasoned): Promise<Slug> {
      const page = await open(ctx, slug, "return", ["submitted"]);
      return take(ctx, page, "returned", { state: "draft", submittedAt: null, returnReason: reason });
    },

    /** Publishes a page now, as it was seen. */
    async publish(ctx: Ctx, { slug, seen }: Seen): Promise<Slug> {
      const page = await open(ctx, slug, "publish", of.publishedFrom);
      requireSeen(page, seen);
      await of.requireComplete(ctx, page);
      return take(ctx, page, "published", { state: "published", returnReason: null });
    },

    /** Takes a published page from the lists; its address stays and says why. */
    async retract(ctx: Ctx, { slug, reason }: Reasoned): Promise<Slug> {
      const page = await open(ctx, slug, "retract", ["published"]);
      const set = { retractedAt: ctx.now, retractionReason: reason };
      return take(ctx, page, "retracted", { state: "retracted", ...set });
    },

    /** Publishes a retracted page again, at its old date and with its history, for a reason that is recorded. */
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
