import type { Consequences } from "@/lib/core/consequences";
import type { MailboxFacts } from "@/lib/core/facts/mailbox";
import { questions } from "@/lib/mailbox/queues";
import { clearQueueNotices, notifyReviewers } from "@/lib/queues";

/** Consequences of facts about questions to the people who run the site. */
export const MAILBOX_ROWS: Pick<Consequences, keyof MailboxFacts> = {
  "question.asked": { now: [notifyReviewers(questions)] },
  "question.replied": { now: [notifyReviewers(questions)] },
  "question.answered": {
    now: [clearQueueNotices(questions)],
    later: ({ entryId }) => [{ task: "mail-answer", payload: { entryId } }],
  },
  "question.noted": {},
  "question.claimed": {},
  "question.closed": { now: [clearQueueNotices(questions)] },
  "question.reopened": { now: [notifyReviewers(questions)] },
};
