export {
  acceptRequest,
  archiveConversation,
  declineRequest,
  markRead,
} from "./commands/conversations";
export {
  blockMember,
  decideReport,
  deleteMessage,
  reportMessage,
  unblockMember,
} from "./commands/guard";
export { openConversation } from "./commands/open-conversation";
export { sendMessage, writeTo } from "./commands/send";
export { mailOpened } from "./mail-opened";
export { type Addressee, type Conversation, findAddressee, findConversation } from "./queries/conversation";
export {
  type ConversationLine,
  countRequests,
  countUnread,
  findMessageSettings,
  listConversations,
  type MessageSettings,
} from "./queries/own";
export { findReport, listReports, type MessageReport, type OpenedConversation } from "./queries/reports";
export type { Way } from "./relation";
