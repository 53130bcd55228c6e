import { sql } from "drizzle-orm";
import { can } from "@/lib/core/policy";
import type { WholeQueue } from "@/lib/queues";
import { type CommentedKind, pagesOf } from "./kind";

/**
 * Creates the queue of held comments. Each kind of page has its parts; a notice links to where
 * they are decided, or to the overview if there are several places.
 */
export function commentQueue(kinds: readonly CommentedKind[]): WholeQueue {
  const [first, ...others] = kinds.map(({ comments }) => comments.review.path);
  return {
    name: "comments",
    path: others.length === 0 && first ? first : "/moderation",
    roles: ["moderator", "administrator"],
    factsOf: async () => ({}),
    decides: (reviewer) => can(reviewer, "comment.moderate"),
    isNamedTo: (actor) => can(actor, "comment.moderate"),
    parts: Object.fromEntries(kinds.flatMap(partsOf)),
  };
}

/**
 * The parts of the queue of one kind of page: its comments, while the page has readers. Otherwise they cannot be opened.
 * Moderators decide, who may read every page.
 */
function partsOf(of: CommentedKind) {
  const { path, held } = of.comments.review;
  const part = (name: string, anchor: string, waiting: WholeQueue["parts"][string]["waiting"]) =>
    [name, { path: `${path}#${anchor}`, waiting }] as const;
  return [
    part(
      held,
      "comments",
      () => sql`select c.id, c.created_at as since, '{}'::jsonb as facts
        from comment c join ${pagesOf([of], "site")} on p.page_id = c.post_id and p.is_read where c.state = 'held'`,
    ),
  ];
}
