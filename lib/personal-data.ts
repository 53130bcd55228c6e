import { desc, eq, or } from "drizzle-orm";
import type { Queryable } from "@/db/client";
import { auditEntry } from "@/db/schema/core";
import { SIGN_IN_DATA } from "@/lib/accounts/personal-data";
import { BLOG_DATA } from "@/lib/blog/personal-data";
import { BOUNCE_DATA } from "@/lib/bounces/personal-data";
import { CLEANUP_DATA } from "@/lib/cleanups/personal-data";
import { commentData } from "@/lib/comments/personal-data";
import { CONDUCT_DATA } from "@/lib/conduct/personal-data";
import { composePersonalData, personalData } from "@/lib/core/personal-data";
import { MESSAGE_DATA } from "@/lib/direct-messages/personal-data";
import { DISCUSSION_DATA } from "@/lib/discussions/personal-data";
import { EXPORT_DATA } from "@/lib/exports/personal-data";
import { FILE_DATA } from "@/lib/files/personal-data";
import { FILTER_DATA } from "@/lib/filtering/personal-data";
import { HIT_DATA } from "@/lib/filters/personal-data";
import { FLAG_DATA } from "@/lib/flags/personal-data";
import { INBOUND_MAIL_DATA } from "@/lib/inbound-mail/personal-data";
import { MAILBOX_DATA } from "@/lib/mailbox/personal-data";
import { ACCOUNT_DATA } from "@/lib/members/personal-data";
import { NOTICE_DATA } from "@/lib/notices";
import { COMMENTED } from "@/lib/page-kinds";
import { CHECK_DATA } from "@/lib/profiles/personal-data";
import { PUBLIC_REPORT_DATA } from "@/lib/public-reports/personal-data";
import { PUSH_DATA } from "@/lib/push/personal-data";
import { listContributions, WRITING_DATA } from "@/lib/revisions";
import { TRAINING_DATA } from "@/lib/training/personal-data";
import { WEBHOOK_DATA } from "@/lib/webhooks/personal-data";

/** Personal data by the domain that stores them. A domain that stores personal data adds its line. */
composePersonalData([
  ACCOUNT_DATA,
  SIGN_IN_DATA,
  BLOG_DATA,
  commentData(COMMENTED),
  WRITING_DATA,
  FILE_DATA,
  NOTICE_DATA,
  EXPORT_DATA,
  CHECK_DATA,
  TRAINING_DATA,
  MAILBOX_DATA,
  INBOUND_MAIL_DATA,
  BOUNCE_DATA,
  DISCUSSION_DATA,
  MESSAGE_DATA,
  FLAG_DATA,
  PUBLIC_REPORT_DATA,
  CONDUCT_DATA,
  WEBHOOK_DATA,
  PUSH_DATA,
  CLEANUP_DATA,
  HIT_DATA,
  FILTER_DATA,
]);

const MAX_AUDIT = 20_000;

/**
 * Collects everything stored about a member as one JSON document in UTF-8: account, settings, sign-ins, entries
 * in the audit log, drafts, and every contribution with its text.
 */
export async function collectOwnData(on: Queryable, memberId: string, now: Date): Promise<Buffer> {
  const head: Record<string, unknown> = { format: "octopus-community/personal-data/1", madeAt: now };
  for (const { collect } of personalData()) Object.assign(head, await collect?.(on, memberId));
  head.audit = await collectAudit(on, memberId);
  const chunks = [Buffer.from(`${JSON.stringify(head, null, 2).slice(0, -2)},\n  "contributions": [`)];
  let isFirst = true;
  for await (const row of listContributions(on, memberId)) {
    chunks.push(Buffer.from(`${isFirst ? "" : ","}\n    ${JSON.stringify(row)}`));
    isFirst = false;
  }
  chunks.push(Buffer.from("\n  ]\n}\n"));
  return Buffer.concat(chunks);
}

/**
 * Collects audit entries of the member's own actions, and of others' actions on the account (without their
 * names), oldest first; the newest `MAX_AUDIT` of them.
 */
async function collectAudit(on: Queryable, memberId: string) {
  const rows = await on
    .select({
      at: auditEntry.at,
      fact: auditEntry.fact,
      actorId: auditEntry.actorId,
      via: auditEntry.via,
      ip: auditEntry.ip,
    })
    .from(auditEntry)
    .where(or(eq(auditEntry.actorId, memberId), eq(auditEntry.subject, memberId)))
    .orderBy(desc(auditEntry.at), desc(auditEntry.id))
    .limit(MAX_AUDIT);
  return rows
    .reverse()
    .map(({ actorId, ip, ...row }) =>
      actorId === memberId
        ? { ...row, by: "you", ip }
        : { ...row, by: actorId ? "an officer" : "the system" },
    );
}
