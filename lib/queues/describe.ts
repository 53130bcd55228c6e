import type { Queryable } from "@/db/client";
import { daysSince, latenessOf } from "@/lib/core/waiting";
import { countWaiting, findReviewer } from "./count";
import type { Queue } from "./queue";

/** What waits for the reader's decision. `days`: for how long the oldest has waited, once that is too long. */
export interface ToldOfQueue {
  what: "review";
  queue: string;
  /** The bare address of the screen on which it is worked through. */
  path: string;
  count: number;
  days: number | null;
}

/** What a notification of a queue tells its reader now; null where nothing waits for them. */
export async function describeQueue(
  readerId: string,
  queue: Queue | undefined,
  on: Queryable,
): Promise<ToldOfQueue | null> {
  const reviewer = queue && (await findReviewer(readerId, on));
  if (!reviewer) return null;
  const { count, oldest } = await countWaiting(reviewer, queue, on);
  if (count === 0) return null;
  const now = new Date();
  const isLate = queue.saysHowLong && latenessOf(oldest, now) !== null;
  const days = isLate && oldest ? daysSince(oldest, now) : null;
  return { what: "review", queue: queue.name, path: queue.path, count, days };
}
