import { type MailKind, mayMail } from "./back-off";
import { emailKeyOf } from "./model";

/** Someone wants a mail to go to an address. */
export interface MailRequest {
  emailKey: string;
  /** Whether one more may go there; else nothing is done, with the same answer. */
  mayMail: boolean;
}

/** Counts a mail that a stranger may cause: six an hour of a kind to one address, thirty a day. */
export async function prepareMailRequest(kind: MailKind, input: { email: string }): Promise<MailRequest> {
  const emailKey = emailKeyOf(input.email) ?? "";
  return { emailKey, mayMail: await mayMail(kind, emailKey) };
}
