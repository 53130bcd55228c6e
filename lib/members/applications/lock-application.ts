import { eq } from "drizzle-orm";
import { application } from "@/db/schema/accounts";
import { findToken } from "@/lib/accounts";
import type { Ctx } from "@/lib/core/ctx";
import { DomainError } from "@/lib/core/errors";
import { seenMark } from "./model";

const COLUMNS = {
  id: application.id,
  memberId: application.memberId,
  state: application.state,
  decidedBy: application.decidedBy,
  createdAt: application.createdAt,
  changedAt: application.changedAt,
};

/** Locks an application for a decision. Throws `not_found` while its address is unconfirmed. */
export async function lockForDecision(ctx: Ctx, applicationId: string) {
  const [row] = await ctx.tx
    .select(COLUMNS)
    .from(application)
    .where(eq(application.id, applicationId))
    .for("update");
  if (!row || row.state === "unconfirmed") throw new DomainError("not_found", "application");
  return row;
}

/** Throws if the applicant changed the application since the administrator read it. */
export function refuseUnseen(row: { createdAt: Date; changedAt: Date | null }, seen: string): void {
  if (seen !== "" && seen !== seenMark(row)) throw new DomainError("conflict", "application_changed");
}

/** Locks the application of a link. Throws `invalid` (`link`) for an invalid one. */
export async function lockByLink(ctx: Ctx, text: string) {
  const found = await findToken(ctx.tx, ["application"], text, ctx.now);
  if (!found) throw new DomainError("invalid", "link");
  const [row] = await ctx.tx
    .select(COLUMNS)
    .from(application)
    .where(eq(application.memberId, found.memberId))
    .for("update");
  if (!row) throw new DomainError("invalid", "link");
  return row;
}
