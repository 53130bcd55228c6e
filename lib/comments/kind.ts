import { type SQL, sql } from "drizzle-orm";
import type { Ctx } from "@/lib/core/ctx";

/** A page as the commands of its comments need it. */
export interface CommentedPage {
  id: string;
  slug: string;
  /** Whether moderators alone may go on. */
  isCommentsLocked: boolean;
}

/** What comments need to know of a sort of page on which they stand: its domain hands it over. */
export interface CommentedKind<Page extends CommentedPage = CommentedPage> {
  kind: string;
  /** What the addresses of its pages begin with: "blog". */
  area: string;
  comments: {
    /** A select of its pages: `page_id`, `slug`, `title`, `language`, `is_locked`, and `is_read`: whether readers have it. */
    pages: SQL;
    /** The scope of what shows the comments on a page. */
    scope(slug: string): string;
    /** Loads a page for a change, its row locked. Throws for who may not read it. */
    load(ctx: Ctx, slug: string): Promise<Page>;
    /** Throws while nobody can comment on a page. */
    requireOpen(page: Page): void;
    /** Keeps with the page how many comments on it are shown. */
    keepCount(ctx: Ctx, pageId: string, shown: SQL<number>): Promise<unknown>;
    /** Where moderators decide, a bare address; under which names the table of moderation lists what waits. */
    review: { path: string; held: string; flagged: string };
  };
}

/** The pages of some sorts as `p` in a statement, each with its `kind` and its `path`, a bare address. */
export function pagesOf(kinds: readonly CommentedKind[]): SQL {
  const each = kinds.map(
    ({ kind, area, comments }) =>
      sql`select ${kind}::text as kind, ${`/${area}/`} || k.slug as path, k.* from (${comments.pages}) k`,
  );
  return sql`(${sql.join(each, sql` union all `)}) p`;
}

/** The columns of a page `p`. */
export const PAGE = {
  kind: sql<string>`p.kind`,
  path: sql<string>`p.path`,
  title: sql<string>`p.title`,
} as const;
