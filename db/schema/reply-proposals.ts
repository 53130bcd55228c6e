import { index, pgTable, primaryKey, uuid } from "drizzle-orm/pg-core";
import { member } from "./accounts";
import { moment } from "./columns";
import { comment } from "./comments";
import { revision, section } from "./revisions";

/**
 * A reply whose words a member is bringing into a section: a save of that section whose form names it credits it.
 * Deleted then, or when the member says that the edit is not from the reply.
 */
export const replyProposal = pgTable(
  "reply_proposal",
  {
    memberId: uuid()
      .notNull()
      .references(() => member.id),
    sectionId: uuid()
      .notNull()
      .references(() => section.id),
    commentId: uuid()
      .notNull()
      .references(() => comment.id),
    createdAt: moment().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.memberId, t.sectionId, t.commentId] }),
    index("reply_proposal_created").on(t.createdAt),
  ],
);

/** A reply whose words a revision has. Further revisions that are made from a waiting one have them too. */
export const replyCredit = pgTable(
  "reply_credit",
  {
    revisionId: uuid()
      .notNull()
      .references(() => revision.id),
    commentId: uuid()
      .notNull()
      .references(() => comment.id),
  },
  (t) => [
    primaryKey({ columns: [t.revisionId, t.commentId] }),
    index("reply_credit_comment").on(t.commentId),
  ],
);
