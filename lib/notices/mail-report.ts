import { and, eq, exists, inArray, isNotNull, sql } from "drizzle-orm";
import { db } from "@/db/client";
import { member, roleGrant } from "@/db/schema/accounts";
import { noticeSetting } from "@/db/schema/watching";
import { isStopped, sendToMember } from "@/lib/bounces";
import { env } from "@/lib/env";
import { type Locale, localePath } from "@/lib/i18n/locales";
import { offeredOr } from "@/lib/i18n/site-words";
import { type Translator, translator } from "@/lib/i18n/translator";
import type { LetterItem } from "@/lib/mail/letter";
import { thingId } from "@/lib/search";
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

/**
 * Mails a report to its roles, except members who switched it off or to whom mails are stopped because earlier ones came
 * back. Safe to run twice: the mail's id is derived
 * from `name`, day and reader, so mail programs can drop a duplicate. `words` returns null if there is nothing to tell a
 * reader. Returns how many mails were sent.
 */
export async function mailReport(
  { report, name, now }: { report: Report; name: string; now: Date },
  words: (tools: ReportTools, readerId: string) => ReportWords | null | Promise<ReportWords | null>,
): Promise<number> {
  const day = now.toISOString().slice(0, 10);
  let sent = 0;
  for (const reader of await listReaders(report, now)) {
    const locale = offeredOr(reader.locale);
    const address = (path: string) => env().APP_URL + localePath(locale, path);
    const tools = { t: translator(locale), locale, address };
    const written = await words(tools, reader.id);
    if (!written) continue;
    await send(reader, written, tools, { report, id: thingId(`${name}:${day}`, reader.id) });
    sent += 1;
  }
  return sent;
}

/** Lists the active members who get a report: by a role, or all who chose one that is for every member. */
async function listReaders(report: Report, now: Date): Promise<ReportReader[]> {
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
): Promise<void> {
  const token = makeUnsubscribeToken({ memberId: reader.id, categories: [report.name] });
  await sendToMember(reader.id, {
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
