export { collectMailbox, countUnread } from "./collect-mailbox";
export { mailRefused } from "./mail-refused";
export { takeMail } from "./take-mail";
