import { sql } from "drizzle-orm";
import { check, index, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { member } from "./accounts";
import { id, moment } from "./columns";

export const INVITATION_OUTCOMES = ["accepted", "declined", "withdrawn", "lapsed"] as const;
export type InvitationOutcome = (typeof INVITATION_OUTCOMES)[number];

/**
 * An invitation of a person by mail address. At most one is open for an address. A declined one keeps nothing but
 * that it was declined.
 */
export const invitation = pgTable(
  "invitation",
  {
    id: id(),
    /** As typed; null once declined. */
    email: text(),
    /** Lower case, Unicode-normalized. */
    emailKey: text(),
    role: text().notNull(),
    country: text(),
    institution: text(),
    /** Language of the mail and of the new account. */
    locale: text().notNull(),
    /** For the administrator who confirms the role. */
    reason: text().notNull(),
    invitedBy: uuid().notNull(),
    invitedAt: moment().notNull(),
    expiresAt: moment().notNull(),
    /** SHA-256 of the secret in the newest mail; null until it is sent. */
    hash: text(),
    sentAt: moment(),
    endedAt: moment(),
    outcome: text().$type<InvitationOutcome>(),
    /** The member who accepted it. */
    memberId: uuid().references(() => member.id),
  },
  (t) => [
    uniqueIndex("invitation_open").on(t.emailKey).where(sql`${t.endedAt} is null`),
    uniqueIndex("invitation_hash_key").on(t.hash),
    index().on(t.memberId),
    check("invitation_role", sql`${t.role} in ('member','focal-point','administrator')`),
    check("invitation_outcome", sql`${t.outcome} in ('accepted','declined','withdrawn','lapsed')`),
    check("invitation_ended", sql`(${t.endedAt} is null) = (${t.outcome} is null)`),
  ],
);
