import type { MemberFact } from "./accounts";

interface ConversationFact extends MemberFact {
  conversationId: string;
}

interface ReportFact extends MemberFact {
  messageId: string;
  reportId: string;
}

/** Facts about messages between members: who wrote to whom, never what. */
export interface MessageFacts {
  /** `isRequest`: to a member who has not answered before. */
  "message.sent": ConversationFact & { recipientId: string; messageId: string; isRequest: boolean };
  /** By its sender: the text is erased. */
  "message.deleted": ConversationFact & { messageId: string };
  "message.reported": ReportFact;
  /** `memberId`: the author of the message. */
  "message.decided": ReportFact & { outcome: string };
  "conversation.accepted": ConversationFact;
  "conversation.declined": ConversationFact;
  "conversation.archived": ConversationFact;
  /** An administrator can read it for a day; both members are notified. `memberId`: the author of the reported message. */
  "conversation.opened": ConversationFact & {
    memberIds: string[];
    reportId: string;
    accessId: string;
    reason: string;
  };
  /** `memberId` receives no more messages from `blockedId`. */
  "member.blocked": MemberFact & { blockedId: string };
  "member.unblocked": MemberFact & { blockedId: string };
}
