import { db, type Queryable } from "@/db/client";
import type { Actor } from "@/lib/core/actor";
import { can } from "@/lib/core/policy";
import { countOwnPending } from "@/lib/profiles";
import { listToVerify, type ToVerify } from "@/lib/profiles/freshness";
import { listModerated } from "@/lib/queue-kinds";
import type { PartWaiting } from "@/lib/queues";
import { countChangedWatches, countUnseenNotices } from "@/lib/watching";

/** What waits for one member, apart from drafts. */
export interface OwnWork {
  /** Queues with something that the member may decide on; none for members who review nothing. */
  reviews: PartWaiting[];
  /** Sections of a focal point's countries whose current text is not verified. */
  verify: { rows: ToVerify[]; total: number };
  /** Own edits of profiles that await review. */
  pending: number;
  /** Unread notifications, at most 100. */
  unseen: number;
  /** Watched things that changed since the member looked. */
  watched: number;
}

/**
 * Counts what waits for a member, by the policy: three queries, one more for focal points, and for reviewers one
 * for each part of a queue. Never stored, since each decision of others changes it.
 */
export async function findOwnWork(actor: Actor, on: Queryable = db()): Promise<OwnWork> {
  const [reviews, verify, pending, unseen, watched] = await Promise.all([
    can(actor, "moderation.open") ? listModerated(actor, on) : [],
    listToVerify(actor, new Date(), on),
    countOwnPending(actor, on),
    countUnseenNotices(actor.id, on),
    can(actor, "watch.keep", { memberId: actor.id }) ? countChangedWatches(actor, on) : 0,
  ]);
  return { reviews: reviews.filter(({ waiting }) => waiting.count > 0), verify, pending, unseen, watched };
}
