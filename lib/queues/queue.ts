import type { SQL } from "drizzle-orm";
import type { Queryable } from "@/db/client";
import type { Actor, Role } from "@/lib/core/actor";
import type { Ctx } from "@/lib/core/ctx";
import type { Waiting } from "@/lib/core/waiting";

/** Some of what waits in a queue, as the table of moderation lists it. */
export interface QueuePart {
  /** Where it is worked through, a bare address. */
  path: string;
  /**
   * A select of what waits: `id`; `since` when; and as json the `facts` by which the policy is asked who decides on it.
   * What two parts have under the same id is one thing.
   */
  waiting: () => SQL;
}

/**
 * What waits for those who decide on it: who that is, where they do, what of it is theirs. The one definition that the
 * table of moderation and notifications count by. `Facts` are what the policy is asked about; `Came` is the fact by
 * which something comes to wait, `Gone` one by which something waits no more.
 */
export interface Queue<Facts = unknown, Came = never, Gone = never> {
  name: string;
  /** The bare address of the screen on which it is worked through. */
  path: string;
  /** Who may decide in it at all: whom the policy is asked about. */
  roles: readonly Role[];
  /** Whether a reviewer decides on something: the rules of the queue's screen. */
  decides(reviewer: Actor, facts: Facts): boolean;
  /** Whether the table of moderation names it to somebody; where it is absent, to all who have that table. */
  isNamedTo?(actor: Actor): boolean;
  /** Set where its screen also lists what the reader may not decide on: the table counts what the screen lists. */
  listsAll?: true;
  parts: Readonly<Record<string, QueuePart>>;
  /** Counts what waits for a reviewer, where the screen's own statement does it with fewer rows. */
  count?(reviewer: Actor, on: Queryable): Promise<Waiting>;
  /** Set where notifications say for how long the oldest has waited, once that is too long. */
  saysHowLong?: true;
  /** What came to wait with a fact of whoever acts; null where it is gone. */
  factsOf(ctx: Ctx, came: Came): Promise<Facts | null>;
  /**
   * Which of those who have a notification `n` may have nothing left to decide while others do, as a condition: who has
   * a part of the queue of their own. Absent where all decide on the same.
   */
  isParted?(gone: Gone): SQL;
}

/** A queue of which all who decide decide on everything in it: the policy is asked about the reviewer alone. */
export type WholeQueue = Queue<object, unknown, unknown>;
