import type { z } from "zod";
import type { Queryable } from "@/db/client";
import type { Actor } from "@/lib/core/actor";
import type { Ctx } from "@/lib/core/ctx";
import type { ContributingKind } from "@/lib/pages";
import type { PageDraft } from "@/lib/revisions";

/** A page that a member signs or owns: whole, with how far it has come. */
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

/** A sort of page that members write under their names, as lists of all such pages know it. */
export interface WorkKind extends ContributingKind<OwnWork> {
  kind: string;
  area: string;
  /** The scope of its lists. */
  list: string;
  /** The words for the screen of a member's own ones, at `/AREA/mine`. */
  mine: string;
  params: z.ZodObject<{ slug: z.ZodType<string, string> }>;
  listDrafts(actor: Actor): Promise<PageDraft[]>;
  discardDrafts(ctx: Ctx, input: { slug: string }): Promise<unknown>;
  /** Every one that readers have. */
  listAddresses(): Promise<{ slug: string; updatedAt: Date }[]>;
  /** How many readers have on an article, such as "185:18". */
  countUnder(article: string, on?: Queryable): Promise<number>;
}

/**
 * Makes the rows of a member's own works. The reason for which one was returned counts until it is submitted again; after
 * that, the reason for which it was retracted.
 */
export function ownWorks(
  { kind, area }: Pick<OwnWork, "kind" | "area">,
  rows: readonly (Omit<OwnWork, "kind" | "area" | "state" | "decisionReason"> & {
    state: OwnWork["state"] | "removed";
    returnReason: string | null;
    retractionReason: string | null;
  })[],
): OwnWork[] {
  return rows.flatMap(({ returnReason, retractionReason, state, ...row }) =>
    state === "removed"
      ? []
      : [
          {
            kind,
            area,
            state,
            ...row,
            decisionReason: state === "retracted" ? retractionReason : returnReason,
          },
        ],
  );
}
