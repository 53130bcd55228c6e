import { z } from "zod";
import { PRIVILEGED_ROLES, type Role } from "@/lib/core/actor";
import { atLeast, visibleText } from "@/lib/text/visible";

/** Days until a proposal expires. */
export const PROPOSAL_DAYS = 14;

/** Open proposals from before this moment have expired, even if not yet cleaned up. */
export const lapsedBefore = (now: Date) => new Date(now.getTime() - PROPOSAL_DAYS * 86_400_000);

/** Checks whether assigning a role needs two administrators: each role with additional rights does. */
export const needsSecond = (role: Role): boolean => PRIVILEGED_ROLES.includes(role);

/** Checks whether removing it does: nobody may make themselves the only administrator. */
export const needsSecondToTake = (role: Role): boolean => role === "administrator";

export const OfProposal = z.object({ proposalId: z.uuid() });
export type OfProposal = z.infer<typeof OfProposal>;

export const RefuseRole = OfProposal.extend({
  refusalReason: atLeast(1, visibleText(1000)),
});
export type RefuseRole = z.infer<typeof RefuseRole>;
