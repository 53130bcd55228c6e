export { type Received, type Reception, receiveMail } from "./commands/receive";
export { MOST_BYTES } from "./limits";
export { removeMails } from "./remove-mails";
export { ABOVE, makeReplyAddress } from "./reply-address";
