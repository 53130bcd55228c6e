import { sql } from "drizzle-orm";
import { can } from "@/lib/core/policy";
import type { WholeQueue } from "@/lib/queues";

/** Edits of notes that wait. */
export const notes: WholeQueue = {
  name: "notes",
  path: "/notes/review",
  roles: ["moderator"],
  factsOf: async () => ({}),
  decides: (reviewer) => can(reviewer, "section.protect"),
  parts: {
    notes: {
      path: "/notes/review",
      waiting: () => sql`select r.id, r.created_at as since, '{}'::jsonb as facts
        from revision r join note n on n.section_id = r.section_id where r.state = 'pending'`,
    },
  },
};
