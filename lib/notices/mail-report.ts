import { and, eq, exists, inArray, isNotNull, sql } from "drizzle-orm";
import { db } from "@/db/client";
import { member, roleGrant } from "@/db/schema/accounts";
import { noticeMail, noticeSetting } from "@/db/schema/watching";
import { isStopped, sendToMember } from "@/lib/bounces";
import type { Ctx } from "@/lib/core/ctx";
import { idFor } from "@/lib/core/id";
import { SYSTEM, transact } from "@/lib/core/transact";
import { env } from "@/lib/env";
import { type Locale, localePath } from "@/lib/i18n/locales";
import { offeredOr } from "@/lib/i18n/site-words";
import { type Translator, translator } from "@/lib/i18n/translator";
import type { LetterItem } from "@/lib/mail/letter";
import { findWaitingMail, MAIL_TRIES, mailKey, recordMailed } from "./mails";
import { mailsUnchosen, type Report } from "./model";
import { makeUnsubscribeToken } from "./unsubscribe-token";

/** A member to whom a report is mailed. */
interface ReportReader {
  id: string;
  name: string | null;
  email: string | null;
  locale: string | null;
}

/** What a report is written with: its reader's language, and addresses of pages in it. */
export interface ReportTools {
  t: Translator;
  locale: Locale;
  address: (path: string) => string;
}

/** Text of a report in its reader's language. */
export interface ReportWords {
  subject: string;
  lead: string;
  items: LetterItem[];
  /** Mentions items not listed; null if all are. */
  others?: string | null;
  /** Path of the full list. */
  action: { label: string; path: string };
  footer: string;
}

/** A report that is mailed once a week: its content is read when its mails are queued, and again when they are sent. */
export interface WeeklyReport {
  report: Report;
  /** Reads the content as of a moment; null if there is nothing to tell anybody. */
  read: (until: Date) => Promise<WriteReport | null>;
}

/** Writes a report for one reader; null if there is nothing to tell them. */
export type WriteReport = (
  tools: ReportTools,
  readerId: string,
) => ReportWords | null | Promise<ReportWords | null>;

type NewMail = typeof noticeMail.$inferInsert;

/** Mails queued by one statement. */
const BATCH = 500;

/**
 * Queues a report, with a mail and a job of its own for each reader: a mailbox that refuses its mail delays nobody else,
 * and a repeated job mails nothing twice. Members who switched the report off, or to whom mails are stopped because
 * earlier ones came back, get none. Returns the number of mails, which is 0 if it is queued again on the same day.
 */
export async function queueReport({ report, read }: WeeklyReport, now = new Date()): Promise<number> {
  if (!(await read(now))) return 0;
  const readers = await readersOf(report, now);
  const day = now.toISOString().slice(0, 10);
  const mails = readers.map(({ id }) => ({
    id: idFor("report-mail", report.name, day, id),
    memberId: id,
    madeAt: now,
    state: "waiting" as const,
  }));
  return transact(SYSTEM, (ctx) => queueMails(ctx, mails, report.name), { evenReadOnly: true });
}

/** The jobs run one at a time and after all others: thousands of them delay nothing. */
async function queueMails(ctx: Ctx, mails: readonly NewMail[], report: string): Promise<number> {
  ctx.asSystem("the readers of a report are those who may get it and did not switch it off");
  ctx.skipAudit("a mail is kept as a row of its own");
  let queued = 0;
  for (let from = 0; from < mails.length; from += BATCH) {
    const added = await ctx.tx
      .insert(noticeMail)
      .values(mails.slice(from, from + BATCH))
      .onConflictDoNothing()
      .returning({ id: noticeMail.id });
    queued += added.length;
    await ctx.tx.execute(sql`select graphile_worker.add_job('mail-weekly-report',
        json_build_object('noticeMailId', id, 'report', ${report}::text), job_key := ${mailKey(sql`id`)},
        queue_name := 'weekly-reports', priority := 10, max_attempts := ${MAIL_TRIES})
      from unnest(${sql.param(added.map(({ id }) => id))}::uuid[]) as t (id)`);
  }
  return queued;
}

/**
 * Sends one mail of a report, unless it was sent before or its reader may not or does not want to get it by now. Safe to
 * run twice: one sent just before a crash keeps its id, so mail programs can drop the duplicate.
 */
export async function mailReport({ report, read }: WeeklyReport, noticeMailId: string): Promise<void> {
  const mail = await findWaitingMail(noticeMailId);
  if (!mail) return;
  const [reader] = await readersOf(report, new Date(), mail.memberId);
  const write = reader ? await read(mail.madeAt) : null;
  const isSent =
    reader !== undefined &&
    write !== null &&
    (await writeAndSend(reader, write, { report, id: noticeMailId }));
  await recordMailed(noticeMailId, isSent);
}

/** Returns whether it was sent. */
async function writeAndSend(
  reader: ReportReader,
  write: WriteReport,
  mail: { report: Report; id: string },
): Promise<boolean> {
  const locale = offeredOr(reader.locale);
  const address = (path: string) => env().APP_URL + localePath(locale, path);
  const tools = { t: translator(locale), locale, address };
  const words = await write(tools, reader.id);
  return words !== null && (await send(reader, words, tools, mail)) === "sent";
}

/** Lists the active members who get a report: by a role, or all who chose one that is for every member. */
async function readersOf(report: Report, now: Date, onlyId?: string): Promise<ReportReader[]> {
  const isForAll = report.readers.includes("member");
  const byRole = db()
    .select({ one: sql`1` })
    .from(roleGrant)
    .where(and(eq(roleGrant.memberId, member.id), inArray(roleGrant.role, [...report.readers])));
  return db()
    .select({ id: member.id, name: member.displayName, email: member.email, locale: member.locale })
    .from(member)
    .leftJoin(noticeSetting, eq(noticeSetting.memberId, member.id))
    .where(
      and(
        onlyId === undefined ? undefined : eq(member.id, onlyId),
        isForAll ? undefined : exists(byRole),
        eq(member.state, "active"),
        isNotNull(member.email),
        sql`coalesce(${noticeSetting.mails} ->> ${report.name}, ${mailsUnchosen(report.name)}) <> 'none'`,
        sql`not ${isStopped(sql`${member.id}`, now)}`,
      ),
    );
}

async function send(
  reader: ReportReader,
  { subject, lead, items, others, action, footer }: ReportWords,
  { t, locale, address }: ReportTools,
  { report, id }: { report: Report; id: string },
): Promise<"sent" | "refused"> {
  const token = makeUnsubscribeToken({ memberId: reader.id, categories: [report.name] });
  return sendToMember(reader.id, {
    id,
    to: reader.email ?? "",
    locale,
    subject,
    parts: [
      t("mail.hello", { name: reader.name ?? "" }),
      lead,
      { items },
      ...(others ? [others] : []),
      { label: action.label, href: address(action.path) },
      t("watching.mail.change", { address: address("/me/notifications") }),
    ],
    footer,
    site: env().APP_URL,
    unsubscribe: {
      label: t("watching.mail.unsubscribe"),
      href: address(`/unsubscribe?token=${token}`),
    },
  });
}
