import { eq, sql } from "drizzle-orm";
import { db } from "@/db/client";
import { publicReport } from "@/db/schema/public-reports";
import { siteAddress } from "@/lib/accounts";
import type { Payload } from "@/lib/core/jobs";
import { env } from "@/lib/env";
import { offeredOr } from "@/lib/i18n/site-words";
import { type Translator, translator } from "@/lib/i18n/translator";
import { deliver } from "@/lib/mail/deliver";
import type { Letter } from "@/lib/mail/letter";
import { REPORT_STATUS_PATH } from "./model";
import { listMailed, type MailedReport } from "./queries";
import { tokenOf } from "./token";

type About = Payload<"mail-public-report">["about"];

/**
 * Mails those who reported content at `/report`, each once about each step. If a mail cannot be sent, the others are, and the
 * job tries again.
 */
export async function mailPublicReport({ id, about }: Payload<"mail-public-report">): Promise<void> {
  const isOne = about === "confirm" || about === "receipt";
  const failed: unknown[] = [];
  for (const report of await listMailed(isOne ? { reportId: id } : { caseId: id })) {
    if (report.mailed.includes(about) || !isDue(report, about)) continue;
    try {
      await deliver(letterOf(report, about));
      await db()
        .update(publicReport)
        .set({ mailed: sql`array_append(${publicReport.mailed}, ${about}::text)` })
        .where(eq(publicReport.id, report.id));
    } catch (error) {
      failed.push(error);
    }
  }
  if (failed.length > 0) throw failed[0];
}

function isDue({ state, counter }: MailedReport, about: About): boolean {
  if (about === "confirm") return state === "unconfirmed";
  if (about === "decision") return state === "dismissed" || state === "upheld" || state === "gone";
  if (about === "counter") return counter !== null;
  return about === "final" ? counter?.outcome != null : true;
}

/** Before the address is confirmed, a mail repeats nothing that was typed: the address may be a stranger's. */
function letterOf(report: MailedReport, about: About): Letter {
  const locale = offeredOr(report.locale);
  const t = translator(locale);
  const { reference } = report;
  return {
    id: `${report.id}.${about}.${report.caseId ?? ""}`,
    to: report.email,
    locale,
    subject: t(`mail.publicReport.subject.${about}`, { reference }),
    parts: [
      ...partsOf(t, report, about),
      {
        label: t(about === "confirm" ? "mail.publicReport.confirm" : "mail.publicReport.open"),
        href: siteAddress(locale, `${REPORT_STATUS_PATH}?token=${tokenOf(report.id)}`),
      },
    ],
    footer: t("mail.publicReport.footer"),
    site: env().APP_URL,
  };
}

function partsOf(t: Translator, report: MailedReport, about: About): Letter["parts"] {
  const { reference, state, counter } = report;
  if (about === "confirm") return [t("mail.publicReport.lead.confirm")];
  if (about === "receipt") return [t("mail.publicReport.lead.receipt", { reference })];
  if (about === "counter") {
    const { name, text } = counter ?? { name: null, text: null };
    return [
      t("mail.publicReport.lead.counter", { reference }),
      ...(text === null
        ? [t("mail.publicReport.private")]
        : [t("mail.publicReport.by", { name: `\u2068${name ?? ""}\u2069` }), { quote: text }]),
    ];
  }
  if (about === "final")
    return [
      t(`mail.publicReport.final.${counter?.outcome ?? "kept"}`, { reference }),
      ...(counter?.reason ? [{ quote: counter.reason }] : []),
      t("mail.publicReport.court"),
    ];
  return [
    t(`mail.publicReport.decision.${state === "upheld" || state === "gone" ? state : "dismissed"}`, {
      reference,
    }),
    ...(report.basis ? [t(`mail.publicReport.basis.${report.basis}`, { law: report.law ?? "" })] : []),
    ...(report.reason ? [{ quote: report.reason }] : []),
    t("mail.publicReport.person"),
    t(report.mayComplain ? "mail.publicReport.again" : "mail.publicReport.court"),
  ];
}
