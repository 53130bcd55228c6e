import { type Bounce, reasonOf, WEIGHTS, weightOf } from "./model";

/** How an SMTP server refused a recipient. */
interface Refusal extends Bounce {
  /** Whether it is no use to try again. */
  isFinal: boolean;
}

/**
 * Reads the error of a mail that was not accepted. Null unless the server refused its recipient: in the answer to
 * `RCPT TO`, or in the answer to the mail itself with a code about addresses or mailboxes (RFC 3463, groups 1 and 2). Errors
 * of the connection, the sign-in or the sender say nothing about the recipient.
 */
export function refusalOf(error: unknown): Refusal | null {
  if (!(error instanceof Error)) return null;
  const { command, responseCode, response } = error as Error & {
    command?: unknown;
    responseCode?: unknown;
    response?: unknown;
  };
  if (typeof responseCode !== "number" || typeof response !== "string") return null;
  if (responseCode < 400 || responseCode > 599) return null;
  const [enhanced] = /(?<=^\d{3}[ -])[45]\.\d{1,3}\.\d{1,3}\b/.exec(response) ?? [];
  const isOfRecipient = command === "RCPT TO" || (command === "DATA" && /^[45]\.[12]\./.test(enhanced ?? ""));
  if (!isOfRecipient) return null;
  // The answer itself decides between the two, as the server acts by it.
  const status = enhanced?.startsWith(String(responseCode).charAt(0)) ? enhanced : String(responseCode);
  const weight = weightOf(status);
  return { weight, status, reason: reasonOf(response), isFinal: weight === WEIGHTS.hard };
}
