import { type MailKind, mayMail } from "./back-off";
import { emailKeyOf } from "./model";

/** Someone wants a mail to go to an address. */
export interface MailRequest {
  emailKey: string;
  /** Whether one more may go there; else nothing is done, with the same answer. */
  mayMail: boolean;
}

/**
 * Counts a mail that a stranger may cause: four an hour of a kind to one address, twelve a day. Throws `rate_limited`
 * when the site has sent all that it sends for strangers.
 */
export async function prepareMailRequest(kind: MailKind, input: { email: string }): Promise<MailRequest> {
  const emailKey = emailKeyOf(input.email) ?? "";
  return { emailKey, mayMail: await mayMail(kind, emailKey) };
}
