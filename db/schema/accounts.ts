import { sql } from "drizzle-orm";
import {
  bigint,
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

/** A signed-in device. The cookie holds this id only; ending the row ends the session at its next request. */
export const session = pgTable(
  "session",
  {
    id: id(),
    memberId: uuid()
      .notNull()
      .references(() => member.id),
    createdAt: moment().notNull(),
    lastSeenAt: moment().notNull(),
    /** When the password or single sign-on was given last: what step-up looks at. */
    confirmedAt: moment().notNull(),
    secondFactorAt: moment(),
    /** How its member signed in (`SignInMethod`); null for sessions from before this was recorded. */
    method: text(),
    ip: text(),
    device: text().notNull(),
    endedAt: moment(),
  },
  (t) => [index().on(t.memberId, t.endedAt), index().on(t.lastSeenAt)],
);

/** Devices that signed in before: a hash of member and browser, so that a new one is told of. */
export const knownDevice = pgTable(
  "known_device",
  {
    memberId: uuid()
      .notNull()
      .references(() => member.id),
    hash: text().notNull(),
    firstSeenAt: moment().notNull(),
    lastSeenAt: moment().notNull(),
  },
  (t) => [primaryKey({ columns: [t.memberId, t.hash] })],
);

/** A single-use secret that was mailed or printed; only its SHA-256 is kept. */
export const token = pgTable(
  "token",
  {
    id: id(),
    kind: text().notNull(),
    memberId: uuid()
      .notNull()
      .references(() => member.id),
    hash: text().notNull(),
    payload: jsonb().notNull().default({}),
    createdAt: moment().notNull(),
    expiresAt: moment().notNull(),
    spentAt: moment(),
  },
  (t) => [uniqueIndex("token_hash_key").on(t.hash), index().on(t.memberId, t.kind), index().on(t.expiresAt)],
);

/** A passkey (a WebAuthn credential): a second factor, and alone a whole sign-in where it verified its user. */
export const passkey = pgTable(
  "passkey",
  {
    id: id(),
    memberId: uuid()
      .notNull()
      .references(() => member.id),
    /** The id that the authenticator gave it (base64url). */
    credentialId: text().notNull(),
    publicKey: bytes().notNull(),
    /** Signatures made so far, as the authenticator counts them; 0 where it does not count. */
    counter: bigint({ mode: "number" }).notNull(),
    /** How the authenticator is reached: usb, nfc, ble, internal, hybrid. */
    transports: text().array().notNull(),
    /** As its member calls it. */
    name: text().notNull(),
    /** Whether the authenticator keeps it in more than one place, as password managers do. */
    isSynced: boolean().notNull(),
    createdAt: moment().notNull(),
    lastUsedAt: moment(),
  },
  (t) => [uniqueIndex("passkey_credential_key").on(t.credentialId), index().on(t.memberId)],
);

/** A challenge that was answered: each is good once. Nothing is stored of one that nobody answered. */
export const spentChallenge = pgTable(
  "spent_challenge",
  {
    /** SHA-256 of the challenge. */
    hash: text().primaryKey(),
    expiresAt: moment().notNull(),
  },
  (t) => [index().on(t.expiresAt)],
);

export const recoveryCode = pgTable(
  "recovery_code",
  {
    memberId: uuid()
      .notNull()
      .references(() => member.id),
    hash: text().notNull(),
    createdAt: moment().notNull(),
    spentAt: moment(),
  },
  (t) => [primaryKey({ columns: [t.memberId, t.hash] })],
);

/** A lost authenticator: one administrator asks for its removal, another one agrees. */
export const factorReset = pgTable(
  "factor_reset",
  {
    id: id(),
    memberId: uuid()
      .notNull()
      .references(() => member.id),
    reason: text().notNull(),
    requestedBy: uuid(),
    requestedAt: moment().notNull(),
    firstApprovedBy: uuid(),
    secondApprovedBy: uuid(),
    endedAt: moment(),
    outcome: text(),
  },
  (t) => [index().on(t.memberId, t.endedAt)],
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

/** A personal token of the API: shown once, kept as a SHA-256. */
export const apiToken = pgTable(
  "api_token",
  {
    id: id(),
    memberId: uuid()
      .notNull()
      .references(() => member.id),
    name: text().notNull(),
    hash: text().notNull(),
    hint: text().notNull(),
    scopes: text().array().notNull(),
    createdAt: moment().notNull(),
    expiresAt: moment().notNull(),
    lastUsedAt: moment(),
    revokedAt: moment(),
  },
  (t) => [uniqueIndex("api_token_hash_key").on(t.hash), index().on(t.memberId)],
);

/** What a write of the API was answered that came with an `Idempotency-Key`: for a day the same request gets it again. */
export const apiAnswer = pgTable(
  "api_answer",
  {
    /** SHA-256 of the member and the key. */
    id: text().primaryKey(),
    memberId: uuid()
      .notNull()
      .references(() => member.id),
    /** SHA-256 of what was asked for. */
    fingerprint: text().notNull(),
    status: integer().notNull(),
    body: jsonb(),
    createdAt: moment().notNull(),
  },
  (t) => [index().on(t.memberId), index().on(t.createdAt)],
);

/** An identity at the single sign-on provider, joined to one member. */
export const identity = pgTable(
  "identity",
  {
    issuer: text().notNull(),
    subject: text().notNull(),
    memberId: uuid()
      .notNull()
      .references(() => member.id),
    createdAt: moment().notNull(),
  },
  (t) => [primaryKey({ columns: [t.issuer, t.subject] }), index().on(t.memberId)],
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

/**
 * A form that could not be sent yet: the session had ended, or the password is asked for first. Stored for an hour, for
 * the browser that sent it, within the totals of `lib/web/held/held-form.ts`.
 */
export const heldForm = pgTable(
  "held_form",
  {
    id: id(),
    path: text().notNull(),
    fields: jsonb().notNull(),
    /** SHA-256 of the secret in that browser's sealed cookie. */
    browser: text().notNull(),
    /** The member on whose page it was drawn; null for the page of a document. */
    memberId: uuid().references(() => member.id),
    /** The session that sent it, where it only waits for the password. */
    sessionId: uuid(),
    bytes: integer().notNull(),
    createdAt: moment().notNull(),
    expiresAt: moment().notNull(),
  },
  (t) => [index().on(t.expiresAt), index().on(t.memberId)],
);

export type MessageReportState = "open" | "dismissed" | "upheld";

/**
 * What one member wrote to another through the site. It stays for 30 days, in which its receiver can answer or report
 * it; while a report is open, and for 30 days after it was decided.
 */
export const memberMessage = pgTable(
  "member_message",
  {
    id: id(),
    /** Who wrote it. */
    memberId: uuid()
      .notNull()
      .references(() => member.id),
    recipientId: uuid()
      .notNull()
      .references(() => member.id),
    subject: text().notNull(),
    text: text().notNull(),
    /** The sender wants the receiver to be told their mail address. */
    tellsAddress: boolean().notNull(),
    /** Its receiver had blocked the sender: it is never shown to the receiver, and the sender is told nothing. */
    isWithheld: boolean().notNull(),
    /** It answers a message of its receiver. */
    isReply: boolean().notNull(),
    clientToken: text().notNull(),
    createdAt: moment().notNull(),
    reportState: text().$type<MessageReportState>(),
    reportReason: text(),
    reportedAt: moment(),
    decidedBy: uuid(),
    decidedAt: moment(),
  },
  (t) => [
    uniqueIndex("member_message_token_key").on(t.memberId, t.clientToken),
    index().on(t.recipientId, t.createdAt),
    index().on(t.reportState, t.reportedAt),
    check("member_message_report", sql`${t.reportState} in ('open','dismissed','upheld')`),
  ],
);

/** Whose messages a member no longer receives. */
export const memberBlock = pgTable(
  "member_block",
  {
    memberId: uuid()
      .notNull()
      .references(() => member.id),
    blockedId: uuid()
      .notNull()
      .references(() => member.id),
    createdAt: moment().notNull(),
  },
  (t) => [primaryKey({ columns: [t.memberId, t.blockedId] }), index().on(t.blockedId)],
);
