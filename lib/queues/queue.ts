import type { SQL } from "drizzle-orm";
import type { Queryable } from "@/db/client";
import type { Actor, Role } from "@/lib/core/actor";
import type { Ctx } from "@/lib/core/ctx";
import type { Waiting } from "@/lib/core/waiting";

/** A part of a queue, as the moderation overview lists it. */
export interface QueuePart {
  /** Path of its page. */
  path: string;
  /**
   * Query of waiting items: `id`, `since`, and as JSON the `facts` for the policy. Two parts with the same id
   * count once.
   */
  waiting: () => SQL;
}

/**
 * A review queue: who decides, where, and on what. The moderation overview and notices both count by it.
 * `Facts` are what the policy needs; `Came` is the fact that adds an item, `Gone` one that removes it.
 */
export interface Queue<Facts = unknown, Came = never, Gone = never> {
  name: string;
  /** Path of its page. */
  path: string;
  /** Roles that can decide in it; only their holders are checked against the policy. */
  roles: readonly Role[];
  /** Checks whether a reviewer may decide on an item. */
  decides(reviewer: Actor, facts: Facts): boolean;
  /** Whether the moderation overview lists it for an actor; default: for all who see the overview. */
  isNamedTo?(actor: Actor): boolean;
  /** Set if its page also lists items the reader may not decide on; the overview then counts those too. */
  listsAll?: true;
  parts: Readonly<Record<string, QueuePart>>;
  /** Counts what waits for a reviewer, if the page's own query is cheaper. */
  count?(reviewer: Actor, on: Queryable): Promise<Waiting>;
  /** Set if notices say how long the oldest item has waited, once late. */
  saysHowLong?: true;
  /** Facts of an item added by a fact; null if it no longer exists. */
  factsOf(ctx: Ctx, came: Came): Promise<Facts | null>;
  /**
   * SQL condition on a notice `n`: whether its recipient may have nothing left to decide while others do,
   * because reviewers have different parts of the queue. Missing if all decide on the same.
   */
  isParted?(gone: Gone): SQL;
}

/** A queue in which every reviewer decides on all items. */
export type WholeQueue = Queue<object, unknown, unknown>;
