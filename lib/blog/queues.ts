import { sql } from "drizzle-orm";
import { can } from "@/lib/core/policy";
import type { WholeQueue } from "@/lib/queues";
import { isReported } from "./waiting";

const ROLES = ["moderator", "administrator"] as const;
const PATH = "/blog/review";
const factsOf = async () => ({});

/** Posts that were handed in, and changes of posts that have appeared. */
export const posts: WholeQueue = {
  name: "posts",
  path: PATH,
  roles: ROLES,
  factsOf,
  decides: (reviewer) => can(reviewer, "post.publish"),
  isNamedTo: (actor) => can(actor, "post.publish"),
  parts: {
    posts: {
      path: `${PATH}#submitted`,
      waiting: () => sql`select p.page_id as id, p.submitted_at as since, '{}'::jsonb as facts
        from post p where p.state = 'submitted'`,
    },
    changes: {
      path: `${PATH}#changed`,
      waiting: () => sql`select p.page_id as id, r.created_at as since, '{}'::jsonb as facts
        from revision r join post p on p.section_id = r.section_id
        where r.state = 'pending' and p.state <> 'removed'`,
    },
  },
};

/** Comments of new members, and those that were reported. */
export const comments: WholeQueue = {
  name: "comments",
  path: PATH,
  roles: ROLES,
  factsOf,
  decides: (reviewer) => can(reviewer, "comment.moderate"),
  isNamedTo: (actor) => can(actor, "comment.moderate"),
  parts: {
    comments: {
      path: `${PATH}#comments`,
      waiting: () => sql`select comment.id, comment.created_at as since, '{}'::jsonb as facts
        from comment where comment.state = 'held'`,
    },
    flags: {
      path: `${PATH}#flags`,
      waiting: () => sql`select comment.id, o.created_at as since, '{}'::jsonb as facts
        from comment_flag o join comment on comment.id = o.comment_id
        where o.state = 'open' and ${isReported()}`,
    },
  },
};
