import { eq } from "drizzle-orm";
import { db } from "@/db/client";
import { profile } from "@/db/schema/profiles";
import { errorReport } from "@/db/schema/reports";
import { env } from "@/lib/env";
import { localePath } from "@/lib/i18n/locales";
import { offeredOr } from "@/lib/i18n/site-words";
import { translator } from "@/lib/i18n/translator";
import { deliver } from "@/lib/mail/deliver";
import { PROFILE_NAMES } from "@/lib/profiles/names";

/**
 * Mails the decision to a reporter who left an address, and deletes the address. Does not repeat the
 * report's text, as the address may be another person's. Safe to run twice.
 */
export async function mailReport({ reportId }: { reportId: string }): Promise<void> {
  const [row] = await db()
    .select({
      email: errorReport.email,
      state: errorReport.state,
      answer: errorReport.answer,
      locale: errorReport.locale,
      slug: profile.slug,
      ...PROFILE_NAMES,
    })
    .from(errorReport)
    .innerJoin(profile, eq(profile.pageId, errorReport.pageId))
    .where(eq(errorReport.id, reportId));
  if (!row?.email || row.state === "open") return;
  const locale = offeredOr(row.locale);
  const t = translator(locale);
  const country = row[locale];
  await deliver({
    id: reportId,
    to: row.email,
    locale,
    subject: t("mail.report.subject", { country }),
    parts: [
      t(`mail.report.${row.state}`, { country }),
      t("mail.report.answer", { answer: `\u2068${row.answer ?? ""}\u2069` }),
      {
        label: t("mail.report.action"),
        href: env().APP_URL + localePath(locale, `/countries/${row.slug}`),
      },
      t("mail.report.tail"),
    ],
    footer: t("mail.footer.stranger"),
    site: env().APP_URL,
  });
  await db().update(errorReport).set({ email: null }).where(eq(errorReport.id, reportId));
}
