import { eq, sql } from "drizzle-orm";
import { roleProposal } from "@/db/schema/accounts";
import { memberMessage } from "@/db/schema/messages";
import type { Facts } from "@/lib/core/audit";
import { can } from "@/lib/core/policy";
import { moment } from "@/lib/notices";
import type { Queue } from "@/lib/queues";
import { lapsedBefore } from "./proposals/model";

/** SQL: proposers, senders and applicants cannot decide on their own, so reviewers have different parts. */
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

/** Reported messages: moderators are notified that something waits, without its content. */
export const messages: Queue<{ senderId: string; recipientId: string }, Facts["message.reported"], unknown> =
  {
    name: "messages",
    path: "/moderation/messages",
    roles: ["moderator", "administrator"],
    isParted,
    decides: (reviewer, facts) => can(reviewer, "message.decide", facts),
    isNamedTo: (actor) => can(actor, "message.decide", { senderId: "", recipientId: "" }),
    listsAll: true,
    async factsOf(ctx, { messageId }) {
      const [message] = await ctx.tx
        .select({ senderId: memberMessage.memberId, recipientId: memberMessage.recipientId })
        .from(memberMessage)
        .where(eq(memberMessage.id, messageId));
      return message ?? null;
    },
    parts: {
      messages: {
        path: "/moderation/messages",
        waiting: () => sql`select m.id, m.reported_at as since,
        jsonb_build_object('senderId', m.member_id, 'recipientId', m.recipient_id) as facts
        from member_message m where m.report_state = 'open'`,
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
