import { and, desc, eq } from "drizzle-orm";
import { db } from "@/db/client";
import { application, applicationStep } from "@/db/schema/accounts";
import { makeToken } from "../token";
import { findReader, type Wanted, writeTo } from "./write";

/**
 * Mails an applicant the state of the application: waiting, a question, or the decision. Until it is
 * accepted, the mail has a link to its page, valid for 30 days. Does nothing if the application is gone.
 */
export async function mailApplication(of: { memberId: string; applicationId: string }): Promise<void> {
  const reader = await findReader(of.memberId, ["applied", "active", "refused"]);
  const [row] = await db()
    .select({ state: application.state, reason: application.decisionReason })
    .from(application)
    .where(and(eq(application.id, of.applicationId), eq(application.memberId, of.memberId)));
  if (!reader || !row || row.state === "unconfirmed") return;
  const reason = row.reason ? [reader.t("mail.reason", { reason: row.reason })] : [];
  if (row.state === "accepted") {
    const name = (await wasRefused(of.applicationId)) ? "acceptedAfterAll" : "accepted";
    await writeTo(reader, { name, path: "/signin", more: reason });
    return;
  }
  const token = await makeToken(db(), { kind: "application", memberId: of.memberId }, new Date());
  const wanted: Wanted =
    row.state === "refused"
      ? { name: "declined", more: reason }
      : row.state === "asked"
        ? { name: "applicationQuestion", more: await newestQuestion(of.applicationId) }
        : { name: "applicationWaits" };
  await writeTo(reader, { ...wanted, path: `/join/status?token=${token}` });
}

/** Checks whether the step before the newest one was a refusal, which the newest one then reverses. */
async function wasRefused(applicationId: string): Promise<boolean> {
  const rows = await db()
    .select({ kind: applicationStep.kind })
    .from(applicationStep)
    .where(eq(applicationStep.applicationId, applicationId))
    .orderBy(desc(applicationStep.createdAt), desc(applicationStep.id))
    .limit(2);
  return rows[1]?.kind === "refused";
}

async function newestQuestion(applicationId: string): Promise<string[]> {
  const [row] = await db()
    .select({ text: applicationStep.text })
    .from(applicationStep)
    .where(and(eq(applicationStep.applicationId, applicationId), eq(applicationStep.kind, "question")))
    .orderBy(desc(applicationStep.createdAt), desc(applicationStep.id))
    .limit(1);
  return row?.text ? [row.text] : [];
}
