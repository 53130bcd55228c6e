import { sql } from "drizzle-orm";
import { can } from "@/lib/core/policy";
import type { WholeQueue } from "@/lib/queues";

/** Topics of new members that wait for a moderator. */
export const topics: WholeQueue = {
  name: "topics",
  path: "/discussions/review",
  roles: ["moderator", "administrator"],
  factsOf: async () => ({}),
  decides: (reviewer) => can(reviewer, "topic.moderate"),
  isNamedTo: (actor) => can(actor, "topic.moderate"),
  parts: {
    topics: {
      path: "/discussions/review#topics",
      waiting: () => sql`select t.page_id as id, t.created_at as since, '{}'::jsonb as facts
        from topic t where t.state = 'held'`,
    },
  },
};
