import { comment } from "@/db/schema/comments";
import { subselect } from "@/db/subselect";
import type { ReactionCounts } from "./model";

export const NO_REACTIONS: ReactionCounts = { thanks: 0, agree: 0, useful: 0 };

/** SQL: how many members gave each reaction to a comment; those that nobody gave are missing. */
export const REACTED = subselect<
  Partial<ReactionCounts>
>`coalesce((select jsonb_object_agg(n.reaction, n.members)
  from (select r.reaction, count(*)::int as members from comment_reaction r
    where r.comment_id = ${comment.id} group by r.reaction) n), '{}'::jsonb)`;
