import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { bytes, id, moment } from "./columns";

export const MEMBER_STATES = ["unverified", "applied", "active", "refused", "suspended", "erased"] as const;
export type MemberState = (typeof MEMBER_STATES)[number];

export type MessagesFrom = "everyone" | "answered" | "nobody";

/** A person. After erasure the row stays without personal data, so that contributions keep an author. */
export const member = pgTable(
  "member",
  {
    id: id(),
    state: text().$type<MemberState>().notNull(),
    handle: text().notNull(),
    /** As typed; null after erasure. */
    email: text(),
    /** Lower case, Unicode-normalized; unique and used for look-ups. */
    emailKey: text(),
    passwordHash: text(),
    fullName: text().notNull(),
    displayName: text().notNull(),
    country: text(),
    institution: text(),
    sector: text(),
    biography: text(),
    specialties: text().array().notNull().default(sql`'{}'`),
    languages: text().array().notNull().default(sql`'{}'`),
    /** Visibility by field name: public, members, officers, hidden. */
    visibility: jsonb().$type<Record<string, string>>().notNull().default({}),
    isListed: boolean().notNull().default(false),
    /** As the version before reads it: `messagesFrom` is `everyone`. Remove it in a later version. */
    takesMessages: boolean().notNull().default(true),
    /** Who can write to them: `everyone` while they are listed, `answered` those whom they have answered, `nobody`. */
    messagesFrom: text().$type<MessagesFrom>().notNull().default("everyone"),
    /** Language of pages and mails. */
    locale: text().notNull().default("en"),
    charterAcceptedAt: moment(),
    verifiedAt: moment(),
    suspendedAt: moment(),
    /** When the suspension ends by itself; null if somebody has to lift it. The state may say `suspended` for a moment longer. */
    suspendedUntil: moment(),
    suspensionReason: text(),
    /** TOTP secret, encrypted with a key derived from AUTH_SECRET; set but not enabled during setup. */
    totpSecret: bytes(),
    totpEnabledAt: moment(),
    /** Last time step for which a code was accepted, as each code works once. */
    totpLastStep: integer(),
    /** When the oldest existing passkey was added; null without any. A second factor, like `totpEnabledAt`. */
    passkeySince: moment(),
    createdAt: moment().notNull(),
    lastSeenAt: moment(),
    erasedAt: moment(),
    /** When the member dismissed the first steps (`/welcome`). */
    firstStepsEndedAt: moment(),
  },
  (t) => [
    uniqueIndex("member_handle_key").on(t.handle),
    uniqueIndex("member_email_key").on(t.emailKey),
    index().on(t.state, t.createdAt),
    index("member_directory").on(t.isListed, t.displayName, t.id),
    check("member_messages_from", sql`${t.messagesFrom} in ('everyone','answered','nobody')`),
    check(
      "member_state",
      sql`${t.state} in ('unverified','applied','active','refused','suspended','erased')`,
    ),
  ],
);

/** A member's role; `country` (ISO alpha-2) for focal points only, else ''. */
export const roleGrant = pgTable(
  "role_grant",
  {
    memberId: uuid()
      .notNull()
      .references(() => member.id),
    role: text().notNull(),
    country: text().notNull().default(""),
    grantedAt: moment().notNull(),
    grantedBy: uuid(),
    /** The second administrator, if `grantedBy` proposed it. */
    confirmedBy: uuid(),
    /** Earned by edits instead of assigned, so it can be lost again. */
    isEarned: boolean().notNull().default(false),
  },
  (t) => [
    primaryKey({ columns: [t.memberId, t.role, t.country] }),
    index().on(t.role),
    check(
      "role_grant_role",
      sql`${t.role} in ('trusted','practitioner','focal-point','moderator','administrator')`,
    ),
  ],
);

export const PROPOSAL_OUTCOMES = ["confirmed", "refused", "withdrawn", "lapsed", "given", "void"] as const;
export type ProposalOutcome = (typeof PROPOSAL_OUTCOMES)[number];

/** A role that one administrator proposes to assign or remove and another confirms. At most one is open for a role. */
export const roleProposal = pgTable(
  "role_proposal",
  {
    id: id(),
    memberId: uuid()
      .notNull()
      .references(() => member.id),
    role: text().notNull(),
    country: text().notNull().default(""),
    /** False: the role is to be removed. */
    isGiven: boolean().notNull().default(true),
    reason: text().notNull(),
    proposedBy: uuid().notNull(),
    proposedAt: moment().notNull(),
    endedAt: moment(),
    /** `given`: assigned or removed otherwise meanwhile; `void`: the proposer is no longer an administrator. */
    outcome: text().$type<ProposalOutcome>(),
    decidedBy: uuid(),
    decisionReason: text(),
  },
  (t) => [
    uniqueIndex("role_proposal_open").on(t.memberId, t.role, t.country).where(sql`${t.endedAt} is null`),
    index().on(t.proposedBy, t.endedAt),
    index().on(t.endedAt, t.proposedAt),
    check("role_proposal_role", sql`${t.role} in ('practitioner','focal-point','moderator','administrator')`),
    check(
      "role_proposal_outcome",
      sql`${t.outcome} in ('confirmed','refused','withdrawn','lapsed','given','void')`,
    ),
    check("role_proposal_ended", sql`(${t.endedAt} is null) = (${t.outcome} is null)`),
  ],
);

export const application = pgTable(
  "application",
  {
    id: id(),
    memberId: uuid()
      .notNull()
      .references(() => member.id),
    reason: text().notNull(),
    state: text().notNull(),
    createdAt: moment().notNull(),
    /** When the applicant last changed it: sent with a decision, so that it applies to what was read. */
    changedAt: moment(),
    decidedBy: uuid(),
    decidedAt: moment(),
    decisionReason: text(),
  },
  (t) => [uniqueIndex("application_member_key").on(t.memberId), index().on(t.state, t.createdAt)],
);

export type ApplicationStep = "question" | "answer" | "amended" | "again" | "accepted" | "refused";

/** History of an application: questions, answers, changes and decisions. */
export const applicationStep = pgTable(
  "application_step",
  {
    id: id(),
    applicationId: uuid()
      .notNull()
      .references(() => application.id),
    memberId: uuid()
      .notNull()
      .references(() => member.id),
    kind: text().$type<ApplicationStep>().notNull(),
    text: text(),
    /** The administrator who asked or decided; null for the applicant's steps. */
    byId: uuid(),
    createdAt: moment().notNull(),
  },
  (t) => [
    index().on(t.applicationId, t.createdAt),
    index().on(t.memberId),
    check(
      "application_step_kind",
      sql`${t.kind} in ('question','answer','amended','again','accepted','refused')`,
    ),
  ],
);

/** A member's data export, made by a job and stored for seven days. */
export const dataExport = pgTable(
  "data_export",
  {
    id: id(),
    memberId: uuid()
      .notNull()
      .references(() => member.id),
    state: text().notNull(),
    requestedAt: moment().notNull(),
    readyAt: moment(),
    expiresAt: moment(),
    size: integer(),
    content: bytes(),
  },
  (t) => [index().on(t.memberId, t.requestedAt)],
);

/** Erased members: ids only, so that erasures can be repeated after a restore. */
export const erasure = pgTable("erasure", {
  memberId: uuid().primaryKey(),
  at: moment().notNull(),
});
