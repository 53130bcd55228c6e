import { eq, sql } from "drizzle-orm";
import { messageReport } from "@/db/schema/messages";
import type { Facts } from "@/lib/core/audit";
import { can } from "@/lib/core/policy";
import type { Queue } from "@/lib/queues";

/** Reported messages: moderators are notified that something waits, without its content. */
export const messages: Queue<{ senderId: string; recipientId: string }, Facts["message.reported"], unknown> =
  {
    name: "messages",
    path: "/moderation/messages",
    roles: ["moderator", "administrator"],
    // Senders and receivers cannot decide on their own, so reviewers have different parts.
    isParted: () => sql`true`,
    decides: (reviewer, facts) => can(reviewer, "message.decide", facts),
    isNamedTo: (actor) => can(actor, "message.decide", { senderId: "", recipientId: "" }),
    listsAll: true,
    async factsOf(ctx, { reportId }) {
      const [row] = await ctx.tx
        .select({ senderId: messageReport.senderId, recipientId: messageReport.memberId })
        .from(messageReport)
        .where(eq(messageReport.id, reportId));
      return row ?? null;
    },
    parts: {
      messages: {
        path: "/moderation/messages",
        waiting: () => sql`select r.id, r.created_at as since,
          jsonb_build_object('senderId', r.sender_id, 'recipientId', r.member_id) as facts
          from message_report r where r.state = 'open'`,
      },
    },
  };
