import { scope } from "@/lib/core/versions";
import { tellAuthor } from "@/lib/notices/decision";
import type { RevisionSteps } from "@/lib/pages";
import { settleQueue, tellReviewers } from "@/lib/queues";
import { noteChange } from "./notices";
import { notes } from "./queues";
import { indexNote } from "./search-entries";

const stale = ({ slug }: { slug: string }) => [scope.there(`notes/${slug}`)];

/** What follows from the revisions of notes. */
export const NOTE_STEPS: RevisionSteps = {
  "revision.published": { stale, now: [indexNote, noteChange] },
  "revision.pending": { now: [tellReviewers(notes)] },
  "revision.accepted": { stale, now: [indexNote, noteChange, tellAuthor, settleQueue(notes)] },
  "revision.rejected": { now: [tellAuthor, settleQueue(notes)] },
  "revision.withdrawn": { now: [settleQueue(notes)] },
  "revision.hidden": { stale },
  "revision.shown": { stale },
};
