import { type AnyColumn, type SQL, sql } from "drizzle-orm";
import type { Queryable } from "@/db/client";
import type { PagesFor } from "@/lib/core/actor";
import type { Ctx } from "@/lib/core/ctx";
import { type PageAddress, rootOf } from "@/lib/core/page-address";

/** A page, as commands for its comments need it. */
export interface CommentedPage {
  id: string;
  slug: string;
  /** Whether only moderators can comment. */
  isCommentsLocked: boolean;
}

/** What comments need to know of a kind of page; provided by its domain. */
export interface CommentedKind<Page extends CommentedPage = CommentedPage> extends PageAddress {
  kind: string;
  /** Set if only some may read its pages: then all pages of their comments are screens, and mails have none of their words. */
  isSecret?: true;
  comments: {
    /**
     * Query of its pages, without those that this reader may not know of: `page_id`, `slug`, `title`, `language`,
     * `is_locked`, and `is_read`: it is published.
     */
    pages(reader: PagesFor): SQL;
    /** SQL: the search audience of a page `p`, if its kind is secret. */
    audience?: SQL<`room:${string}`>;
    /** Scope of what shows the comments on a page; missing if no document does. */
    scope?(slug: string): string;
    /** Lists the scopes of what lists a page with the number of its comments, or with the newest. */
    listedIn?(ctx: Ctx, page: { pageId: string }): Promise<string[]>;
    /** Loads a page for a change and locks its row. Throws to those who may not read it. */
    load(ctx: Ctx, slug: string): Promise<Page>;
    /** Finds the slug of the page that has the comments of one whose comments were all moved; null for any other. */
    movedTo?(slug: string, on: Queryable): Promise<string | null>;
    /** Throws if readers do not see a page. Its comments take reactions while they do, even when it takes no comments. */
    requireShown(page: Page): void;
    /** Throws if nobody can comment on a page, or this member cannot. */
    requireOpen(page: Page, ctx: Ctx): void;
    /** Throws if this member has to wait before they write there again. The same comment sent again need not wait. */
    requireTurn?(page: Page, ctx: Ctx): Promise<void>;
    /**
     * Set if comments are one list in which each has a permanent number, and a reply names the comment that it answers;
     * otherwise they are threads of one level.
     */
    isNumbered?: true;
    /** Stores the number of visible comments with the page. */
    saveCount(ctx: Ctx, pageId: string, shown: SQL<number>): Promise<unknown>;
    /** Path where moderators decide, and the name of its row in the moderation overview. */
    review: { path: string; held: string };
  };
}

/** SQL: pages of some kinds as `p`, each with `kind` and `path`. */
export const pagesOf = (kinds: readonly CommentedKind[], reader: PagesFor): SQL =>
  sql`(${eachKind(kinds, reader)}) p`;

/**
 * SQL: the page with an id as `p`, to be joined `on true`. In a join with `pagesOf`, Postgres reads all pages of several
 * kinds for it.
 */
export const pageOf = (kinds: readonly CommentedKind[], reader: PagesFor, id: AnyColumn): SQL =>
  sql`lateral (${eachKind(kinds, reader, sql`where k.page_id = ${id}`)}) p`;

function eachKind(kinds: readonly CommentedKind[], reader: PagesFor, which: SQL = sql``): SQL {
  const each = kinds.map(
    ({ kind, comments, ...at }) =>
      sql`select ${kind}::text as kind, ${rootOf(at)} || k.slug as path, k.* from (${comments.pages(reader)}) k ${which}`,
  );
  return sql.join(each, sql` union all `);
}

/** Columns of a page `p`. */
export const PAGE = {
  kind: sql<string>`p.kind`,
  path: sql<string>`p.path`,
  title: sql<string>`p.title`,
} as const;
