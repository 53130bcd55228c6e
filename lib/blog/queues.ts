import { sql } from "drizzle-orm";
import { can } from "@/lib/core/policy";
import type { WholeQueue } from "@/lib/queues";

const ROLES = ["moderator", "administrator"] as const;
const PATH = "/blog/review";
const factsOf = async () => ({});

/** Submitted posts, and pending changes of posts. */
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
