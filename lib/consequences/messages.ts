import type { Consequences } from "@/lib/core/consequences";
import type { MessageFacts } from "@/lib/core/facts/messages";
import { notifyOpened, notifyReceiver, notifyReporter } from "@/lib/direct-messages/notices";
import { messages } from "@/lib/direct-messages/queues";
import { clearQueueNotices, notifyReviewers } from "@/lib/queues";

/** Consequences of facts about messages between members. */
export const MESSAGE_ROWS: Pick<Consequences, keyof MessageFacts> = {
  "message.sent": { now: [notifyReceiver] },
  "message.deleted": {},
  "message.reported": { now: [notifyReviewers(messages)] },
  "message.decided": { now: [clearQueueNotices(messages), notifyReporter] },
  "conversation.accepted": {},
  "conversation.declined": {},
  "conversation.archived": {},
  "conversation.opened": {
    now: [notifyOpened],
    later: ({ accessId, memberIds }) =>
      memberIds.map((memberId) => ({ task: "mail-conversation-opened", payload: { accessId, memberId } })),
  },
  "member.blocked": {},
  "member.unblocked": {},
};
