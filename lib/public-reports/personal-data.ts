import { and, asc, eq, gte, inArray, isNotNull, sql } from "drizzle-orm";
import { member } from "@/db/schema/accounts";
import { flagCase } from "@/db/schema/flags";
import { publicReport } from "@/db/schema/public-reports";
import type { Ctx } from "@/lib/core/ctx";
import type { PersonalData } from "@/lib/core/personal-data";
import { sweep } from "@/lib/core/sweep";
import { UNCONFIRMED_DAYS } from "./model";

/**
 * Reports of content that were made with the address of a member's account. They are deleted with their case
 * (`FLAG_DAYS` after the decision).
 */
export const PUBLIC_REPORT_DATA: PersonalData = {
  /** Only confirmed ones: others may be a stranger's, who typed the address. */
  collect: async (on, memberId) => ({
    contentReports: await on
      .select({
        address: publicReport.path,
        ground: publicReport.ground,
        words: publicReport.words,
        name: publicReport.name,
        complaint: publicReport.complaint,
        state: flagCase.state,
        sentAt: publicReport.createdAt,
      })
      .from(publicReport)
      .innerJoin(member, eq(member.emailKey, publicReport.emailKey))
      .innerJoin(flagCase, eq(flagCase.id, publicReport.caseId))
      .where(and(eq(member.id, memberId), isNotNull(publicReport.confirmedAt)))
      .orderBy(asc(publicReport.id)),
  }),
  /** Moderators still decide on what was reported, by its address and ground. */
  async erase({ tx }, memberId) {
    await tx.execute(sql`delete from public_report r using member m
      where m.id = ${memberId} and r.email_key = m.email_key and r.confirmed_at is null`);
    await tx.execute(sql`update public_report r set name = null, email = null, email_key = null, words = '',
      complaint = case when r.complaint is null then null else '' end
      from member m where m.id = ${memberId} and r.email_key = m.email_key`);
  },
  expire: async ({ tx, now }) => {
    const before = new Date(now.getTime() - UNCONFIRMED_DAYS * 86_400_000).toISOString();
    const unconfirmed = await sweep(
      tx,
      sql`delete from public_report where id in (select r.id from public_report r
        where r.confirmed_at is null and r.created_at < ${before}::timestamptz limit 1000)`,
    );
    return { unconfirmedReports: unconfirmed };
  },
};

/** Erases the words of reports about things, since a text of them was written that is purged: they may repeat it. */
export async function eraseReportWords({ tx }: Ctx, ids: readonly string[], since: Date): Promise<void> {
  const cases = tx
    .select({ id: flagCase.id })
    .from(flagCase)
    .where(inArray(flagCase.subjectId, [...ids]));
  await tx
    .update(publicReport)
    .set({ words: "", complaint: sql`case when ${publicReport.complaint} is null then null else '' end` })
    .where(and(inArray(publicReport.caseId, cases), gte(publicReport.createdAt, since)));
}
