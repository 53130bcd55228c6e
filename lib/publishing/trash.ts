import { and, desc, eq, isNotNull, type SQL, sql } from "drizzle-orm";
import type { AnyPgColumn, PgTable } from "drizzle-orm/pg-core";
import { db, type Queryable } from "@/db/client";
import type { Actor } from "@/lib/core/actor";
import type { Ctx } from "@/lib/core/ctx";
import type { DomainError } from "@/lib/core/errors";
import { restorableUntil } from "@/lib/core/trash";
import { factOf, guardsOf, type Sort, type Staged } from "./stage";

/*
 * Trash: an unpublished page that its author deleted. Until retention erases it (`eraserOf`), only its
 * author can restore it, complete, as a draft.
 */

/** Lifecycle columns of every kind of page; a step sets some of them. */
export interface StepColumns {
  state: "draft" | "submitted" | "published" | "retracted" | "removed";
  submittedAt?: Date | null;
  returnReason?: string | null;
  retractedAt?: Date | null;
  retractionReason?: string | null;
  removedAt?: Date | null;
}

export type Slug = { slug: string };

/** Checks the policy for a step on this page. */
export type Ask<Page> = (ctx: Ctx, page: Page) => void | Promise<void>;

/** What the trash needs to know of a kind of page. */
export interface TrashOf<Page extends Staged> {
  sort: Sort;
  /** States from which it can be deleted. */
  removedFrom: readonly Page["state"][];
  may: Record<"remove" | "put-back", Ask<Page>>;
  loadEvenTrashed(ctx: Ctx, slug: string): Promise<Page>;
  /** Writes a step to the page's row and to the domain's other data: files, lists, dates. */
  write(ctx: Ctx, page: Page, set: StepColumns): Promise<void>;
}

/** Creates the commands that delete and restore unpublished pages of one kind. */
export function trashOf<Page extends Staged>(of: TrashOf<Page>) {
  const { requireState } = guardsOf<string>(of.sort);
  return {
    /** Moves a page to its owner's trash. Does nothing if it is there. */
    async remove(ctx: Ctx, { slug }: Slug): Promise<Slug> {
      const page = await of.loadEvenTrashed(ctx, slug);
      if (page.state === "removed") {
        await of.may["put-back"](ctx, page);
        ctx.skipAudit("it was deleted before");
        return { slug: page.slug };
      }
      await of.may.remove(ctx, page);
      requireState(page, ...of.removedFrom);
      await of.write(ctx, page, { state: "removed", removedAt: ctx.now, submittedAt: null });
      await ctx.record(`${of.sort}.removed`, factOf(page));
      return { slug: page.slug };
    },

    /** Restores it as a draft. Does nothing if it is one. */
    async putBack(ctx: Ctx, { slug }: Slug): Promise<Slug> {
      const page = await of.loadEvenTrashed(ctx, slug);
      if (page.state === "draft") {
        await of.may.remove(ctx, page);
        ctx.skipAudit("it was put back before");
        return { slug: page.slug };
      }
      requireState(page, "removed");
      await of.may["put-back"](ctx, page);
      await of.write(ctx, page, { state: "draft", removedAt: null });
      await ctx.record(`${of.sort}.put-back`, factOf(page));
      return { slug: page.slug };
    },
  };
}

type Text = AnyPgColumn<{ data: string; notNull: true }>;
type Trashed = PgTable &
  Record<"pageId" | "slug" | "title" | "language", Text> &
  Record<"state", AnyPgColumn> & {
    removedAt: AnyPgColumn<{ data: Date; notNull: false }>;
  };

/**
 * Lists what a member deleted and can still restore, last deleted first, with the deadline. `isOf` matches
 * the owner's rows; `sort` is the column of the sort, where a table has several.
 */
export const listTrashOf =
  (table: Trashed, isOf: (memberId: string) => SQL, sort?: Text) =>
  async (actor: Actor, on: Queryable = db()) => {
    const rows = await on
      .select({
        id: table.pageId,
        slug: table.slug,
        title: table.title,
        language: table.language,
        sort: sort ?? sql<string>`''`,
        removedAt: table.removedAt,
      })
      .from(table as PgTable)
      // Erased pages keep their rows so that their addresses are not reused; those have no `removedAt`.
      .where(and(eq(table.state, "removed"), isNotNull(table.removedAt), isOf(actor.id)))
      .orderBy(desc(table.removedAt), desc(table.pageId))
      .limit(100);
    return rows.flatMap(({ removedAt, ...row }) =>
      removedAt ? [{ ...row, until: restorableUntil(removedAt) }] : [],
    );
  };

/**
 * Creates the loaders of pages of one kind for a change. `find` locks the row until the transaction ends, so
 * that the second of two simultaneous decisions sees the first. `absentError` is the error for a page in the
 * trash.
 */
export function loadersOf<Page extends Staged>(of: {
  find(ctx: Ctx, slug: string): Promise<Page>;
  mayRestore(actor: Actor | null, page: Page): boolean;
  absentError(actor: Actor | null, page: Page): DomainError;
}) {
  const load = async (ctx: Ctx, slug: string, isHere: (page: Page) => boolean) => {
    const page = await of.find(ctx, slug);
    if (!isHere(page)) throw of.absentError(ctx.actor, page);
    return page;
  };
  return {
    load: (ctx: Ctx, slug: string): Promise<Page> => load(ctx, slug, ({ state }) => state !== "removed"),
    /** Also loads a page in the trash, for members who can restore it. */
    loadEvenTrashed: (ctx: Ctx, slug: string): Promise<Page> =>
      load(ctx, slug, (page) => page.state !== "removed" || of.mayRestore(ctx.actor, page)),
  };
}
