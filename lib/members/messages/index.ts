export {
  blockSender,
  changeMessages,
  decideMessageReport,
  reportMessage,
  unblockSender,
} from "./commands/guard-messages";
export { replyToMessage, writeMessage } from "./commands/write-message";
export { mailMessage } from "./mail-message";
export {
  type Addressee,
  findAddressee,
  findOwnMessages,
  findReceivedMessage,
  listMessageReports,
  type MessageLine,
  type ReceivedMessage,
  type ReportedMessage,
} from "./queries";
export { removeOldMemberMessages } from "./retention";
