import { createHash } from "node:crypto";
import { eq } from "drizzle-orm";
import { db } from "@/db/client";
import { inboundMail } from "@/db/schema/inbound-mail";
import { findMailActor } from "@/lib/accounts";
import type { Ctx } from "@/lib/core/ctx";
import { isDomainError } from "@/lib/core/errors";
import { type By, queueJob, SYSTEM, transact } from "@/lib/core/transact";
import { type ReadMail, readMail } from "./read-mail";

/** What a mail says, for the page that it answers on. */
export interface WrittenByMail {
  pageId: string;
  text: string;
  /** The same for the same mail, however often it comes. */
  clientToken: string;
}

/** Writes what a mail says, for its author. Throws what the form on the page would. */
export type WriteByMail = (ctx: Ctx, written: WrittenByMail) => Promise<unknown>;

/** Spends a point of the member's limit. Throws `rate_limited` if none is left. */
type Spend = (memberId: string) => Promise<void>;

/**
 * Takes a stored mail: what its author wrote becomes what they would have written on the page, under the same rules. A
 * refused one is answered with the reason; what a program wrote is dropped. Safe to run twice.
 */
export async function takeMail(
  { inboundMailId }: { inboundMailId: string },
  { write, spend, spendRefusal }: { write: WriteByMail; spend: Spend; spendRefusal: Spend },
): Promise<void> {
  const [row] = await db()
    .select({
      id: inboundMail.id,
      memberId: inboundMail.memberId,
      pageId: inboundMail.pageId,
      digest: inboundMail.digest,
      raw: inboundMail.raw,
      refusal: inboundMail.refusal,
    })
    .from(inboundMail)
    .where(eq(inboundMail.id, inboundMailId));
  if (!row || row.refusal !== null) return;
  const author = await findMailActor(row.memberId);
  const mail = await readMail(row.raw);
  if (!author || mail?.isAutomatic) return drop(row.id);
  const refuseAs = (refusal: string) => refuse(row, refusal, spendRefusal);
  if (!mail) return refuseAs("mail.unreadable");
  const problem = problemOf(mail, author.email);
  if (problem) return refuseAs(problem);
  const by: By = { actor: author.actor, origin: { via: "mail", ip: null, device: null } };
  const { pageId } = row;
  try {
    await transact(by, async (ctx) => {
      await spend(row.memberId);
      await write(ctx, { pageId, text: mail.text, clientToken: tokenOf(mail, row) });
      await ctx.tx.delete(inboundMail).where(eq(inboundMail.id, row.id));
    });
  } catch (error) {
    // While the site takes no changes the mail waits, and the job runs again.
    if (!isDomainError(error) || error.code === "unavailable") throw error;
    await refuseAs(`${error.code}.${error.reason}`);
  }
}

/** Returns why a mail is refused before anything is written; null if it is not. */
function problemOf(mail: ReadMail, email: string): string | null {
  if (mail.from !== email.toLowerCase()) return "mail.sender";
  if (mail.text === "") return "mail.empty";
  return null;
}

/** One for each message and page, so that a mail sent again by another way is the same, and one to two pages is not. */
const tokenOf = ({ messageId }: ReadMail, { pageId, digest }: { pageId: string; digest: string }): string =>
  createHash("sha256")
    .update(`${pageId} ${messageId ?? digest}`)
    .digest("base64url");

async function drop(id: string): Promise<void> {
  await transact(SYSTEM, async (ctx) => {
    ctx.asSystem("a program wrote it, or its author is no member any more");
    ctx.skipAudit("nothing was written");
    await ctx.tx.delete(inboundMail).where(eq(inboundMail.id, id));
  });
}

/** Has the author told why, at most a few times a day: an address that others know must not fill a mailbox. */
async function refuse(
  { id, memberId }: { id: string; memberId: string },
  refusal: string,
  spendRefusal: Spend,
): Promise<void> {
  const isTold = await spendRefusal(memberId).then(
    () => true,
    (error: unknown) => {
      if (isDomainError(error) && error.code === "rate_limited") return false;
      throw error;
    },
  );
  if (!isTold) return drop(id);
  await transact(SYSTEM, async (ctx) => {
    ctx.asSystem("the mail was refused");
    ctx.skipAudit("its author is told by mail, and nothing was written");
    await ctx.tx.update(inboundMail).set({ refusal }).where(eq(inboundMail.id, id));
    await queueJob(ctx.tx, { task: "mail-refused", payload: { inboundMailId: id } });
  });
}
