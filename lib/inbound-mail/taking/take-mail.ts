import { createHash } from "node:crypto";
import { eq } from "drizzle-orm";
import { db } from "@/db/client";
import { inboundMail } from "@/db/schema/inbound-mail";
import { findMailActor } from "@/lib/accounts";
import type { Actor } from "@/lib/core/actor";
import type { Ctx } from "@/lib/core/ctx";
import { type DomainError, isDomainError, isWithinLimit } from "@/lib/core/errors";
import { type By, queueJob, SYSTEM, transact } from "@/lib/core/transact";
import { giveUp, takeBytes } from "@/lib/files/bytes";
import { cleanFileName } from "@/lib/files/model";
import type { LeftOut, MailFiles } from "./mail-files";
import { type ReadMail, readMail } from "./read-mail";

/** What a mail says, for the page that it answers on. */
export interface WrittenByMail {
  pageId: string;
  text: string;
  /** The same for the same mail, however often it comes. */
  clientToken: string;
  /** Ids of the files that came with it. */
  files: string[];
}

/**
 * Writes what a mail says, for its author. Returns whether that is new. Throws what the form on the page would.
 */
export type WriteByMail = (ctx: Ctx, written: WrittenByMail) => Promise<{ isNew: boolean }>;

/** What takes the words and files of mails. */
interface Taker {
  write: WriteByMail;
  /** Whether a mail was taken before, by its author and token: then its files are not taken again. */
  isWritten: (authorId: string, clientToken: string) => Promise<boolean>;
  /** Whether a member may attach files already. */
  mayAttach: (actor: Actor) => Promise<boolean>;
  spend: Spend;
  spendRefusal: Spend;
}

/** Spends a point of the member's limit. Throws `rate_limited` if none is left. */
type Spend = (memberId: string) => Promise<void>;

/**
 * Takes a stored mail: what its author wrote becomes what they would have written on the page, under the same rules, with the
 * files that they attached. A refused one is answered with the reason, as are files that were left out; what a program wrote
 * is dropped. Safe to run twice.
 */
export async function takeMail({ inboundMailId }: { inboundMailId: string }, taker: Taker): Promise<void> {
  const [row] = await db()
    .select({
      id: inboundMail.id,
      memberId: inboundMail.memberId,
      pageId: inboundMail.pageId,
      digest: inboundMail.digest,
      raw: inboundMail.raw,
      isCut: inboundMail.isCut,
      refusal: inboundMail.refusal,
      leftOut: inboundMail.leftOut,
    })
    .from(inboundMail)
    .where(eq(inboundMail.id, inboundMailId));
  if (!row || row.refusal !== null || row.leftOut !== null) return;
  const author = await findMailActor(row.memberId);
  const mail = await readMail(row.raw);
  if (!author || mail?.isAutomatic) return drop(row.id);
  const refuseAs = (refusal: string, explanation?: string) =>
    tell(row, { refusal }, taker.spendRefusal, explanation);
  if (!mail) return refuseAs("mail.unreadable");
  const problem = problemOf(mail, { email: author.email, isCut: row.isCut });
  if (problem) return refuseAs(problem);
  const by: By = { actor: author.actor, origin: ORIGIN };
  const clientToken = tokenOf(mail, row);
  if (await taker.isWritten(row.memberId, clientToken)) return drop(row.id);
  const { fileIds, leftOut } = await takeFiles(by, mail.attached, await taker.mayAttach(author.actor));
  try {
    const { isNew } = await transact(by, async (ctx) => {
      await taker.spend(row.memberId);
      const written = { pageId: row.pageId, text: mail.text, clientToken, files: fileIds };
      const done = await taker.write(ctx, written);
      const rest = eq(inboundMail.id, row.id);
      if (leftOut.length === 0) await ctx.tx.delete(inboundMail).where(rest);
      else await ctx.tx.update(inboundMail).set({ leftOut }).where(rest);
      return done;
    });
    if (!isNew) await giveUp(by, fileIds);
  } catch (error) {
    await giveUp(by, fileIds);
    // While the site takes no changes the mail waits, and the job runs again.
    if (!isDomainError(error) || error.code === "unavailable") throw error;
    return refuseAs(`${error.code}.${error.reason}`, explanationOf(error));
  }
  if (leftOut.length > 0) await tell(row, { leftOut }, taker.spendRefusal);
}

/**
 * Whoever writes a mail is asked by one: a filter that warns refuses it with its explanation. It is sent as it is on the page,
 * since a second mail would look like a new text.
 */
const ORIGIN = { via: "mail", ip: null, device: null, warning: "asks" } as const;

/** Returns what a filter that refuses or warns says to the writer. */
function explanationOf({ reason, details }: DomainError): string | undefined {
  if (reason !== "filter_warned" && reason !== "filter_refused") return undefined;
  return (details as { explanation?: string } | undefined)?.explanation;
}

/**
 * Takes the files of a mail as uploads of its author. Returns their ids, and the files that are left out. After a fault none
 * stays, since the job takes them again.
 */
async function takeFiles(
  by: By,
  { files, leftOut }: MailFiles,
  mayAttach: boolean,
): Promise<{ fileIds: string[]; leftOut: LeftOut[] }> {
  const taken = { fileIds: [] as string[], leftOut: [...leftOut] };
  try {
    for (const { name, bytes } of files) {
      const found = mayAttach ? await takeBytes(by, { name, bytes }) : { refusal: "later" };
      if ("fileId" in found) taken.fileIds.push(found.fileId);
      else taken.leftOut.push({ name, why: found.refusal });
    }
  } catch (error) {
    await giveUp(by, taken.fileIds);
    throw error;
  }
  return { ...taken, leftOut: taken.leftOut.map((one) => ({ ...one, name: cleanFileName(one.name) })) };
}

/** Returns why a mail is refused before anything is written; null if it is not. */
function problemOf(mail: ReadMail, { email, isCut }: { email: string; isCut: boolean }): string | null {
  if (mail.from !== email.toLowerCase()) return "mail.sender";
  if (isCut) return "mail.too_large";
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

/**
 * Queues the mail that tells the author what was refused: a few a day, since whoever knows a reply address could otherwise
 * fill a mailbox.
 */
async function tell(
  { id, memberId }: { id: string; memberId: string },
  refused: { refusal: string } | { leftOut: LeftOut[] },
  spendRefusal: Spend,
  explanation?: string,
): Promise<void> {
  if (!(await isWithinLimit(spendRefusal(memberId)))) return drop(id);
  await transact(SYSTEM, async (ctx) => {
    ctx.asSystem("the mail was refused, or files of it");
    ctx.skipAudit("its author is told by mail, and nothing was written");
    await ctx.tx.update(inboundMail).set(refused).where(eq(inboundMail.id, id));
    const payload = { inboundMailId: id, ...(explanation === undefined ? {} : { explanation }) };
    await queueJob(ctx.tx, { task: "mail-refused", payload });
  });
}
