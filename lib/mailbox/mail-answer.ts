import { createHmac } from "node:crypto";
import { and, eq, isNull } from "drizzle-orm";
import { db } from "@/db/client";
import { member } from "@/db/schema/accounts";
import { question, questionEntry } from "@/db/schema/mailbox";
import { hashToken, siteAddress } from "@/lib/accounts";
import { env } from "@/lib/env";
import { offeredOr } from "@/lib/i18n/site-words";
import { formatter, translator } from "@/lib/i18n/translator";
import { deliver } from "@/lib/mail/deliver";
import type { Letter } from "@/lib/mail/letter";
import { recentSite } from "@/lib/site-settings";
import { REPLY_DAYS } from "./model";

const DAY = 86_400_000;

/**
 * Mails an answer once, with the secret of a link by which the asker writes back; its hash is stored. Answers go to
 * the contact address of the site, if it has one. If the mail cannot be sent, saves that and throws, so that the job
 * tries again.
 */
export async function mailAnswer({ entryId }: { entryId: string }): Promise<void> {
  const row = await findUnsent(entryId);
  if (!row?.to) return;
  const now = new Date();
  const token = tokenOf(entryId);
  const expiresAt = row.expiresAt ?? new Date(now.getTime() + REPLY_DAYS * DAY);
  const save = (set: Partial<typeof questionEntry.$inferInsert>) =>
    db().update(questionEntry).set(set).where(eq(questionEntry.id, entryId));
  // A mail that is sent again has the same link, which may have been used by then.
  if (!row.expiresAt) await save({ hash: hashToken(token), expiresAt });
  try {
    await deliver(await letterOf(entryId, { ...row, to: row.to }, { token, expiresAt }));
  } catch (error) {
    await save({ failedAt: now });
    throw error;
  }
  await save({ sentAt: now, failedAt: null });
}

/** Returns the secret of an answer's link: always the same, so that a mail that is sent twice has one link. */
const tokenOf = (entryId: string) =>
  createHmac("sha256", env().AUTH_SECRET).update(`reply to ${entryId}`).digest("base64url");

/** Finds an answer whose mail was not sent yet, with its address: that of the account if a member asked. */
async function findUnsent(entryId: string) {
  const [row] = await db()
    .select({
      answer: questionEntry.text,
      expiresAt: questionEntry.expiresAt,
      subject: question.subject,
      text: question.text,
      askedAt: question.createdAt,
      locale: question.locale,
      typed: question.email,
      known: member.email,
    })
    .from(questionEntry)
    .innerJoin(question, eq(question.id, questionEntry.questionId))
    .leftJoin(member, eq(member.id, question.memberId))
    .where(
      and(eq(questionEntry.id, entryId), eq(questionEntry.kind, "answer"), isNull(questionEntry.sentAt)),
    );
  return row ? { ...row, to: row.typed ?? row.known } : null;
}

type Answered = NonNullable<Awaited<ReturnType<typeof findUnsent>>> & { to: string };

async function letterOf(
  id: string,
  { to, answer, subject, text, askedAt, ...row }: Answered,
  link: { token: string; expiresAt: Date },
): Promise<Letter> {
  const { contact } = (await recentSite()).identity;
  const locale = offeredOr(row.locale);
  const t = translator(locale);
  const dayOf = (at: Date) => formatter(locale).dateTime(at, { dateStyle: "long" });
  return {
    id,
    to,
    locale,
    subject: t("mail.answer.subject", { subject }),
    parts: [
      t("mail.answer.lead", { day: dayOf(askedAt) }),
      { quote: answer },
      t(contact === "" ? "mail.answer.noReply" : "mail.answer.reply", { until: dayOf(link.expiresAt) }),
      {
        label: t("mail.answer.action"),
        href: siteAddress(locale, `/contact/reply?token=${link.token}`),
      },
      t("mail.answer.question"),
      { quote: `${subject}\n\n${text}` },
    ],
    footer: t("mail.answer.footer"),
    site: env().APP_URL,
    ...(contact === "" ? {} : { replyTo: contact }),
  };
}
