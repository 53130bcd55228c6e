import type { Facts } from "@/lib/core/audit";
import type { Ctx } from "@/lib/core/ctx";
import { notify } from "../notify";
import { listReviewers } from "./queues";
import { tellOf } from "./tell-reviewers";

/** One administrator wants a role given: the others who may confirm it are told that something waits. */
export async function tellOfRole(ctx: Ctx, { memberId }: Facts["role.proposed"]): Promise<void> {
  const role = { memberId, proposedBy: ctx.actor?.id ?? "" };
  await tellOf(ctx, "roles", await listReviewers("roles", { role }, ctx.tx));
}

/** Nobody confirmed a role in time: the administrator who proposed it is told. */
export async function tellLapsed(ctx: Ctx, { proposalId, proposedBy }: Facts["role.lapsed"]): Promise<void> {
  const memberIds = [proposedBy];
  await notify(ctx, { memberIds, category: "decision", kind: "role.lapsed", key: proposalId, pageId: null });
}
