import { eq, sql } from "drizzle-orm";
import { roleProposal } from "@/db/schema/accounts";
import type { Facts } from "@/lib/core/audit";
import { can } from "@/lib/core/policy";
import { moment } from "@/lib/notices";
import type { Queue } from "@/lib/queues";
import { lapsedBefore } from "./proposals/model";

/** SQL: proposers and applicants cannot decide on their own, so reviewers have different parts. */
const isParted = () => sql`true`;

/** Roles that an administrator proposed to assign or remove; others confirm. Expired ones are left out. */
export const roles: Queue<{ memberId: string; proposedBy: string }, Facts["role.proposed"], unknown> = {
  name: "roles",
  path: "/admin#proposals",
  roles: ["administrator"],
  isParted,
  decides: (reviewer, facts) => can(reviewer, "role.confirm", facts),
  async factsOf(ctx, { proposalId }) {
    const [row] = await ctx.tx
      .select({ memberId: roleProposal.memberId, proposedBy: roleProposal.proposedBy })
      .from(roleProposal)
      .where(eq(roleProposal.id, proposalId));
    return row ?? null;
  },
  parts: {
    roles: {
      path: "/admin#proposals",
      waiting: () => sql`select q.id, q.proposed_at as since,
        jsonb_build_object('memberId', q.member_id, 'proposedBy', q.proposed_by) as facts from role_proposal q
        where q.ended_at is null and q.proposed_at > ${moment(lapsedBefore(new Date()))}`,
    },
  },
};

/** Applications to join. One with an open question waits for the applicant. */
export const applications: Queue<{ memberId: string }, { memberId: string }, unknown> = {
  name: "applications",
  path: "/admin/applications",
  roles: ["administrator"],
  isParted,
  decides: (reviewer, facts) => can(reviewer, "application.decide", facts),
  factsOf: async (_ctx, { memberId }) => ({ memberId }),
  parts: {
    applications: {
      path: "/admin/applications",
      waiting:
        () => sql`select a.id, a.created_at as since, jsonb_build_object('memberId', a.member_id) as facts
        from application a where a.state = 'waiting'`,
    },
  },
};
