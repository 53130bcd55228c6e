import { eq } from "drizzle-orm";
import { db } from "@/db/client";
import { inboundMail } from "@/db/schema/inbound-mail";
import { findMailActor, findReader, type Reader, writeTo } from "@/lib/accounts";
import type { Actor } from "@/lib/core/actor";
import { message, type Translator } from "@/lib/i18n/translator";
import type { LeftOut } from "./mail-files";
import { type ReadMail, readMail } from "./read-mail";

/** Finds the page of a mail as its author may see it. */
type FindPage = (reader: Actor, pageId: string) => Promise<{ path: string; title: string } | null>;

/** Characters of a refused mail that are sent back. */
const MOST_RETURNED = 10_000;

/**
 * Tells the author of a stored mail why it was refused, with what they wrote, or which of its files were left out, and
 * deletes it. The mail goes to the address of their account, never to the sender's, which can be anyone's. It names the
 * page only if they may see it. `explanation`: what a filter says that refused it, or warns about it.
 */
export async function mailRefused(
  { inboundMailId, explanation }: { inboundMailId: string; explanation?: string | undefined },
  findPage: FindPage,
): Promise<void> {
  const [row] = await db()
    .select({
      id: inboundMail.id,
      memberId: inboundMail.memberId,
      pageId: inboundMail.pageId,
      raw: inboundMail.raw,
      refusal: inboundMail.refusal,
      leftOut: inboundMail.leftOut,
    })
    .from(inboundMail)
    .where(eq(inboundMail.id, inboundMailId));
  if (!row || (row.refusal === null && row.leftOut === null)) return;
  const reader = await findReader(row.memberId, ["active"]);
  const author = await findMailActor(row.memberId);
  if (reader && author) {
    const page = await findPage(author.actor, row.pageId);
    const mail = await readMail(row.raw);
    const at = { path: page?.path ?? "/", thing: page?.title ?? mail?.subject ?? "" };
    await (row.refusal === null
      ? writeLeftOut(reader, at, row.leftOut ?? [])
      : writeRefused(reader, at, { refusal: row.refusal, explanation, mail }));
  }
  await db().delete(inboundMail).where(eq(inboundMail.id, row.id));
}

/** The page that a mail answered on, as far as its author may know of it. */
interface At {
  path: string;
  thing: string;
}

async function writeRefused(
  reader: Reader,
  { path, thing }: At,
  { refusal, explanation, mail }: { refusal: string; explanation: string | undefined; mail: ReadMail | null },
): Promise<void> {
  const { text = "", whole = "" } = mail ?? {};
  const said = (text === "" ? whole : text).slice(0, MOST_RETURNED);
  const { t } = reader;
  await writeTo(reader, {
    name: "replyRefused",
    path,
    values: { thing },
    more: [
      reasonOf(t, refusal),
      ...(explanation === undefined ? [] : [explanation]),
      ...(said === "" ? [] : [t("mail.replyRefused.said"), { quote: said }]),
    ],
  });
}

/** Tells the author of an answer that was taken which of its files were not, and why. */
async function writeLeftOut(reader: Reader, { path, thing }: At, leftOut: readonly LeftOut[]): Promise<void> {
  const { t } = reader;
  await writeTo(reader, {
    name: "replyFiles",
    path,
    values: { thing },
    more: leftOut.map(({ name, why }) => t("mail.replyFiles.file", { name, why: whyOf(t, why) })),
  });
}

/** Why a file was left out: as a form would say it, or in words of its own for what only mails have. */
function whyOf(t: Translator, why: string): string {
  for (const key of [`mail.replyFiles.why.${why}`, `files.refusal.${why}`]) {
    const said = message(t, key);
    if (said !== key) return said;
  }
  return t("files.refusedOther");
}

/** The reason as the form on the page would give it, or in words of its own where a form would not refuse. */
function reasonOf(t: Translator, refusal: string): string {
  const [code = "", reason = ""] = refusal.split(".");
  for (const key of [
    `mail.replyRefused.reason.${reason}`,
    `mail.replyRefused.reason.${code}`,
    `errors.${code}.${reason}`,
    `errors.${code}.generic`,
  ]) {
    const said = message(t, key);
    if (said !== key) return said;
  }
  return message(t, "errors.conflict.generic");
}
