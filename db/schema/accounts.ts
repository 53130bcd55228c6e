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

/** A person. After erasure the row stays, without anything personal, so that contributions keep an author. */
export const member = pgTable(
  "member",
  {
    id: id(),
    state: text().$type<MemberState>().notNull(),
    handle: text().notNull(),
    /** As typed; null once erased. */
    email: text(),
    /** Lower case, Unicode-normalised: what is unique and looked up. */
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
    /** Field name → who sees it: public, members, officers, hidden. */
    visibility: jsonb().$type<Record<string, string>>().notNull().default({}),
    isListed: boolean().notNull().default(false),
    /** Whether other members can write to this one through the site, while listed. */
    takesMessages: boolean().notNull().default(true),
    /** Language of pages and mails. */
    locale: text().notNull().default("en"),
    charterAcceptedAt: moment(),
    verifiedAt: moment(),
    suspendedAt: moment(),
    suspensionReason: text(),
    /** TOTP secret, encrypted with a key drawn from AUTH_SECRET; set but not enabled while being set up. */
    totpSecret: bytes(),
    totpEnabledAt: moment(),
    /** The last time step that a code was taken for: a code works once. */
    totpLastStep: integer(),
    /** When the oldest passkey that is still there was added; null without any. Beside `totpEnabledAt`: a second factor. */
    passkeySince: moment(),
    createdAt: moment().notNull(),
    lastSeenAt: moment(),
    erasedAt: moment(),
    /** When the member put the first steps (`/welcome`) away. */
    firstStepsEndedAt: moment(),
  },
  (t) => [
    uniqueIndex("member_handle_key").on(t.handle),
    uniqueIndex("member_email_key").on(t.emailKey),
    index().on(t.state, t.createdAt),
    index("member_directory").on(t.isListed, t.displayName, t.id),
    check(
      "member_state",
      sql`${t.state} in ('unverified','applied','active','refused','suspended','erased')`,
    ),
  ],
);

/** A role given to a member; `country` (ISO alpha-2) only for focal points, '' otherwise. */
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
    /** The second administrator, where `grantedBy` proposed it. */
    confirmedBy: uuid(),
    /** Computed from the member's edits and not given by anyone: it goes again as it came. */
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

/** A role that one administrator wants given or taken away and another one confirms. At most one waits for the same role. */
export const roleProposal = pgTable(
  "role_proposal",
  {
    id: id(),
    memberId: uuid()
      .notNull()
      .references(() => member.id),
    role: text().notNull(),
    country: text().notNull().default(""),
    /** False: the role is to be taken away. */
    isGiven: boolean().notNull().default(true),
    reason: text().notNull(),
    proposedBy: uuid().notNull(),
    proposedAt: moment().notNull(),
    endedAt: moment(),
    /** `given`: given, or taken away, otherwise meanwhile; `void`: who proposed it is no administrator any more. */
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
    /** When the applicant last changed or added something: who decides names it, and so decides on what they read. */
    changedAt: moment(),
    decidedBy: uuid(),
    decidedAt: moment(),
    decisionReason: text(),
  },
  (t) => [uniqueIndex("application_member_key").on(t.memberId), index().on(t.state, t.createdAt)],
);

export type ApplicationStep = "question" | "answer" | "amended" | "again" | "accepted" | "refused";

/** What happened to an application, in order: questions, answers, amendments and decisions. */
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
    /** The administrator who asked or decided; null for what the applicant did. */
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

/** A member's own data, made by a job and kept for seven days. */
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

/** Whose data was erased: ids only, so that a restored backup can be told again. */
export const erasure = pgTable("erasure", {
  memberId: uuid().primaryKey(),
  at: moment().notNull(),
});
