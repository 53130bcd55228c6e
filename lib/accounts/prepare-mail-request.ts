import { type MailKind, mayMail } from "./back-off";
import { emailKeyOf } from "./model";

/** A request for a mail to an address. */
export interface MailRequest {
  emailKey: string;
  /** Whether one more mail may be sent; if not, nothing happens and the response is the same. */
  mayMail: boolean;
}

/**
 * Counts a mail that a stranger can trigger: per kind and address four an hour, twelve a day. Throws
 * `rate_limited` if the site's maximum for such mails is reached.
 */
export async function prepareMailRequest(kind: MailKind, input: { email: string }): Promise<MailRequest> {
  const emailKey = emailKeyOf(input.email) ?? "";
  return { emailKey, mayMail: await mayMail(kind, emailKey) };
}
