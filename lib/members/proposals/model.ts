import { z } from "zod";
import { PRIVILEGED_ROLES, type Role } from "@/lib/core/actor";
import { atLeast, visibleText } from "@/lib/text/visible";

/** How long a proposal waits before it lapses, in days. */
export const PROPOSAL_DAYS = 14;

/** Before this moment a proposal that waits has lapsed, whether or not it was swept away yet. */
export const lapsedBefore = (now: Date) => new Date(now.getTime() - PROPOSAL_DAYS * 86_400_000);

/** Whether two administrators are needed to give a role: for each that lets its holder do or see more. */
export const needsSecond = (role: Role): boolean => PRIVILEGED_ROLES.includes(role);

/** Whether two are needed to take it away: nobody makes themselves the only administrator. */
export const needsSecondToTake = (role: Role): boolean => role === "administrator";

export const OfProposal = z.object({ proposalId: z.uuid() });
export type OfProposal = z.infer<typeof OfProposal>;

export const RefuseRole = OfProposal.extend({
  refusalReason: atLeast(1, visibleText(1000)),
});
export type RefuseRole = z.infer<typeof RefuseRole>;
