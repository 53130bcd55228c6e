import { notifyCleanedUp } from "@/lib/cleanups/notices";
import type { Consequences } from "@/lib/core/consequences";
import type { CleanupFacts } from "@/lib/core/facts/cleanups";
import type { Job } from "@/lib/core/jobs";

const run = ({ cleanupId }: { cleanupId: string }): Job[] => [
  { task: "run-cleanup", payload: { cleanupId }, key: `run-cleanup:${cleanupId}` },
];

/** Consequences of facts about clean-ups: a job takes the steps. */
export const CLEANUP_ROWS: Pick<Consequences, keyof CleanupFacts> = {
  "cleanup.started": { now: [notifyCleanedUp], later: run },
  "cleanup.done": {},
  "cleanup.undo-started": { now: [notifyCleanedUp], later: run },
  "cleanup.undone": {},
};
