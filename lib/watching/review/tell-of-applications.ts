import type { Facts } from "@/lib/core/audit";
import type { Ctx } from "@/lib/core/ctx";
import { listReviewers } from "./queues";
import { tellOf } from "./tell-reviewers";

/** Notifies administrators that an application to join waits for a decision, not of whom it is. */
export async function tellOfApplication(ctx: Ctx, { memberId }: Facts["member.applied"]): Promise<void> {
  await tellOf(
    ctx,
    "applications",
    await listReviewers("applications", { application: { memberId } }, ctx.tx),
  );
}

/** Notifies administrators that a refused application was sent again; a change of one that waits is no news. */
export async function tellOfAgain(ctx: Ctx, fact: Facts["application.amended"]): Promise<void> {
  if (fact.isAgain) await tellOfApplication(ctx, fact);
}
