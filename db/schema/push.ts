import { index, integer, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { member } from "./accounts";
import { bytes, id, moment } from "./columns";
import { session } from "./sign-in";

/** A browser in which a member wants to see notifications, while the session lasts in which it was added. */
export const pushSubscription = pgTable(
  "push_subscription",
  {
    id: id(),
    memberId: uuid()
      .notNull()
      .references(() => member.id),
    sessionId: uuid()
      .notNull()
      .references(() => session.id, { onDelete: "cascade" }),
    /** SHA-256 of the address at the push service, so that a browser is stored once. */
    hash: text().notNull(),
    /** The address and the keys of the browser, encrypted: who has them can send to it. */
    sealed: bytes().notNull(),
    createdAt: moment().notNull(),
    /** When its service last took a message. */
    sentAt: moment(),
    /** Failures since then. */
    failures: integer().notNull().default(0),
  },
  (t) => [
    uniqueIndex("push_subscription_hash_key").on(t.hash),
    index().on(t.memberId),
    index().on(t.sessionId),
  ],
);
