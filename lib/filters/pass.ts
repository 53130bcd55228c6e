import { inArray } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { type FilterOutcome, filterHit, textFilter } from "@/db/schema/filters";
import type { Ctx } from "@/lib/core/ctx";
import { DomainError } from "@/lib/core/errors";
import { newId } from "@/lib/core/id";
import { can } from "@/lib/core/policy";
import { queueJob } from "@/lib/core/transact";
import { type ActiveFilter, activeFilters } from "./current";
import { findMatches, type Read, readText, type Written } from "./match";
import { BRAKE, isFelt } from "./model";

/** A text that a member sends, before it is stored. */
export interface Sent {
  /** Kind of the page, or `COMMENT_PLACE`, `MEMBER_PLACE`. */
  place: string;
  pageId?: string;
  commentId?: string;
  read: () => Written;
  /** The text that it replaces: what was there already is not caught again. */
  before?: (() => Written) | undefined;
  /**
   * What a filter that holds does here. `held`: the caller lets a person look first. `reviewed`: somebody looks anyway, so
   * nothing. `refused`: nobody could look, for example at a change of what is shown.
   */
  ifHeld: "held" | "reviewed" | "refused";
}

/** Whether a filter holds the text, so that a person looks at it before others see it. */
export interface Passed {
  isHeld: boolean;
}

/**
 * Compares a text with the filters in force and does what the strictest of those that catch it says. Every command that
 * stores what a member writes for others asks it first. Moderators pass. Throws `conflict` / `filter_refused`, or
 * `filter_warned` if the writer can be asked; both with the public explanation. What was caught is recorded in any case.
 */
export async function passFilters(ctx: Ctx, sent: Sent): Promise<Passed> {
  const { actor } = ctx;
  if (!actor || can(actor, "comment.moderate")) return { isHeld: false };
  const filters = (await activeFilters(ctx.tx)).filter(({ places }) => places.includes(sent.place));
  if (filters.length === 0) return { isHeld: false };
  const caught = listCaught(filters, sent, !can(actor, "comment.show-at-once"));
  const strictest = ORDER.map((stage) => caught.find(({ filter }) => filter.stage === stage)).find(Boolean);
  if (!strictest) return { isHeld: false };
  const outcome = outcomeOf(strictest.filter, sent, ctx.origin.warning);
  const keep = (tx: Tx) => keepHits(tx, { ...sent, memberId: actor.id, caught, outcome, now: ctx.now });
  const { explanation } = strictest.filter;
  if (outcome === "refused" || outcome === "warned") {
    ctx.despite(keep);
    throw new DomainError("conflict", outcome === "refused" ? "filter_refused" : "filter_warned", {
      explanation,
    });
  }
  await keep(ctx.tx);
  return { isHeld: outcome === "held" };
}

/** Stages from the strictest to the mildest. */
const ORDER = ["refuse", "hold", "warn", "log"] as const;

interface Caught {
  filter: ActiveFilter;
  matched: string[];
}

function listCaught(filters: readonly ActiveFilter[], sent: Sent, isNew: boolean): Caught[] {
  const read = readText(sent.read());
  const before: Read | null = sent.before ? readText(sent.before()) : null;
  return filters.flatMap((filter) => {
    if (filter.writers === "new" && !isNew) return [];
    const matched = findMatches(filter.matcher, read, before);
    return matched ? [{ filter, matched }] : [];
  });
}

function outcomeOf(
  { stage }: ActiveFilter,
  { ifHeld }: Sent,
  warning: "asks" | "read" | undefined,
): FilterOutcome {
  if (stage === "refuse") return "refused";
  if (stage === "hold") return ifHeld === "reviewed" ? "sent" : ifHeld;
  if (stage === "warn") return warning === "asks" ? "warned" : "sent";
  return "logged";
}

/** Stores what filters caught, without the text, and lets the brake look at those that were changed lately. */
async function keepHits(
  tx: Tx,
  of: Sent & { memberId: string; caught: readonly Caught[]; outcome: FilterOutcome; now: Date },
): Promise<void> {
  const { memberId, place, outcome, now } = of;
  // Locked, so that one which is deleted meanwhile makes no text fail.
  const left = await tx
    .select({ id: textFilter.id })
    .from(textFilter)
    .where(
      inArray(
        textFilter.id,
        of.caught.map(({ filter }) => filter.id),
      ),
    )
    .for("key share");
  const caught = of.caught.filter(({ filter }) => left.some(({ id }) => id === filter.id));
  if (caught.length === 0) return;
  await tx.insert(filterHit).values(
    caught.map(({ filter, matched }) => ({
      id: newId(now.getTime()),
      filterId: filter.id,
      memberId,
      place,
      pageId: of.pageId ?? null,
      commentId: of.commentId ?? null,
      matched: matched.slice(0, 20),
      outcome,
      at: now,
    })),
  );
  const since = now.getTime() - BRAKE.hours * 3_600_000;
  for (const { filter } of caught)
    if (isFelt(filter.stage) && filter.changedAt.getTime() > since)
      await queueJob(tx, {
        task: "brake-filter",
        payload: { filterId: filter.id },
        key: `brake-filter:${filter.id}`,
      });
}
