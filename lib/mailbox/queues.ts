import { sql } from "drizzle-orm";
import { can } from "@/lib/core/policy";
import type { Queue } from "@/lib/queues";

/** Questions to the people who run the site, which administrators answer. */
export const questions: Queue<object, unknown, unknown> = {
  name: "questions",
  path: "/admin/mailbox",
  roles: ["administrator"],
  decides: (reviewer) => can(reviewer, "mailbox.manage"),
  isNamedTo: (actor) => can(actor, "mailbox.manage"),
  factsOf: async () => ({}),
  parts: {
    questions: {
      path: "/admin/mailbox",
      waiting: () => sql`select q.id, q.touched_at as since, '{}'::jsonb as facts from question q
        where q.state = 'open'`,
    },
  },
};
