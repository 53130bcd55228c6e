import { asc, eq } from "drizzle-orm";
import type { Queryable } from "@/db/client";
import {
  application,
  applicationStep,
  dataExport,
  member,
  roleGrant,
  roleProposal,
} from "@/db/schema/accounts";
import { invitation } from "@/db/schema/invitations";
import type { PersonalData } from "@/lib/core/personal-data";
import { collectInvitations } from "./invitations/queries";
import { PERSONAL } from "./personal-columns";
import { applyAccountRetention } from "./retention";

/** Collects a member's name, profile and roles. */
export async function collectAccount(on: Queryable, memberId: string) {
  const [row] = await on
    .select({
      id: member.id,
      state: member.state,
      handle: member.handle,
      email: member.email,
      fullName: member.fullName,
      displayName: member.displayName,
      ...PERSONAL,
      isListedInDirectory: member.isListed,
      receivesMessagesFrom: member.messagesFrom,
      language: member.locale,
      charterAcceptedAt: member.charterAcceptedAt,
      verifiedAt: member.verifiedAt,
      suspendedAt: member.suspendedAt,
      suspendedUntil: member.suspendedUntil,
      suspensionReason: member.suspensionReason,
      twoFactorSince: member.totpEnabledAt,
      joinedAt: member.createdAt,
      lastSeenAt: member.lastSeenAt,
      firstStepsPutAwayAt: member.firstStepsEndedAt,
    })
    .from(member)
    .where(eq(member.id, memberId));
  return {
    account: row,
    roles: await on
      .select({ role: roleGrant.role, country: roleGrant.country, since: roleGrant.grantedAt })
      .from(roleGrant)
      .where(eq(roleGrant.memberId, memberId)),
    roleProposals: await on
      .select({
        role: roleProposal.role,
        country: roleProposal.country,
        reason: roleProposal.reason,
        at: roleProposal.proposedAt,
        outcome: roleProposal.outcome,
        decisionReason: roleProposal.decisionReason,
      })
      .from(roleProposal)
      .where(eq(roleProposal.memberId, memberId))
      .orderBy(asc(roleProposal.proposedAt), asc(roleProposal.id)),
    ...(await collectApplications(on, memberId)),
    ...(await collectInvitations(on, memberId)),
    exports: await on
      .select({ requestedAt: dataExport.requestedAt, readyAt: dataExport.readyAt })
      .from(dataExport)
      .where(eq(dataExport.memberId, memberId)),
  };
}

async function collectApplications(on: Queryable, memberId: string) {
  return {
    applications: await on
      .select({
        reason: application.reason,
        state: application.state,
        at: application.createdAt,
        changedAt: application.changedAt,
        decidedAt: application.decidedAt,
        decisionReason: application.decisionReason,
      })
      .from(application)
      .where(eq(application.memberId, memberId)),
    applicationSteps: await on
      .select({ kind: applicationStep.kind, text: applicationStep.text, at: applicationStep.createdAt })
      .from(applicationStep)
      .where(eq(applicationStep.memberId, memberId))
      .orderBy(asc(applicationStep.createdAt), asc(applicationStep.id)),
  };
}

/** Data about members themselves. */
export const ACCOUNT_DATA: PersonalData = {
  expire: async (ctx) => ({
    ...(await applyAccountRetention(ctx)),
  }),
  collect: collectAccount,
  tables: [applicationStep, application, dataExport, invitation, roleGrant, roleProposal],
};
