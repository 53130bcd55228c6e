import { sql } from "drizzle-orm";
import { check, index, integer, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { member } from "./accounts";
import { moment } from "./columns";

/** A mail to a member that a mail server refused, returned or delayed: each counts once, as its worst report. */
export const bouncedMail = pgTable(
  "bounced_mail",
  {
    memberId: uuid()
      .notNull()
      .references(() => member.id),
    /** The mail, as its return address names it: 8 hexadecimal digits. */
    mail: text().notNull(),
    /** 1: soft, it may arrive later. 2: hard, it never will. */
    weight: integer().notNull(),
    /** Its code, such as `5.1.1` (RFC 3463) or `550`; empty if the report has none. */
    status: text().notNull(),
    /** What the server said: foreign text. */
    reason: text().notNull(),
    at: moment().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.memberId, t.mail] }),
    index("bounced_mail_at").on(t.at),
    check("bounced_mail_weight", sql`${t.weight} in (1,2)`),
  ],
);

/** How far mails to a member's present address came back; no row for most members. */
export const bounceScore = pgTable(
  "bounce_score",
  {
    memberId: uuid()
      .primaryKey()
      .references(() => member.id),
    /** Sum of the weights, since the last reset. */
    score: integer().notNull(),
    /** The first and the last bounce that it counts. */
    since: moment().notNull(),
    lastAt: moment().notNull(),
    /** When the score reached the number at which mails that can be switched off stop. */
    stoppedAt: moment(),
    /** Mails sent before the last reset do not count. */
    countsFrom: moment().notNull(),
  },
  (t) => [index("bounce_score_last").on(t.lastAt)],
);
