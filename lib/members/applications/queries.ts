import { and, asc, count, desc, eq, inArray, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { db } from "@/db/client";
import { application, applicationStep, member } from "@/db/schema/accounts";
import { findToken } from "@/lib/accounts";
import type { Actor } from "@/lib/core/actor";
import { DomainError } from "@/lib/core/errors";
import { can } from "@/lib/core/policy";
import { MAX_AGAIN, type StepLine, seenMark } from "./model";

function refuseOthers(actor: Actor): void {
  if (!can(actor, "member.administer")) throw new DomainError("forbidden", "member_administer");
}

export interface ApplicationLine {
  id: string;
  memberId: string;
  handle: string;
  fullName: string;
  email: string | null;
  country: string | null;
  institution: string | null;
  sector: string | null;
  reason: string;
  state: string;
  createdAt: Date;
  changedAt: Date | null;
  verifiedAt: Date | null;
  /** Sent with a decision: an application changed since must be read again. */
  seen: string;
  steps: StepLine[];
}

export interface DecidedApplication {
  id: string;
  handle: string;
  fullName: string;
  isErased: boolean;
  state: string;
  decidedAt: Date | null;
  deciderName: string | null;
  decisionReason: string | null;
  seen: string;
}

const SHOWN = 50;

/**
 * Lists undecided applications with everything needed to decide: those waiting for an administrator first,
 * then oldest first. `total` counts those waiting.
 */
export async function listApplications(actor: Actor): Promise<{ rows: ApplicationLine[]; total: number }> {
  refuseOthers(actor);
  const [rows, [all]] = await Promise.all([
    db()
      .select({
        id: application.id,
        memberId: member.id,
        handle: member.handle,
        fullName: member.fullName,
        email: member.email,
        country: member.country,
        institution: member.institution,
        sector: member.sector,
        reason: application.reason,
        state: application.state,
        createdAt: application.createdAt,
        changedAt: application.changedAt,
        verifiedAt: member.verifiedAt,
      })
      .from(application)
      .innerJoin(member, eq(member.id, application.memberId))
      .where(inArray(application.state, ["waiting", "asked"]))
      .orderBy(desc(application.state), asc(application.createdAt), asc(application.id))
      .limit(SHOWN),
    db().select({ total: count() }).from(application).where(eq(application.state, "waiting")),
  ]);
  const steps = await listSteps(rows.map((row) => row.id));
  return {
    rows: rows.map((row) => ({ ...row, seen: seenMark(row), steps: steps.get(row.id) ?? [] })),
    total: all?.total ?? 0,
  };
}

/** Lists the latest decisions, with who decided. */
export async function listDecidedApplications(actor: Actor): Promise<DecidedApplication[]> {
  refuseOthers(actor);
  const decider = alias(member, "decider");
  const rows = await db()
    .select({
      id: application.id,
      handle: member.handle,
      fullName: member.fullName,
      isErased: sql<boolean>`${member.state} = 'erased'`,
      state: application.state,
      createdAt: application.createdAt,
      changedAt: application.changedAt,
      decidedAt: application.decidedAt,
      deciderName: decider.displayName,
      decisionReason: application.decisionReason,
    })
    .from(application)
    .innerJoin(member, eq(member.id, application.memberId))
    .leftJoin(decider, eq(decider.id, application.decidedBy))
    .where(inArray(application.state, ["accepted", "refused"]))
    .orderBy(desc(application.decidedAt), desc(application.id))
    .limit(20);
  return rows.map(({ createdAt, changedAt, ...row }) => ({
    ...row,
    seen: seenMark({ createdAt, changedAt }),
  }));
}

async function listSteps(applicationIds: readonly string[]): Promise<Map<string, StepLine[]>> {
  const steps = new Map<string, StepLine[]>();
  if (applicationIds.length === 0) return steps;
  const rows = await db()
    .select({
      applicationId: applicationStep.applicationId,
      kind: applicationStep.kind,
      text: applicationStep.text,
      at: applicationStep.createdAt,
    })
    .from(applicationStep)
    .where(inArray(applicationStep.applicationId, [...applicationIds]))
    .orderBy(asc(applicationStep.createdAt), asc(applicationStep.id));
  for (const { applicationId, ...row } of rows)
    steps.set(applicationId, [...(steps.get(applicationId) ?? []), row]);
  return steps;
}

/** An application for its applicant; administrators are not named. */
export interface OwnApplication {
  state: "waiting" | "asked" | "accepted" | "refused";
  email: string;
  fullName: string;
  country: string | null;
  institution: string | null;
  sector: string | null;
  reason: string;
  createdAt: Date;
  changedAt: Date | null;
  decidedAt: Date | null;
  decisionReason: string | null;
  steps: StepLine[];
  /** Whether it can still be changed or sent again. */
  canAmend: boolean;
}

/** Finds the application of a link; null if invalid. */
export async function findOwnApplication(
  token: string,
  now: Date = new Date(),
): Promise<OwnApplication | null> {
  const found = await findToken(db(), ["application"], token, now);
  if (!found) return null;
  const [row] = await db()
    .select({
      id: application.id,
      state: sql<OwnApplication["state"]>`${application.state}`,
      email: member.email,
      fullName: member.fullName,
      country: member.country,
      institution: member.institution,
      sector: member.sector,
      reason: application.reason,
      createdAt: application.createdAt,
      changedAt: application.changedAt,
      decidedAt: application.decidedAt,
      decisionReason: application.decisionReason,
    })
    .from(application)
    .innerJoin(member, eq(member.id, application.memberId))
    .where(
      and(
        eq(application.memberId, found.memberId),
        inArray(application.state, ["waiting", "asked", "accepted", "refused"]),
        inArray(member.state, ["applied", "active", "refused"]),
      ),
    );
  if (!row) return null;
  const { id, ...own } = row;
  const steps = (await listSteps([id])).get(id) ?? [];
  const again = steps.filter((step) => step.kind === "again").length;
  return {
    ...own,
    email: own.email ?? "",
    steps,
    canAmend: own.state !== "accepted" && (own.state !== "refused" || again < MAX_AGAIN),
  };
}
