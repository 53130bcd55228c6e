import { and, eq, inArray, isNotNull, sql } from "drizzle-orm";
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

/** Text of a report in its reader's language. */
interface ReportWords {
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
 * back. Safe to run twice: the mail's id is derived from `name`, day and reader, so mail programs can drop a duplicate.
 * Returns the number of readers.
 */
export async function mailReport(
  { report, name, now }: { report: Report; name: string; now: Date },
  words: (t: Translator, locale: Locale, address: (path: string) => string) => ReportWords,
): Promise<number> {
  const readers = await db()
    .selectDistinct({ id: member.id, name: member.displayName, email: member.email, locale: member.locale })
    .from(roleGrant)
    .innerJoin(member, eq(member.id, roleGrant.memberId))
    .leftJoin(noticeSetting, eq(noticeSetting.memberId, member.id))
    .where(
      and(
        inArray(roleGrant.role, [...report.readers]),
        eq(member.state, "active"),
        isNotNull(member.email),
        sql`coalesce(${noticeSetting.mails} ->> ${report.name}, ${mailsUnchosen(report.name)}) <> 'none'`,
        sql`not ${isStopped(sql`${member.id}`, now)}`,
      ),
    );
  const day = now.toISOString().slice(0, 10);
  for (const reader of readers) {
    const locale = offeredOr(reader.locale);
    const t = translator(locale);
    const address = (path: string) => env().APP_URL + localePath(locale, path);
    const { subject, lead, items, others, action, footer } = words(t, locale, address);
    const token = makeUnsubscribeToken({ memberId: reader.id, categories: [report.name] });
    await sendToMember(reader.id, {
      id: thingId(`${name}:${day}`, reader.id),
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
  return readers.length;
}
