import { SUSPENSION_CASES } from "@/lib/conduct";
import type { Consequences } from "@/lib/core/consequences";
import type { FlagFacts } from "@/lib/core/facts/flags";
import { notifyFlagged, notifyFlaggers } from "@/lib/flags";
import { flags } from "@/lib/flags/queue";
import { clearQueueNotices, notifyReviewers } from "@/lib/queues";

/** Consequences of facts about flags. What hiding a thing changes is a fact of the thing. */
export const FLAG_ROWS: Pick<Consequences, keyof FlagFacts> = {
  "flag.raised": { now: [notifyReviewers(flags)] },
  "flag.hid": { now: [notifyFlagged] },
  "flag.claimed": {},
  "flag.decided": { now: [notifyFlaggers, notifyFlagged, clearQueueNotices(flags)] },
  "flag.returned": { now: [notifyReviewers(flags)] },
  "flag.appealed": { now: [notifyReviewers(flags)] },
  "flag.appeal-decided": {
    now: [notifyFlagged, clearQueueNotices(flags)],
    // Somebody who is still suspended reads no notice.
    later: (e) =>
      e.kind === SUSPENSION_CASES && e.outcome === "kept"
        ? e.authorIds.map((memberId) => ({
            task: "mail-account-notice",
            payload: { memberId, notice: "suspension-kept" },
          }))
        : [],
  },
};
