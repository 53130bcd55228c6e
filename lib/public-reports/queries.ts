import { asc, eq } from "drizzle-orm";
import { db, type Queryable } from "@/db/client";
import { type Basis, type CaseState, flagCase } from "@/db/schema/flags";
import { publicReport } from "@/db/schema/public-reports";
import { subselect } from "@/db/subselect";
import { hashToken } from "@/lib/accounts";
import type { Actor } from "@/lib/core/actor";
import { DomainError } from "@/lib/core/errors";
import { can } from "@/lib/core/policy";
import { isComplainable } from "./is-complainable";
import { type Ground, referenceOf } from "./model";

/** What the author of a reported thing answered. Name and words only if the author agreed. */
export interface CounterNotice {
  name: string | null;
  text: string | null;
  outcome: "kept" | "overturned" | null;
  reason: string | null;
}

/** A report as its sender sees it. */
export interface OwnReport {
  id: string;
  reference: string;
  path: string;
  ground: Ground;
  words: string;
  createdAt: Date;
  /** `unconfirmed`: the sender did not confirm the address yet. */
  state: "unconfirmed" | CaseState;
  decidedAt: Date | null;
  reason: string | null;
  basis: Basis | null;
  law: string | null;
  counter: CounterNotice | null;
  complainedAt: Date | null;
  mayComplain: boolean;
}

/** Names of the authors of a case. */
const AUTHORS = subselect<
  string | null
>`(select string_agg(m.display_name, ', ' order by m.display_name) from member m
  where m.id = any(${flagCase.authorIds}) and m.state <> 'erased')`;

const COLUMNS = {
  report: publicReport,
  state: flagCase.state,
  decidedAt: flagCase.decidedAt,
  reason: flagCase.reason,
  basis: flagCase.basis,
  law: flagCase.law,
  appealedAt: flagCase.appealedAt,
  appealText: flagCase.appealText,
  appealShares: flagCase.appealShares,
  appealOutcome: flagCase.appealOutcome,
  appealReason: flagCase.appealReason,
  authors: AUTHORS,
} as const;

const selectReports = (on: Queryable) =>
  on.select(COLUMNS).from(publicReport).leftJoin(flagCase, eq(flagCase.id, publicReport.caseId));
type Row = Awaited<ReturnType<typeof selectReports>>[number];

function ownOf({ report, ...row }: Row, now: Date): OwnReport {
  const { state, decidedAt, reason, basis, law } = row;
  return {
    id: report.id,
    reference: referenceOf(report),
    path: report.path,
    ground: report.ground as Ground,
    words: report.words,
    createdAt: report.createdAt,
    state: state ?? "unconfirmed",
    decidedAt,
    reason,
    basis,
    law,
    counter: counterOf(row),
    complainedAt: report.complainedAt,
    mayComplain: state !== null && isComplainable(report, { state, decidedAt }, now),
  };
}

function counterOf(row: Omit<Row, "report">): CounterNotice | null {
  if (row.appealedAt === null) return null;
  const isShared = row.appealShares === true;
  return {
    name: isShared ? row.authors : null,
    text: isShared ? row.appealText : null,
    outcome: row.appealOutcome,
    reason: row.appealReason,
  };
}

/** Finds the report that a link opens; null for an invalid link. */
export async function findReport(
  token: string,
  now: Date = new Date(),
  on: Queryable = db(),
): Promise<OwnReport | null> {
  if (token === "") return null;
  const [row] = await selectReports(on).where(eq(publicReport.tokenHash, hashToken(token)));
  return row ? ownOf(row, now) : null;
}

/** A report whose sender is to be mailed. */
export interface MailedReport extends OwnReport {
  caseId: string | null;
  email: string;
  locale: string;
  mailed: readonly string[];
}

/** Lists the reports that a mail is about: one, or all of a case; those whose sender gave an address. */
export async function listMailed(of: { reportId: string } | { caseId: string }): Promise<MailedReport[]> {
  const rows = await selectReports(db())
    .where("reportId" in of ? eq(publicReport.id, of.reportId) : eq(publicReport.caseId, of.caseId))
    .orderBy(asc(publicReport.id));
  return rows.flatMap((row) => {
    const { email, caseId, locale, mailed } = row.report;
    return email === null ? [] : [{ ...ownOf(row, new Date()), caseId, email, locale, mailed }];
  });
}

/** A report as moderators see it in its case, without the address of its sender. */
export interface ReportLine {
  id: string;
  reference: string;
  path: string;
  ground: Ground;
  words: string;
  name: string | null;
  createdAt: Date;
  complaint: string | null;
}

/** Lists the reports of a case that were made at `/report`, for moderators. Throws `forbidden`. */
export async function listReportsOf(
  reader: Actor,
  caseId: string,
  on: Queryable = db(),
): Promise<ReportLine[]> {
  if (!can(reader, "flag.read")) throw new DomainError("forbidden", "flag_read");
  const rows = await on
    .select({
      id: publicReport.id,
      path: publicReport.path,
      ground: publicReport.ground,
      words: publicReport.words,
      name: publicReport.name,
      createdAt: publicReport.createdAt,
      complaint: publicReport.complaint,
    })
    .from(publicReport)
    .where(eq(publicReport.caseId, caseId))
    .orderBy(asc(publicReport.id))
    .limit(50);
  return rows.map((row) => ({ ...row, ground: row.ground as Ground, reference: referenceOf(row) }));
}
