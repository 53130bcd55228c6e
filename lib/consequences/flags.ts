import { SUSPENSION_CASES } from "@/lib/conduct";
import type { Consequences } from "@/lib/core/consequences";
import type { FlagFacts } from "@/lib/core/facts/flags";
import type { Job } from "@/lib/core/jobs";
import { notifyFlagged, notifyFlaggers } from "@/lib/flags";
import { flags } from "@/lib/flags/queue";
import { clearQueueNotices, notifyReviewers } from "@/lib/queues";

/** Mails those who reported a thing at `/report`, if anybody did. */
const mailReporters =
  (about: "decision" | "counter" | "final") =>
  ({ caseId, isReported }: { caseId: string; isReported?: true }): Job[] =>
    isReported ? [{ task: "mail-public-report", payload: { id: caseId, about } }] : [];

/** Consequences of facts about flags. What hiding a thing changes is a fact of the thing. */
export const FLAG_ROWS: Pick<Consequences, keyof FlagFacts> = {
  "flag.raised": { now: [notifyReviewers(flags)] },
  "flag.hid": { now: [notifyFlagged] },
  "flag.claimed": {},
  "flag.decided": {
    now: [notifyFlaggers, notifyFlagged, clearQueueNotices(flags)],
    later: mailReporters("decision"),
  },
  "flag.returned": { now: [notifyReviewers(flags)] },
  "flag.appealed": { now: [notifyReviewers(flags)], later: mailReporters("counter") },
  "report.sent": {
    later: ({ reportId }) => [{ task: "mail-public-report", payload: { id: reportId, about: "confirm" } }],
  },
  "report.confirmed": {
    now: [notifyReviewers(flags)],
    later: ({ reportId }) => [{ task: "mail-public-report", payload: { id: reportId, about: "receipt" } }],
  },
  "report.complained": { now: [notifyReviewers(flags)] },
  "flag.appeal-decided": {
    now: [notifyFlagged, clearQueueNotices(flags)],
    // Somebody who is still suspended reads no notice.
    later: (e) => [
      ...mailReporters("final")(e),
      ...(e.kind === SUSPENSION_CASES && e.outcome === "kept"
        ? e.authorIds.map(
            (memberId): Job => ({
              task: "mail-account-notice",
              payload: { memberId, notice: "suspension-kept" },
            }),
          )
        : []),
    ],
  },
};
