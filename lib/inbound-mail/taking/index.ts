export { collectMailbox, countUnread } from "./collect-mailbox";
export { mailRefused } from "./mail-refused";
export { queueWaiting } from "./queue-waiting";
export { takeMail } from "./take-mail";
