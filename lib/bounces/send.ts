import { newId } from "@/lib/core/id";
import { SYSTEM, transact } from "@/lib/core/transact";
import { log } from "@/lib/log";
import { deliver } from "@/lib/mail/deliver";
import type { Letter } from "@/lib/mail/letter";
import { recordBounce } from "./commands/record-bounce";
import type { Bounce } from "./model";
import { refusalOf } from "./refusal";
import { mailOf, makeReturnAddress, type SentMail } from "./return-address";

/** A member's mail that its server did not accept for now: the job tries again, and counts it at its last try. */
export class NotYetAccepted extends Error {
  constructor(
    readonly sent: SentMail,
    readonly bounce: Bounce,
    error: unknown,
  ) {
    super(error instanceof Error ? error.message : "the mail was not accepted", { cause: error });
    this.name = "NotYetAccepted";
  }
}

/**
 * Sends a mail to the address of a member's account, with a return address of its own. A final refusal of the recipient is
 * counted, and returned instead of thrown: trying again is no use. Throws `NotYetAccepted` for one that can pass, and what
 * the mail server said otherwise.
 */
export function sendToMember(memberId: string, letter: Letter): Promise<"sent" | "refused"> {
  const id = letter.id ?? newId();
  const sent: SentMail = { memberId, email: letter.to, mail: mailOf(id), sentAt: new Date() };
  const returnTo = makeReturnAddress(sent);
  return send({ ...letter, id, ...(returnTo ? { returnTo } : {}) }, sent);
}

/** Sends a mail to an address that is no member's, or not yet: a final refusal is returned, and counts for nobody. */
export const sendToAddress = (letter: Letter): Promise<"sent" | "refused"> => send(letter, null);

async function send(letter: Letter, sent: SentMail | null): Promise<"sent" | "refused"> {
  try {
    await deliver(letter);
    return "sent";
  } catch (error) {
    const refusal = refusalOf(error);
    if (!refusal) throw error;
    const { isFinal, ...bounce } = refusal;
    if (!isFinal) throw sent ? new NotYetAccepted(sent, bounce, error) : error;
    log().warn({ event: "mail.refused", status: bounce.status });
    if (sent) await count(sent, bounce);
    return "refused";
  }
}

/** Counts the refusal with which the last try of a job ended, if it ended with one. */
export async function countLastTry(error: unknown): Promise<void> {
  if (error instanceof NotYetAccepted) await count(error.sent, error.bounce);
}

const count = (sent: SentMail, bounce: Bounce): Promise<boolean> =>
  transact(SYSTEM, (ctx) => recordBounce(ctx, sent, bounce), { evenReadOnly: true });
