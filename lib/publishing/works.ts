import { and, ne, type SQL } from "drizzle-orm";
import type { PgColumn, PgTable } from "drizzle-orm/pg-core";
import type { z } from "zod";
import type { Queryable } from "@/db/client";
import type { Actor } from "@/lib/core/actor";
import type { Ctx } from "@/lib/core/ctx";
import { PAGE_SIZE } from "@/lib/core/paging";
import type { UploadTarget } from "@/lib/files";
import { type ContributingKind, readingBy } from "@/lib/pages";
import type { PageDraft } from "@/lib/revisions";

/** A page that a member signs or owns, with its state. */
export interface OwnWork {
  kind: string;
  /** The first part of its address. */
  area: string;
  id: string;
  slug: string;
  title: string;
  language: string;
  state: "draft" | "submitted" | "scheduled" | "published" | "retracted";
  createdAt: Date;
  decisionReason: string | null;
}

/** A kind of page that members write under their names, for lists of all such pages. */
export interface WorkKind extends ContributingKind<OwnWork> {
  kind: string;
  area: string;
  /** Scope of its lists. */
  list: string;
  /** Message key for the page of a member's own works, at `/AREA/mine`. */
  mine: string;
  params: z.ZodObject<{ slug: z.ZodType<string, string> }>;
  listDrafts(actor: Actor): Promise<PageDraft[]>;
  discardDrafts(ctx: Ctx, input: { slug: string }): Promise<unknown>;
  /** Lists every published page. */
  listAddresses(): Promise<{ slug: string; updatedAt: Date }[]>;
  /** For kinds that offer files. */
  files?: {
    /** Adds a download to the work's own counter, next to the file's. */
    countDownload(on: Queryable, fileId: string): Promise<void>;
    /** Whether a member owns one of these. */
    ownsOneOf(on: Queryable, actor: Pick<Actor, "id">, ids: readonly string[]): Promise<boolean>;
    /**
     * Finds the work that files sent on a page will belong to; null for a page of another kind. Throws for one
     * to which the actor may add no files.
     */
    uploadTarget(ctx: Ctx, place: string): Promise<UploadTarget | null>;
  };
  /** Counts published works on an article, such as "185:18". */
  countUnder(article: string, on?: Queryable): Promise<number>;
}

/** The table of such pages. */
type WorkTable = PgTable &
  Record<
    "pageId" | "slug" | "title" | "language" | "state" | "createdAt" | "returnReason" | "retractionReason",
    PgColumn
  >;
type Row = Omit<OwnWork, "kind" | "area" | "decisionReason"> &
  Record<"returnReason" | "retractionReason", string | null>;

/**
 * Lists a member's own works of one table, without those in the trash. The reason shown is that of the last
 * return until the work is submitted again, then that of its retraction.
 */
export function ownWorksOf(
  { kind, area }: Pick<OwnWork, "kind" | "area">,
  table: WorkTable,
  isOwn: (memberId: string, on: Queryable) => SQL | undefined,
): WorkKind["listOwn"] {
  const { pageId: id, slug, title, language, state, createdAt, returnReason, retractionReason } = table;
  const columns = { id, slug, title, language, state, createdAt, returnReason, retractionReason };
  return async (on, memberId, at) => {
    const own = and(isOwn(memberId, on), ne(state, "removed"));
    const { past, order } = readingBy(id, at);
    const rows = await on
      .select(columns)
      .from(table as PgTable)
      .where(and(own, past))
      .orderBy(order)
      .limit(PAGE_SIZE + 1);
    const works = (rows as Row[]).map(({ returnReason, retractionReason, ...row }) => {
      const decisionReason = row.state === "retracted" ? retractionReason : returnReason;
      return { kind, area, ...row, decisionReason };
    });
    return { rows: works, total: await on.$count(table, own) };
  };
}
